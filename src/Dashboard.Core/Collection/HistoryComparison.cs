using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>Compares what a run judged with what the history knows, and says what must be written.</summary>
internal sealed class HistoryComparison(
    Chronicle chronicle, AbsentApps absentApps, CollectionSettings settings, DateTimeOffset runTime, DateTimeOffset? lastRunTime)
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
        await foreach (var known in stored.WithCancellation(cancellationToken))
        {
            var key = ResourceIds.Key(known.ResourceId);
            if (!judged.Remove(key, out var now)) absent.Add(known);
            else Compare(changes, known, key, now, reading);
        }

        var fates = await absentApps.FindOutAsync(absent, judged, reading, cancellationToken);
        foreach (var fate in fates) AddAbsent(changes, fate);
        changes.AddRange(judged.Select(n =>
            new AppChange.Seen(null, n.Value.State, n.Value.Fingerprint) { Events = chronicle.Appeared(n.Key, n.Value.State) }));
        return changes;
    }

    private void Compare(
        List<AppChange> changes, StoredApp known, string key, (AppState State, UInt128 Fingerprint) now, EstateReading reading)
    {
        // Seen, but with a level of its tags unread: judged now it could leave the scope, and coverage rise, because something
        // failed. So its last state stands, stale, as if it had not been seen.
        if (reading.TagsIncomplete(key, reading.Apps[key]))
        {
            Fade(changes, known);
            return;
        }

        if (chronicle.ProofOf(known, key) is { End: { } end, Replacement: { } beginning })
        {
            changes.Add(new AppChange.Decommissioned(known.AppId) { Events = chronicle.Decommissioned(known, end) });
            changes.Add(new AppChange.Seen(null, now.State, now.Fingerprint) { Events = chronicle.Recreated(now.State, beginning) });
            return;
        }

        var differs = known.Stale || known.Fingerprint != now.Fingerprint;
        var events = chronicle.Seen(known, key, reading.Apps[key], now.State, differs);
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
                changes.Add(new AppChange.Moved(moved.App.AppId, moved.State, moved.Fingerprint)
                {
                    Events = chronicle.Moved(moved.App, moved.Key, moved.State, moved.Proof),
                });
                break;
            case AbsentFate.NotProven standing:
                Fade(changes, standing.App);
                break;
        }
    }

    private void Fade(List<AppChange> changes, StoredApp app)
    {
        if (!app.Stale)
        {
            var lastSeen = lastRunTime ?? runTime;
            var expired = runTime - lastSeen > settings.StaleAllowance;
            changes.Add(new AppChange.BecameStale(app.AppId, lastSeen, expired) { Events = chronicle.NotSeen(app, expired) });
        }
        else if (app.LastSeen is { } seen && runTime - seen > settings.StaleAllowance && app.Verdict != Verdict.Unknown)
        {
            changes.Add(new AppChange.Expired(app.AppId) { Events = chronicle.NotSeen(app, expired: true) });
        }
    }
}
