using Dashboard.Core.Costs.Assumptions;

namespace Dashboard.Core.Costs.Unlock;

/// <summary>
/// Plans between which an app can move: one web space of one subscription, one operating system, one currency. Spaces do not overlap,
/// and no move leaves one, so each is solved by itself.
/// </summary>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Locked">Free and Shared plans with apps in scope, by id.</param>
/// <param name="Targets">Plans with room for apps, by id, with their room.</param>
/// <param name="HasTargets">True where there is a plan to move to, with room or without.</param>
/// <param name="IsAssumed">True where the web space of any of these plans was not read.</param>
internal sealed record MoveSpace(
    string Currency, IReadOnlyList<LockedPlan> Locked, IReadOnlyList<(UnlockPlan Plan, int Headroom)> Targets, bool HasTargets, bool IsAssumed)
{
    /// <summary>How many apps the space has room for, and no more than could ever move.</summary>
    public int Headroom => (int)Math.Min(Targets.Sum(t => (long)t.Headroom), Locked.Sum(p => (long)p.InScope.Count));

    /// <summary>The spaces of an estate that have anything to unlock, in the order of their first plan.</summary>
    public static List<MoveSpace> Of(IEnumerable<UnlockPlan> estate, UnlockPricing pricing, CostAssumptions assumptions)
    {
        // Only plans that apps can leave or go to: an environment of its own in the same group says nothing about the others.
        var plans = estate.Where(p => p.IsLocked || HostingClasses.OfTier(p.Tier) != HostingClass.None)
            .OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        var told = plans.Where(p => !IsUnread(p)).ToLookup(Place, WebSpace);
        return
        [
            .. from plan in plans
               group plan by SpaceOf(plan, told) into space
               let locked = space.Select(p => LockedPlan.Of(p, pricing)).OfType<LockedPlan>().ToList()
               where locked.Count > 0
               let open = space.Where(p => !p.IsLocked).ToList()
               let targets = open.Select(p => (p, Headroom: p.Headroom(assumptions))).Where(t => t.Headroom > 0).ToList()
               select new MoveSpace(space.Key.Place.Currency, locked, targets, open.Count > 0, space.Any(IsUnread)),
        ];
    }

    // A plan whose web space was not read is taken to be in the one that the plans beside it are in, where that is one; else with the
    // others of its group and region that were not read.
    private static (PlacePart Place, string Space) SpaceOf(UnlockPlan plan, ILookup<PlacePart, string> told)
    {
        var place = Place(plan);
        var space = IsUnread(plan) ? told[place].Distinct().Take(2).ToList() is [var only] ? only : null : WebSpace(plan);
        // A web space goes beyond the resource group that it is named after: plans are moved between groups.
        return space is null ? (place, "") : (place with { Group = "", Region = "" }, space);
    }

    private static bool IsUnread(UnlockPlan plan) => string.IsNullOrWhiteSpace(plan.WebSpace);

    private static string WebSpace(UnlockPlan plan) => plan.WebSpace!.Trim().ToLowerInvariant();

    private static PlacePart Place(UnlockPlan plan) => new(
        plan.SubscriptionId.ToLowerInvariant(), plan.ResourceGroup.ToLowerInvariant(),
        plan.Region.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), plan.IsLinux, plan.Currency.ToUpperInvariant());

    private readonly record struct PlacePart(string Subscription, string Group, string Region, bool IsLinux, string Currency);
}
