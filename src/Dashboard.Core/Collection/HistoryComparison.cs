using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>Compares what a run judged with what the history knows, and says what must be written.</summary>
internal sealed class HistoryComparison(
    IAzureEstate estate, CollectionSettings settings, DateTimeOffset runTime, DateTimeOffset? lastRunTime)
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
            else if (reading.TagsIncomplete(key, reading.Apps[key])) Stand(changes, known);
            else if (known.Stale || known.Fingerprint != now.Fingerprint) changes.Add(new AppChange.Seen(known.AppId, now.State, now.Fingerprint));
        }

        changes.AddRange(judged.Values.Select(n => new AppChange.Seen(null, n.State, n.Fingerprint)));
        await AddAbsentAsync(changes, absent, reading, cancellationToken);
        return changes;
    }

    // Seen, but with a level of its tags unread: judged now it could leave the scope, and coverage rise, because something
    // failed. So its last state stands, stale, as if it had not been seen.
    private void Stand(List<AppChange> changes, StoredApp app)
    {
        if (Fade(app) is { } change) changes.Add(change);
    }

    // Absent is not gone: only a 404 proves it. Subscriptions that could not be read are not asked; their apps stand.
    private async Task AddAbsentAsync(
        List<AppChange> changes, List<StoredApp> absent, EstateReading reading, CancellationToken cancellationToken)
    {
        var readable = reading.Subscriptions.Select(s => s.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var probes = 0;
        var answering = 0;
        // Newly absent apps first: the bound must not be used up by apps that were asked for yesterday.
        foreach (var app in absent.OrderBy(a => a.Stale).ThenBy(a => a.ResourceId, StringComparer.OrdinalIgnoreCase))
        {
            var existence = Existence.Unproven;
            if (readable.Contains(app.SubscriptionId) && probes < settings.MaxProbes)
            {
                probes++;
                existence = await estate.ProbeAsync(app.ResourceId, reading.ExistenceLog, cancellationToken);
                if (existence == Existence.Exists) answering++;
            }

            if (existence == Existence.Gone) changes.Add(new AppChange.Decommissioned(app.AppId));
            else if (Fade(app) is { } change) changes.Add(change);
        }

        if (answering > 0)
            reading.Warnings.Add($"{answering} apps answer to ARM but were missing from Resource Graph; their last states stand.");
    }

    private AppChange? Fade(StoredApp app)
    {
        if (!app.Stale)
        {
            var lastSeen = lastRunTime ?? runTime;
            return new AppChange.BecameStale(app.AppId, lastSeen, runTime - lastSeen > settings.StaleAllowance);
        }

        var expired = app.LastSeen is { } seen && runTime - seen > settings.StaleAllowance;
        return expired && app.Verdict != Verdict.Unknown ? new AppChange.Expired(app.AppId) : null;
    }
}
