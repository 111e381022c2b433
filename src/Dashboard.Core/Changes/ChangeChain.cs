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

    /// <summary>All of <paramref name="changes"/>, oldest first.</summary>
    public ChangeChain(IEnumerable<ResourceChange> changes) => _changes = [.. changes];

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
    /// How many of the first <paramref name="count"/> changes <paramref name="state"/> shows, which the last sighting recorded.
    /// What follows was held back then: it was recorded before the app's row showed it. Where the state does not tell,
    /// <paramref name="explained"/> decides: false where without the change nothing explains how the app differs now.
    /// </summary>
    public int ShownBy(AppState state, int count, bool explained)
    {
        for (; count > 0 && !_changes[count - 1].Properties.All(p => TrackedProperty.Shows(state, p) ?? explained); count--) explained = true;
        return count;
    }

    /// <summary>
    /// The verdicts before the first change and after each one: one more than there are changes. An entry is null where a
    /// change cannot be undone.
    /// </summary>
    public Verdict?[] Verdicts(AppObservation app, string? tier, AppJudge judge, Func<string?, string?> tierOfPlan) =>
        [.. Standings(app, tier, tierOfPlan).Select(s => s.App is null ? (Verdict?)null : judge.VerdictOf(s.App, s.Tier))];

    /// <summary>What the app, and the tier of its plan, were before the first change and after each one; the last is what is given.</summary>
    public (AppObservation? App, string? Tier)[] Standings(AppObservation app, string? tier, Func<string?, string?> tierOfPlan)
    {
        var standings = new (AppObservation? App, string? Tier)[_changes.Count + 1];
        AppObservation? at = app;
        for (var i = _changes.Count; ; i--)
        {
            standings[i] = (at, tier);
            if (i == 0) return standings;
            var plan = at?.PlanId;
            foreach (var property in _changes[i - 1].Properties)
            {
                if (TrackedProperty.IsTier(property.Property)) tier = property.Before;
                else if (at is not null) at = TrackedProperty.Undo(at, property);
            }

            if (at is not null && !TrackedProperty.Same(at.PlanId, plan)) tier = tierOfPlan(at.PlanId);
        }
    }

    /// <summary>What the changes lead to from what the app was before them; the app is null where that cannot be told.</summary>
    public (AppObservation? App, string? Tier) LeadTo(AppObservation app, string? tier)
    {
        AppObservation? at = app;
        foreach (var property in _changes.SelectMany(c => c.Properties))
        {
            if (TrackedProperty.IsTier(property.Property)) tier = property.After;
            else if (at is not null) at = TrackedProperty.Apply(at, property);
        }

        return (at, tier);
    }

    private static bool Fits(AppObservation app, string? tier, PropertyChange change) => TrackedProperty.IsTier(change.Property)
        ? change.Truncated || TrackedProperty.Same(tier, change.After)
        : TrackedProperty.Fits(app, change);
}
