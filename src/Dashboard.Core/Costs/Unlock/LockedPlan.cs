namespace Dashboard.Core.Costs.Unlock;

/// <summary>A Free or Shared plan with apps in scope, and what its two ways cost in minor units a month.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="InScope">Its apps in scope, by id: each needs a place of its own where it moves (these tiers have no slots).</param>
/// <param name="TargetSize">The size to upgrade to; null where none is known.</param>
/// <param name="Present">Its list price now; null where unknown.</param>
/// <param name="Upgrade">Difference of an upgrade in place; null where unknown.</param>
/// <param name="Move">Difference of moving all apps in scope to plans that exist; null where unknown.</param>
internal sealed record LockedPlan(
    UnlockPlan Plan, IReadOnlyList<UnlockApp> InScope, string? TargetSize, long? Present, long? Upgrade, long? Move)
{
    /// <summary>True where the plan is empty once its apps in scope have moved.</summary>
    public bool Empties => InScope.Count == Plan.Apps.Count;

    public static LockedPlan? Of(UnlockPlan plan, UnlockPricing pricing)
    {
        var inScope = plan.Apps.Where(a => a.InScope).OrderBy(a => Inventory.ResourceIds.Key(a.ResourceId), StringComparer.Ordinal).ToList();
        if (!plan.IsLocked || inScope.Count == 0) return null;
        var present = pricing.Present(plan);
        var target = pricing.Target(plan);
        var upgrade = UnlockPricing.Monthly(target, Math.Max(1, plan.Capacity ?? 1)) - present;
        var move = inScope.Count == plan.Apps.Count ? -present : 0;
        return new LockedPlan(plan, inScope, target?.SkuName, present, upgrade, move);
    }
}
