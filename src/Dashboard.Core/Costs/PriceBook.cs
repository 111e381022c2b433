using System.Collections.Frozen;

namespace Dashboard.Core.Costs;

/// <summary>
/// List prices by region, operating system, size, currency and time. At any moment the newest price that held by then counts; one
/// from the Retail Prices API before any of the bundled table, whose prices only fill what is before the first one of the API. What the
/// API lists no more has no price from then on: the bundled one is older still.
/// </summary>
public sealed class PriceBook
{
    private readonly FrozenDictionary<Key, ListPrice[]> _prices;

    /// <summary>A book of these prices, in any order.</summary>
    public PriceBook(IEnumerable<ListPrice> prices) =>
        // Of two prices of one source and day the dearer one counts: the careful reading.
        _prices = prices.GroupBy(KeyOf).ToFrozenDictionary(g => g.Key, g => g.OrderBy(p => p.EffectiveFrom).ThenBy(p => p.PerHour).ToArray());

    /// <summary>The price that held at a moment; null where none is known. Sizes, regions and currencies compare without regard to case.</summary>
    public ListPrice? At(string region, bool isLinux, string skuName, string currency, DateTimeOffset moment)
    {
        var all = Of(region, isLinux, skuName, currency);
        var price = Array.FindLast(all, p => p.Source == PriceSource.RetailPrices && p.EffectiveFrom <= moment)
            ?? Array.FindLast(all, p => p.EffectiveFrom <= moment);
        return price?.ListedUntil is { } until && until <= moment ? null : price;
    }

    /// <summary>The moments at which another price of a size begins to hold, or one is listed no more.</summary>
    public IEnumerable<DateTimeOffset> Changes(string region, bool isLinux, string skuName, string currency) =>
        Of(region, isLinux, skuName, currency).SelectMany(p => p.ListedUntil is { } until ? [p.EffectiveFrom, until] : new[] { p.EffectiveFrom });

    /// <summary>The price of every size of a region and operating system that had one at a moment.</summary>
    public IEnumerable<ListPrice> AllAt(string region, bool isLinux, string currency, DateTimeOffset moment)
    {
        var place = KeyOf(region, isLinux, "", currency);
        return
            from key in _prices.Keys
            where key with { Size = "" } == place
            let price = At(region, isLinux, key.Size, currency, moment)
            where price is not null
            select price;
    }

    private ListPrice[] Of(string region, bool isLinux, string skuName, string currency) =>
        _prices.GetValueOrDefault(KeyOf(region, isLinux, skuName, currency), []);

    private static Key KeyOf(ListPrice price) => KeyOf(price.Region, price.IsLinux, price.SkuName, price.Currency);

    // ARM shows a region as "West Europe" in some answers and names it "westeurope" in others.
    private static Key KeyOf(string region, bool isLinux, string skuName, string currency) => new(
        region.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), isLinux, skuName.Trim().ToLowerInvariant(),
        currency.ToUpperInvariant());

    private readonly record struct Key(string Region, bool IsLinux, string Size, string Currency);
}
