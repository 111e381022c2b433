using Dashboard.Core.Inventory;

namespace Dashboard.Core.Costs;

/// <summary>What the history keeps of an App Service plan: what its cost, and where its apps could move, hangs on.</summary>
/// <param name="ResourceId">The ARM id, casing as given.</param>
/// <param name="Name">The plan's name.</param>
/// <param name="Tier">The SKU's tier (<c>PremiumV3</c>); null where it was not read.</param>
/// <param name="SkuName">The SKU's size (<c>P1v3</c>); null where it was not read.</param>
/// <param name="Capacity">Instances; null where it was not read.</param>
/// <param name="IsLinux">True for Linux plans.</param>
/// <param name="Region">The region as ARM names it (<c>westeurope</c>); null where it was not read.</param>
/// <param name="WebSpace">Plans of one can exchange apps; null where it was not read.</param>
public sealed record PlanState(
    string ResourceId, string Name, string? Tier, string? SkuName, int? Capacity, bool IsLinux, string? Region, string? WebSpace)
{
    /// <summary>What is kept of <paramref name="plan"/>.</summary>
    public static PlanState Of(PlanObservation plan) => new(
        plan.ResourceId, plan.Name, plan.Tier, plan.SkuName, plan.Capacity, plan.IsLinux, RegionOf(plan.Location), plan.WebSpace);

    /// <summary>The region as ARM names it: Azure also writes <c>West Europe</c>.</summary>
    public static string? RegionOf(string? location) => string.IsNullOrWhiteSpace(location)
        ? null
        : location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
