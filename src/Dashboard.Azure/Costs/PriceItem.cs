using System.Globalization;
using System.Text.Json;
using Dashboard.Azure.Rows;

namespace Dashboard.Azure.Costs;

/// <summary>An item of the Retail Prices API that is priced by the hour at the pay-as-you-go rate.</summary>
/// <param name="Product">The product: it says tier and operating system.</param>
/// <param name="Sku">The size, in one of its spellings.</param>
/// <param name="Meter">The meter's name.</param>
/// <param name="PerHour">The price of one hour.</param>
/// <param name="EffectiveFrom">Since when.</param>
internal sealed record PriceItem(string Product, string Sku, string Meter, decimal PerHour, DateTimeOffset EffectiveFrom)
{
    private const string ElasticProduct = "Premium Functions";
    private const string LinuxSuffix = " - Linux";

    /// <summary>True for a meter of Elastic Premium, which is not priced by size.</summary>
    public bool IsElastic => Product.Equals(ElasticProduct, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for Linux plans; those for Windows have no suffix.</summary>
    public bool IsLinux => Product.EndsWith(LinuxSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads an item of the region and currency; null where it is not understood. One that is understood and is none of those asked
    /// for (another type, not the primary meter, a further tier of a graduated price, no instance of a plan) is <paramref name="isOther"/>.
    /// </summary>
    public static PriceItem? Read(JsonElement item, string region, string currency, out bool isOther)
    {
        string? Text(string name) => JsonReadings.TextOrNull(JsonReadings.Property(item, name));
        isOther = false;
        if (Text("type") is not { } type || Text("productName") is not { } product || Text("skuName") is not { } sku) return null;
        isOther = type != "Consumption" || IsFalse(item, "isPrimaryMeterRegion") || IsHigherTier(item)
            || !(IsPlan(product) || product.Equals(ElasticProduct, StringComparison.OrdinalIgnoreCase)) || IsEnvironmentFee(sku);
        if (isOther || Text("meterName") is not { } meter
            || !region.Equals(Text("armRegionName"), StringComparison.OrdinalIgnoreCase)
            || !currency.Equals(Text("currencyCode"), StringComparison.OrdinalIgnoreCase)
            || HoursOf(Text("unitOfMeasure")) is not { } hours || Price(item) is not { } price
            || !DateTimeOffset.TryParse(Text("effectiveStartDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var from))
            return null;
        return new PriceItem(product, sku, meter, price / hours, from);
    }

    private static bool IsPlan(string product) =>
        product.StartsWith("Azure App Service ", StringComparison.OrdinalIgnoreCase)
        && (product.EndsWith(" Plan", StringComparison.OrdinalIgnoreCase) || product.EndsWith(" Plan" + LinuxSuffix, StringComparison.OrdinalIgnoreCase));

    // What an App Service environment costs as a whole is no price of an instance in it.
    private static bool IsEnvironmentFee(string sku) =>
        sku.Contains("Stamp", StringComparison.OrdinalIgnoreCase) || sku.Contains("ASIP", StringComparison.OrdinalIgnoreCase)
        || sku.Contains("Front End", StringComparison.OrdinalIgnoreCase);

    private static bool IsFalse(JsonElement item, string name) => JsonReadings.Property(item, name).ValueKind == JsonValueKind.False;

    private static bool IsHigherTier(JsonElement item) =>
        JsonReadings.Property(item, "tierMinimumUnits") is { ValueKind: JsonValueKind.Number } tier && tier.TryGetDecimal(out var units) && units > 0;

    private static decimal? Price(JsonElement item) =>
        JsonReadings.Property(item, "retailPrice") is { ValueKind: JsonValueKind.Number } price && price.TryGetDecimal(out var amount) && amount >= 0 && Amounts.IsReal(amount)
            ? amount
            : null;

    // "1 Hour", "100 Hours", "1 GiB Hour", "1/Hour"
    private static decimal? HoursOf(string? unit)
    {
        var words = (unit ?? "").Replace('/', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 2 or 3 && words[^1] is "Hour" or "Hours"
            && (words.Length == 2 || words[1] is "GB" or "GiB")
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
    }
}
