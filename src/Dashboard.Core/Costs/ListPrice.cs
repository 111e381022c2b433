namespace Dashboard.Core.Costs;

/// <summary>Where a list price comes from.</summary>
public enum PriceSource
{
    /// <summary>Azure's Retail Prices API.</summary>
    RetailPrices = 1,

    /// <summary>The table that the program carries, with its own date.</summary>
    Bundled = 2,
}

/// <summary>The pay-as-you-go list price of one instance of a plan size for one hour.</summary>
/// <param name="Region">The region as ARM names it (<c>westeurope</c>), lower case.</param>
/// <param name="IsLinux">Of a Linux plan; else of a Windows plan.</param>
/// <param name="SkuName">The size in the spelling of <c>sku.name</c> of a plan (<c>P1v3</c>), whatever the meter's spelling was.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="PerHour">Per instance and hour, before any discount.</param>
/// <param name="EffectiveFrom">Since when the source says that it holds.</param>
/// <param name="Source">Who says so.</param>
public sealed record ListPrice(
    string Region, bool IsLinux, string SkuName, string Currency, decimal PerHour, DateTimeOffset EffectiveFrom, PriceSource Source)
{
    /// <summary>Since when the source is known not to list it any more; null while it does, or where another price took its place.</summary>
    public DateTimeOffset? ListedUntil { get; init; }
}
