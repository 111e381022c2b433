namespace Dashboard.Core.Costs;

/// <summary>The size that a plan had over a time, as the history has it: <c>[From, To)</c>.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null where it still stands.</param>
/// <param name="Tier">The SKU's tier (<c>PremiumV3</c>); null where it was not read.</param>
/// <param name="SkuName">The SKU's size (<c>P1v3</c>); null where it was not read.</param>
/// <param name="Capacity">Instances; null where it was not read.</param>
/// <param name="IsLinux">True for Linux plans.</param>
/// <param name="Region">The region, as ARM names or shows it.</param>
public sealed record PlanSize(
    DateTimeOffset From, DateTimeOffset? To, string? Tier, string? SkuName, int? Capacity, bool IsLinux, string Region);

/// <summary>A time <c>[From, To)</c> over which an app existed on a plan, stopped or not.</summary>
/// <param name="ResourceId">The app's ARM id.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null where it is still there.</param>
public sealed record AppStay(string ResourceId, DateTimeOffset From, DateTimeOffset? To);
