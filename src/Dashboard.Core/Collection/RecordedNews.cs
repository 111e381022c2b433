using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>Azure's change records that are not told of yet, by app.</summary>
internal sealed class RecordedNews(ChronicleStart start, ChangeFeed feed)
{
    private HashSet<string>? _told;

    /// <summary>True where the record is told of already, of this app.</summary>
    public bool IsTold(ResourceChange change, StoredApp app) => start.Recorded.Contains((change.ChangeId, app.AppId));

    /// <summary>True where the record is told of already, of any app.</summary>
    public bool IsTold(ResourceChange change) => (_told ??= [.. start.Recorded.Select(r => r.ChangeId)]).Contains(change.ChangeId);

    /// <summary>The changes of an app under the id <paramref name="key"/> and of its plan that matter, oldest first.</summary>
    public IEnumerable<ResourceChange> Updates(StoredApp known, string key, string? planId) =>
        UpdatesSince(key, planId, known.FirstSeen).Where(c => !IsTold(c, known));

    /// <summary>The same since <paramref name="since"/>, told of or not.</summary>
    public IEnumerable<ResourceChange> UpdatesSince(string key, string? planId, DateTimeOffset since)
    {
        // Of most apps nothing is recorded.
        var planKey = planId is null ? null : ResourceIds.Key(planId);
        if (!feed.Has(key) && (planKey is null || !feed.Has(planKey))) return [];
        var own = feed.Of(key, since)
            .Where(c => c.Type == ResourceChangeType.Update)
            .Select(c => c with { Properties = [.. c.Properties.Where(p => TrackedProperty.IsTracked(p.Property, start.TagMatters))] })
            .Where(c => c.IsSwap || c.Properties.Count > 0);
        var plan = planKey is null ? [] : feed.Of(planKey, since)
            .Where(c => c.Type == ResourceChangeType.Update)
            .Select(c => c with { Properties = [.. c.Properties.Where(p => TrackedProperty.IsTier(p.Property))] })
            .Where(c => c.Properties.Count > 0);
        return own.Concat(plan).DistinctBy(c => c.ChangeId).OrderBy(c => c.At);
    }

    /// <summary>
    /// True where there are changes older than the last sighting: whether that showed them already, only the recorded state tells.
    /// </summary>
    public bool HasLate(StoredApp known, string key, string? planId) =>
        start.Last is not null && Updates(known, key, planId).Any(c => c.At < LastSighting(known));

    /// <summary>
    /// How many changes at the head of <paramref name="chain"/> are told of already in substance: what is older than the last
    /// sighting was there to be seen then, and was told of at run time. What its row did not show yet is news.
    /// </summary>
    /// <param name="known">The app.</param>
    /// <param name="chain">Its changes.</param>
    /// <param name="before">The state that the last sighting recorded; null where it is not needed.</param>
    /// <param name="differs">Whether the app differs from it now.</param>
    public int Late(StoredApp known, ChangeChain chain, AppState? before, bool differs)
    {
        var late = chain.Before(LastSighting(known));
        if (before is not null) late = chain.ShownBy(before, late, explained: !differs || known.Stale || start.RulesChanged || late < chain.Changes.Count);
        return chain.CancelsOut(late) ? 0 : late;
    }

    /// <summary>What is told of an app, by a record where there is one.</summary>
    public AppEvent Event(AppEventKind kind, ResourceChange? change) => new()
    {
        Kind = kind,
        OccurredAt = change?.At ?? start.RunTime,
        Exact = change is not null,
        Author = change?.Author,
        ChangeId = change?.ChangeId,
        Properties = change?.Properties ?? [],
    };

    /// <summary>A recorded change with the verdicts around it; where the one is not known, neither is told.</summary>
    public AppEvent Changed(ResourceChange change, Verdict? before, Verdict? after) =>
        Event(change.IsSwap ? AppEventKind.Swapped : AppEventKind.Changed, change) with
        {
            VerdictBefore = before,
            VerdictAfter = before is null ? null : after,
        };

    private DateTimeOffset LastSighting(StoredApp known) =>
        (known.Stale ? known.LastSeen : null) ?? start.Last?.StartedAt ?? start.RunTime;
}
