namespace Dashboard.Simulator.Estate;

/// <summary>A change of one thing at an exact instant.</summary>
internal sealed record Change<TState>(DateTimeOffset At, string What, Func<TState, TState> Apply);

/// <summary>
/// The life of one thing: a first state and the changes since. The state at T is the first state with every
/// change up to and including T applied, so it depends on nothing but T.
/// </summary>
internal sealed class Timeline<TState>
    where TState : class
{
    private readonly Moment[] moments;

    public Timeline(TState first, IEnumerable<Change<TState>> changes)
    {
        // The sort is stable, so changes of one instant apply in the order given.
        var list = new List<Moment> { new(DateTimeOffset.MinValue, "Beginning", first) };
        foreach (var change in changes.OrderBy(c => c.At))
        {
            list.Add(new Moment(change.At, change.What, change.Apply(list[^1].State)));
        }

        moments = [.. list];
    }

    /// <summary>The state from an instant until the next change.</summary>
    public sealed record Moment(DateTimeOffset Since, string What, TState State);

    /// <summary>Every state with its beginning, oldest first.</summary>
    public IReadOnlyList<Moment> Moments => moments;

    /// <summary>What holds at an instant. The same object for the same state, so results can be kept by it.</summary>
    public Moment At(DateTimeOffset instant)
    {
        var (low, high) = (0, moments.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = moments[middle].Since <= instant ? (middle, high) : (low, middle - 1);
        }

        return moments[low];
    }
}
