using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Core.Exemptions.Collection;

/// <summary>What a run read of exemptions.</summary>
/// <param name="Found">Every exemption that was read, judged or not, by folded id; null where it is known to be about something else.</param>
/// <param name="Whole">True where every page was read and every row was understood.</param>
internal sealed record ExemptionReading(IReadOnlyDictionary<string, ExemptionState?> Found, bool Whole);

/// <summary>
/// Compares the exemptions that a run read with those that the history knows. Absent is not gone: only a whole reading, of a place
/// that this run could see, proves that one is not there any more. Until then it stands as it was, marked as not seen.
/// </summary>
/// <param name="subscriptions">The subscriptions that this run could read.</param>
/// <param name="known">Subscriptions that were ever seen.</param>
/// <param name="lastRun">Run time of the last merged run; null on the first.</param>
internal sealed class ExemptionComparison(
    IReadOnlyList<SubscriptionObservation> subscriptions, IReadOnlyList<KnownScope> known, DateTimeOffset? lastRun)
{
    private readonly HashSet<string> _readable = subscriptions.Select(s => s.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _retired =
        known.Where(k => k.Retired).Select(k => k.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _groups =
        subscriptions.SelectMany(s => s.ManagementGroups ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What changed.</summary>
    public IReadOnlyList<ExemptionChange> Compare(IReadOnlyList<StoredExemption> stored, ExemptionReading reading)
    {
        var changes = new List<ExemptionChange>();
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var exemption in stored)
        {
            var key = ResourceIds.Key(exemption.State.ResourceId);
            before.Add(key);
            if (Change(exemption, key, reading) is { } change) changes.Add(change);
        }

        changes.AddRange(reading.Found.Where(f => f.Value is not null && !before.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => new ExemptionChange.Stands(f.Value!, null)));
        return changes;
    }

    private ExemptionChange? Change(StoredExemption stored, string key, ExemptionReading reading)
    {
        if (reading.Found.TryGetValue(key, out var found))
        {
            if (found is null) return new ExemptionChange.Gone(stored.State.ResourceId);
            var now = Remembered(stored.State, found);
            return stored.LastSeen is null && now.IsSame(stored.State) ? null : new ExemptionChange.Stands(now, null);
        }

        if (IsProvenGone(stored.State, reading.Whole)) return new ExemptionChange.Gone(stored.State.ResourceId);
        return stored.LastSeen is null && lastRun is { } last ? new ExemptionChange.Stands(stored.State, last) : null;
    }

    // That its assignment could not be read this time makes it about nothing else, as long as it names the same one.
    private static ExemptionState Remembered(ExemptionState before, ExemptionState now)
    {
        if (now.Relevance != ExemptionRelevance.NotKnown || before.Relevance == ExemptionRelevance.NotKnown) return now;
        var same = ResourceIds.Key(now.AssignmentId) == ResourceIds.Key(before.AssignmentId) && now.References.SequenceEqual(before.References);
        return same ? now with { Relevance = before.Relevance, Targets = before.Targets, AssignmentName = now.AssignmentName ?? before.AssignmentName } : now;
    }

    private bool IsProvenGone(ExemptionState state, bool whole)
    {
        if (ExemptionScope.Of(state.ResourceId) is not { } scope) return whole;
        if (scope.SubscriptionId is not { } subscription) return whole && _groups.Contains(scope.Name);
        return (whole && _readable.Contains(subscription)) || (_retired.Contains(subscription) && !_readable.Contains(subscription));
    }
}
