using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Inventory;

namespace Dashboard.Core.Costs.Unlock;

/// <summary>
/// The cost of compliance: what it takes to bring all apps in scope to tiers that can ask for client certificates. Necessary and not
/// sufficient: an app is covered only when it enforces.
/// </summary>
public static class UnlockCosts
{
    /// <summary>The definition that pages and API show.</summary>
    public const string Definition =
        "For apps in scope on Free or Shared plans, the cheaper of: upgrade the plan in place, counted once per plan; or move its apps in "
        + "scope to plans of the same web space and operating system that support client certificates and have room. Room = apps per instance "
        + "(assumption) × instances − apps on it, and is shared by all who move. Monthly difference = list price after − before; the old "
        + "plan is credited only if it becomes empty. Apps on supporting tiers need no tier change. An unknown price makes the cost "
        + "unknown, never 0. A supporting tier is necessary and not sufficient: an app is covered only when it enforces.";

    /// <summary>
    /// The cheapest way that unlocks all apps in scope. Exact: least apps of unknown cost, then least cost, fewest moves, then plan id,
    /// in each space of moves.
    /// </summary>
    /// <param name="estate">All plans, each with all of its apps.</param>
    /// <param name="prices">List prices.</param>
    /// <param name="moment">The moment whose prices count.</param>
    /// <param name="assumptions">What is assumed.</param>
    public static UnlockAnswer Of(IReadOnlyList<UnlockPlan> estate, PriceBook prices, DateTimeOffset moment, CostAssumptions assumptions)
    {
        var plans = new List<PlanUnlock>();
        var apps = new List<AppUnlock>();
        foreach (var space in MoveSpace.Of(estate, new UnlockPricing(prices, moment, assumptions), assumptions))
        {
            // One enumeration for the space: each app that moves takes the next free place.
            using var places = Places(space).GetEnumerator();
            var moves = HeadroomKnapsack.Solve(space);
            for (var i = 0; i < moves.Length; i++)
            {
                var plan = UnlockReasons.Of(space, space.Locked[i], moves[i]);
                plans.Add(plan);
                apps.AddRange(AppsOf(plan, space.Locked[i], places));
            }
        }
        apps.AddRange(estate.Where(p => !p.IsLocked).SelectMany(Open));
        return new UnlockAnswer(
            [.. plans.OrderBy(p => ResourceIds.Key(p.PlanId), StringComparer.Ordinal)],
            [.. apps.OrderBy(a => ResourceIds.Key(a.ResourceId), StringComparer.Ordinal)], Sums(plans, apps));
    }

    private static IEnumerable<string> Places(MoveSpace space) => space.Targets.SelectMany(t => Enumerable.Repeat(t.Plan.PlanId, t.Headroom));

    private static List<AppUnlock> AppsOf(PlanUnlock plan, LockedPlan locked, IEnumerator<string> places)
    {
        var shares = plan.DeltaMinor is { } delta
            ? LargestRemainder.Split(delta, [.. locked.InScope.Select(a => (ResourceIds.Key(a.ResourceId), 1L))])
            : null;
        return
        [
            .. locked.InScope.Select((app, i) => new AppUnlock(
                app.ResourceId, plan.PlanId, plan.Currency, plan.Way, plan.Way == UnlockWay.Move ? Next(places) : null,
                plan.Way == UnlockWay.Upgrade ? plan.TargetSize : null, shares?[i], plan.Reasons)),
        ];
    }

    private static string Next(IEnumerator<string> places) =>
        places.MoveNext() ? places.Current : throw new InvalidOperationException("More apps move than there is room for.");

    private static IEnumerable<AppUnlock> Open(UnlockPlan plan)
    {
        var (way, reason, share) = plan.IsTierUnknown
            ? (UnlockWay.Unknown, UnlockReason.TierNotRead, (long?)null)
            : (UnlockWay.NoTierChange, UnlockReason.TierSupports, 0);
        return
            from app in plan.Apps
            where app.InScope
            select new AppUnlock(app.ResourceId, plan.PlanId, plan.Currency.ToUpperInvariant(), way, null, null, share, [reason]);
    }

    private static List<UnlockSum> Sums(List<PlanUnlock> plans, List<AppUnlock> apps) =>
    [
        .. from app in apps
           group app by app.Currency into currency
           orderby currency.Key
           select new UnlockSum(
               currency.Key, plans.Where(p => p.Currency == currency.Key).Sum(p => p.DeltaMinor ?? 0),
               currency.Count(a => a.Way == UnlockWay.NoTierChange), currency.Count(a => a.Way == UnlockWay.Upgrade),
               currency.Count(a => a.Way == UnlockWay.Move), currency.Count(a => a.Way == UnlockWay.Unknown)),
    ];
}
