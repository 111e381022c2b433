namespace Dashboard.Core.Costs;

/// <summary>How Azure charges for a plan.</summary>
public enum PricingKind
{
    /// <summary>Nothing (tier Free, F1).</summary>
    Free = 1,

    /// <summary>For each app on it (tier Shared, D1).</summary>
    PerApp = 2,

    /// <summary>For each instance: every dedicated tier.</summary>
    PerInstance = 3,

    /// <summary>By what runs (Consumption, Flex Consumption): no size tells the cost.</summary>
    ByUse = 4,

    /// <summary>Neither tier nor size was read.</summary>
    NotRead = 5,
}

/// <summary>What a tier and size say about how a plan is charged for.</summary>
public static class PlanPricing
{
    /// <summary>The size whose price a Shared plan is charged at, per app.</summary>
    public const string SharedSize = "D1";

    /// <summary>How a plan of this tier and size is charged for. The tier counts; the size only where there is no tier.</summary>
    public static PricingKind Of(string? tier, string? skuName) => (Folded(tier) ?? TierOf(Folded(skuName))) switch
    {
        null => PricingKind.NotRead,
        "free" => PricingKind.Free,
        "shared" => PricingKind.PerApp,
        "dynamic" or "flexconsumption" => PricingKind.ByUse,
        _ => PricingKind.PerInstance,
    };

    private static string? TierOf(string? size) => size switch
    {
        "f1" => "free",
        "d1" => "shared",
        "y1" => "dynamic",
        "fc1" => "flexconsumption",
        _ => size,
    };

    private static string? Folded(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToLowerInvariant();
}
