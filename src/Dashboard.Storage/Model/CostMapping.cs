using Dashboard.Core.Costs;
using Dashboard.Core.Inventory;

namespace Dashboard.Storage.Model;

/// <summary>How months, prices and plans are stored.</summary>
internal static class CostMapping
{
    /// <summary>As many decimals of a price are kept; Azure lists at most eight.</summary>
    private const decimal Billion = 1_000_000_000m;

    /// <summary>The month as a number: 202611.</summary>
    public static int Number(CostMonth month) => (month.Year * 100) + month.Month;

    /// <summary>The month of a number.</summary>
    public static CostMonth ToMonth(int number) => new(number / 100, number % 100);

    /// <summary>The month of a stored number.</summary>
    public static CostMonth Month(int number) => new(number / 100, number % 100);

    /// <summary>A price per hour as stored.</summary>
    public static long Billionths(decimal perHour) => (long)Math.Round(perHour * Billion, MidpointRounding.AwayFromZero);

    /// <summary>The price per hour of a stored number.</summary>
    public static decimal PerHour(long billionths) => billionths / Billion;

    /// <summary>The row of a state.</summary>
    public static PlanStateRow ToRow(this PlanState state, long planId, long runTime) => new()
    {
        PlanId = planId,
        ValidFrom = runTime,
        ValidTo = UnixTime.Open,
        Tier = state.Tier,
        SkuName = state.SkuName,
        Capacity = state.Capacity,
        IsLinux = state.IsLinux,
        Region = state.Region,
        WebSpace = state.WebSpace,
    };

    /// <summary>The state of a row.</summary>
    public static PlanState ToState(this PlanStateRow row, PlanEntry plan) => new(
        plan.ResourceId, plan.Name, row.Tier, row.SkuName, row.Capacity, row.IsLinux, row.Region, row.WebSpace);

    /// <summary>A plan that <paramref name="resourceId"/> names.</summary>
    public static PlanEntry ToPlan(string resourceId, string? name, long planId, long runTime) => new()
    {
        PlanId = planId,
        ResourceIdKey = ResourceIds.Key(resourceId),
        ResourceId = resourceId,
        Name = name ?? ResourceIds.Segment(resourceId, "serverfarms") ?? resourceId,
        SubscriptionId = (ResourceIds.Segment(resourceId, "subscriptions") ?? "").ToLowerInvariant(),
        ResourceGroup = ResourceIds.Segment(resourceId, "resourceGroups") ?? "",
        FirstSeen = runTime,
    };
}
