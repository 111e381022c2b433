using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Core.Costs.Collection;

/// <summary>
/// Compares the plans that a run saw with those that the history knows. As with apps, absent is not gone: only Azure's record of a
/// deletion, or a 404 about the very id, proves an end. Until then the last state stands.
/// </summary>
internal sealed class PlanComparison(IAzureEstate estate, ICostStore store, ChangeFeed feed, int maxProbes)
{
    /// <summary>What changed.</summary>
    public async Task<IReadOnlyList<PlanChange>> CompareAsync(EstateReading reading, CancellationToken cancellationToken)
    {
        var stored = await store.ReadPlansAsync(cancellationToken);
        var changes = new List<PlanChange>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var readable = reading.Subscriptions.Select(s => s.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var probes = maxProbes;
        foreach (var plan in stored)
        {
            var key = ResourceIds.Key(plan.State.ResourceId);
            known.Add(key);
            if (reading.Plans.TryGetValue(key, out var seen))
            {
                var now = PlanState.Of(seen);
                if (now != plan.State) changes.Add(new PlanChange.Seen(plan.PlanId, now));
            }
            else if (feed.ProofOfEnd(key, plan.FirstSeen) is not null || await IsGoneAsync(plan))
            {
                changes.Add(new PlanChange.Gone(plan.PlanId));
            }
        }

        changes.AddRange(reading.Plans.Where(p => !known.Contains(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => new PlanChange.Seen(null, PlanState.Of(p.Value))));
        return changes;

        // Where its subscription was not read, or not wholly, its absence is no reason to ask.
        async Task<bool> IsGoneAsync(StoredPlan plan)
        {
            var subscription = ResourceIds.Segment(plan.State.ResourceId, "subscriptions") ?? "";
            if (!readable.Contains(subscription) || !reading.PlansLog.Complete || probes == 0) return false;
            probes--;
            return await estate.ProbeAsync(plan.State.ResourceId, reading.ExistenceLog, cancellationToken) == Existence.Gone;
        }
    }
}
