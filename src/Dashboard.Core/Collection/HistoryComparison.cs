using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>Compares what a run judged with what the history knows, and says what must be written.</summary>
internal sealed class HistoryComparison(
    IRunStore store, Chronicle chronicle, AbsentApps absentApps, Allowance allowance)
{
    /// <summary>The changes of this run. <paramref name="judged"/> is by folded id, and is emptied of what the history knows.</summary>
    public async Task<List<AppChange>> CompareAsync(
        Dictionary<string, (AppState State, UInt128 Fingerprint)> judged,
        IAsyncEnumerable<StoredApp> stored,
        EstateReading reading,
        CancellationToken cancellationToken)
    {
        var changes = new List<AppChange>();
        var absent = new List<StoredApp>();
        var open = new List<(StoredApp Known, string Key, AppState State, UInt128 Fingerprint)>();
        await foreach (var known in stored.WithCancellation(cancellationToken))
        {
            var key = ResourceIds.Key(known.ResourceId);
            if (!judged.Remove(key, out var now)) absent.Add(known);
            else if (reading.IsJudgedBlindly(key) || chronicle.NeedsState(known, key, reading.Apps[key])) open.Add((known, key, now.State, now.Fingerprint));
            else Compare(changes, known, key, now, reading);
        }

        await CompareWithStatesAsync(changes, open, reading, cancellationToken);
        var fates = await absentApps.FindOutAsync(absent, judged, reading, cancellationToken);
        foreach (var fate in fates) AddAbsent(changes, fate);
        changes.AddRange(judged.Select(n =>
            new AppChange.Seen(null, n.Value.State, n.Value.Fingerprint) { Events = chronicle.Appeared(n.Key, n.Value.State) }));
        return changes;
    }

    // Judged without a level of its tags or without its plan, an app can leave the scope or look better only because something
    // was not read. Where what is missing would have changed nothing, the judgement holds; else the last state stands, stale, as
    // if the app had not been seen.
    private async Task CompareWithStatesAsync(
        List<AppChange> changes, List<(StoredApp Known, string Key, AppState State, UInt128 Fingerprint)> open, EstateReading reading,
        CancellationToken cancellationToken)
    {
        if (open.Count == 0) return;
        var stored = (await store.ReadStatesAsync([.. open.Select(b => b.Known.AppId)], cancellationToken)).ToDictionary(s => s.AppId, s => s.State);
        var standing = 0;
        foreach (var (known, key, state, fingerprint) in open)
        {
            var before = stored.GetValueOrDefault(known.AppId);
            if (!reading.IsJudgedBlindly(key) || (before is not null && reading.Holds(key, before, state)))
            {
                Compare(changes, known, key, (state, fingerprint), reading, before);
                continue;
            }

            standing++;
            Fade(changes, known);
        }

        if (standing == 0) return;
        reading.Warnings.Add(
            $"{standing} apps stand as they were: tags that they hang on (their own, their resource group's, their app's) or their plan "
            + "were not among what was read. The role Reader on the whole subscription shows them.");
    }

    private void Compare(
        List<AppChange> changes, StoredApp known, string key, (AppState State, UInt128 Fingerprint) now, EstateReading reading, AppState? before = null)
    {
        if (chronicle.ProofOf(known, key) is { End: { } end, Replacement: { } beginning })
        {
            changes.Add(new AppChange.Decommissioned(known.AppId) { Events = chronicle.Decommissioned(known, end) });
            changes.Add(new AppChange.Seen(null, now.State, now.Fingerprint) { Events = chronicle.Recreated(now.State, beginning) });
            return;
        }

        var differs = known.Stale || known.Fingerprint != now.Fingerprint;
        var events = chronicle.Seen(known, key, reading.Apps[key], now.State, differs, before);
        if (differs) changes.Add(new AppChange.Seen(known.AppId, now.State, now.Fingerprint) { Events = events });
        else if (events.Count > 0) changes.Add(new AppChange.Noted(known.AppId) { Events = events });
    }

    private void AddAbsent(List<AppChange> changes, AbsentFate fate)
    {
        switch (fate)
        {
            case AbsentFate.Gone gone:
                changes.Add(new AppChange.Decommissioned(gone.App.AppId) { Events = chronicle.Decommissioned(gone.App, gone.Proof) });
                break;
            case AbsentFate.Retired retired:
                changes.Add(new AppChange.Decommissioned(retired.App.AppId) { Events = chronicle.ScopeRetired(retired.App) });
                break;
            case AbsentFate.Moved moved:
                changes.Add(new AppChange.Moved(moved.App.AppId, moved.Move.State, moved.Move.Fingerprint)
                {
                    Events = chronicle.Moved(moved.App, moved.Move, moved.Proof),
                });
                break;
            case AbsentFate.NotProven standing:
                Fade(changes, standing.App);
                break;
        }
    }

    private void Fade(List<AppChange> changes, StoredApp app)
    {
        var over = allowance.IsOver(app);
        if (!app.Stale)
            changes.Add(new AppChange.BecameStale(app.AppId, allowance.LastSeen(app), over) { Events = chronicle.NotSeen(app, over) });
        else if (over && app.Verdict != Verdict.Unknown)
            changes.Add(new AppChange.Expired(app.AppId) { Events = chronicle.NotSeen(app, expired: true) });
    }
}
