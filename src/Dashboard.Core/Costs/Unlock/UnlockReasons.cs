namespace Dashboard.Core.Costs.Unlock;

/// <summary>Tells the way that was chosen for a plan, and why.</summary>
internal static class UnlockReasons
{
    public static PlanUnlock Of(MoveSpace space, LockedPlan plan, bool moves)
    {
        var way = moves ? UnlockWay.Move : plan.Upgrade is null ? UnlockWay.Unknown : UnlockWay.Upgrade;
        var delta = moves ? plan.Move : plan.Upgrade;
        return new PlanUnlock(
            plan.Plan.PlanId, space.Currency, way, plan.TargetSize, delta, plan.Upgrade, plan.Move, plan.InScope.Count,
            [.. Why(space, plan, way)]);
    }

    private static IEnumerable<UnlockReason> Why(MoveSpace space, LockedPlan plan, UnlockWay way)
    {
        if (way == UnlockWay.Move)
        {
            yield return UnlockReason.MoveCostsLess;
            yield return plan.Empties ? UnlockReason.OldPlanBecomesEmpty : UnlockReason.OtherAppsStay;
        }
        else
        {
            if (way == UnlockWay.Upgrade) yield return UnlockReason.UpgradeCountsOnce;
            if (WhyNotMoved(space, plan) is { } reason) yield return reason;
        }
        if (plan.TargetSize is null) yield return UnlockReason.TargetPriceUnknown;
        if (plan.Present is null) yield return UnlockReason.PresentPriceUnknown;
        // Where a web space was read for the plan and for none beside it, whether it could have moved hangs on the assumption as well.
        if (space.IsAssumed && space.HasTargets) yield return UnlockReason.WebSpaceAssumed;
    }

    private static UnlockReason? WhyNotMoved(MoveSpace space, LockedPlan plan) => plan switch
    {
        _ when !space.HasTargets => UnlockReason.NoPlanToMoveTo,
        _ when space.Headroom < plan.InScope.Count => UnlockReason.NoHeadroom,
        { Move: null } => null, // its reason is the price of the old plan
        { Upgrade: { } upgrade, Move: { } move } when upgrade <= move => UnlockReason.UpgradeCostsNoMore,
        _ => UnlockReason.HeadroomGoesToOthers,
    };
}
