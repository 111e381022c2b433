using System.Collections.Immutable;
using Dashboard.Core.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;

namespace Dashboard.Storage.Tests.Support;

/// <summary>What befalls an app in a run.</summary>
public enum Fate
{
    Nothing,
    SeenChanged,
    BecameStale,
    Expired,
    Decommissioned,
}

/// <summary>An app in the model.</summary>
public sealed record ModelApp(AppState State, DateTimeOffset FirstSeen, DateTimeOffset? LastSeen, DateTimeOffset VerdictSince);

/// <summary>The estate as a run left it.</summary>
public sealed record ModelRun(DateTimeOffset Time, RunStatus Status, ImmutableDictionary<string, ModelApp> Apps);

/// <summary>The history in the simplest form there is: the whole estate after each run.</summary>
public sealed class HistoryModel
{
    private ImmutableDictionary<string, ModelApp> _apps = ImmutableDictionary<string, ModelApp>.Empty;

    public List<ModelRun> Runs { get; } = [];

    /// <summary>The run that stands at a moment; null before the first.</summary>
    public ModelRun? At(DateTimeOffset moment) => Runs.LastOrDefault(r => r.Time <= moment);

    /// <summary>Runs once on the database and in the model.</summary>
    public async Task RunAsync(TestDatabase db, RunStatus status, IEnumerable<(Fate Fate, AppState State)> events)
    {
        var stored = await db.Store.ReadStoredAppsAsync(TestDatabase.Token).ToListAsync(TestDatabase.Token);
        var ids = stored.ToDictionary(a => a.ResourceId, a => a.AppId);
        var planned = events.DistinctBy(e => e.State.ResourceId).Where(e => Possible(e.Fate, e.State.ResourceId)).ToList();
        var last = Runs.LastOrDefault()?.Time;
        var run = await db.RunAsync(
            planned.Select(e => Change(e.Fate, e.State, ids.TryGetValue(e.State.ResourceId, out var id) ? id : null, last)), status);
        foreach (var (fate, state) in planned) Apply(fate, state, run.RunTime, last);
        Runs.Add(new ModelRun(run.RunTime, status, _apps));
    }

    private bool Possible(Fate fate, string id) => fate switch
    {
        Fate.Nothing => false,
        Fate.SeenChanged => true,
        Fate.BecameStale => _apps.TryGetValue(id, out var app) && !app.State.Stale,
        Fate.Expired => _apps.TryGetValue(id, out var app) && app.State.Stale,
        Fate.Decommissioned => _apps.ContainsKey(id),
    };

    private static AppChange Change(Fate fate, AppState state, long? appId, DateTimeOffset? last) => fate switch
    {
        Fate.SeenChanged => TestDatabase.Seen(state, appId),
        Fate.BecameStale => new AppChange.BecameStale(appId!.Value, last!.Value),
        Fate.Expired => new AppChange.Expired(appId!.Value),
        Fate.Decommissioned => new AppChange.Decommissioned(appId!.Value),
        Fate.Nothing => throw new InvalidOperationException(),
    };

    private void Apply(Fate fate, AppState state, DateTimeOffset time, DateTimeOffset? last)
    {
        var id = state.ResourceId;
        var old = _apps.GetValueOrDefault(id);
        _apps = fate switch
        {
            Fate.SeenChanged => _apps.SetItem(id, new ModelApp(
                state, old?.FirstSeen ?? time, null, old?.State.Verdict == state.Verdict ? old.VerdictSince : time)),
            Fate.BecameStale => _apps.SetItem(id, old! with { State = old.State with { Stale = true }, LastSeen = last }),
            Fate.Expired => _apps.SetItem(id, old! with
            {
                State = old.State with { Verdict = Verdict.Unknown },
                VerdictSince = old.State.Verdict == Verdict.Unknown ? old.VerdictSince : time,
            }),
            Fate.Decommissioned => _apps.Remove(id),
            Fate.Nothing => _apps,
        };
    }
}
