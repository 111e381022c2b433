using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Changes;

/// <summary>
/// The recorded changes between two sightings of one app, oldest first, and what the app was after each of them: found by
/// undoing them, one after the other, from what it is now.
/// </summary>
internal sealed class ChangeChain
{
    private readonly List<ResourceChange> _changes;

    private ChangeChain(List<ResourceChange> changes) => _changes = changes;

    public IReadOnlyList<ResourceChange> Changes => _changes;

    /// <summary>
    /// The changes that the app as read already shows. Azure's tables do not move in step: a record may tell of what the
    /// app's row does not show yet. Such a record is left for the next run, which reads it again.
    /// </summary>
    public static ChangeChain Of(IEnumerable<ResourceChange> changes, AppObservation app, string? tier)
    {
        var list = changes.ToList();
        while (list.Count > 0 && !list[^1].Properties.All(p => Fits(app, tier, p))) list.RemoveAt(list.Count - 1);
        return new ChangeChain(list);
    }

    /// <summary>The first <paramref name="count"/> changes cut off.</summary>
    public ChangeChain Skip(int count) => new(_changes[count..]);

    /// <summary>How many of the changes are older than <paramref name="moment"/>.</summary>
    public int Before(DateTimeOffset moment) => _changes.TakeWhile(c => c.At < moment).Count();

    /// <summary>True where the first <paramref name="count"/> changes leave every property as it was before them.</summary>
    public bool CancelsOut(int count) => _changes.Take(count).SelectMany(c => c.Properties)
        .GroupBy(p => p.Property, StringComparer.OrdinalIgnoreCase)
        .All(g => !g.Any(p => p.Truncated) && TrackedProperty.Same(g.First().Before, g.Last().After));

    /// <summary>
    /// The verdicts before the first change and after each one: one more than there are changes. An entry is null where a
    /// change cannot be undone.
    /// </summary>
    public Verdict?[] Verdicts(AppObservation app, string? tier, AppJudge judge, Func<string?, string?> tierOfPlan)
    {
        var verdicts = new Verdict?[_changes.Count + 1];
        AppObservation? at = app;
        for (var i = _changes.Count; ; i--)
        {
            verdicts[i] = at is null ? null : judge.VerdictOf(at, tier);
            if (i == 0) return verdicts;
            var plan = at?.PlanId;
            foreach (var property in _changes[i - 1].Properties)
            {
                if (TrackedProperty.IsTier(property.Property)) tier = property.Before;
                else if (at is not null) at = TrackedProperty.Undo(at, property);
            }

            if (at is not null && !TrackedProperty.Same(at.PlanId, plan)) tier = tierOfPlan(at.PlanId);
        }
    }

    private static bool Fits(AppObservation app, string? tier, PropertyChange change) => TrackedProperty.IsTier(change.Property)
        ? change.Truncated || TrackedProperty.Same(tier, change.After)
        : TrackedProperty.Fits(app, change);
}
