namespace Dashboard.Simulator.Estate.Generated;

/// <summary>An app or slot whose life is still being laid out.</summary>
internal sealed class AppDraft(AppSpec spec, AppState first, List<Change<AppState>> changes, Span lifetime)
{
    /// <summary>The app; its life is not final yet.</summary>
    public AppSpec Spec => spec;

    public AppState First => first;

    public List<Change<AppState>> Changes => changes;

    /// <summary>When it exists, re-creations aside.</summary>
    public Span Lifetime => lifetime;

    public List<AppDraft> Slots { get; } = [];

    /// <summary>When it swaps with its first slot.</summary>
    public List<DateTimeOffset> Swaps { get; } = [];

    /// <summary>Whether the app is one of those that are there at the end of the year.</summary>
    public bool Stays => lifetime.Until == DateTimeOffset.MaxValue;

    /// <summary>Lets something happen to the app and to each of its slots.</summary>
    public void Happen(DateTimeOffset at, string what, Func<AppState, AppState> apply)
    {
        var change = new Change<AppState>(at, what, apply);
        changes.Add(change);
        Slots.ForEach(s => s.Changes.Add(change));
    }
}
