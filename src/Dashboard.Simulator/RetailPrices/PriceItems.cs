using System.Text.RegularExpressions;
using Dashboard.Simulator.Billing;
using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.RetailPrices;

/// <summary>The items of the price service for App Service, with the meters beside them that readers must not take for a plan's price.</summary>
internal static partial class PriceItems
{
    private const string Hour = "1 Hour";

    /// <summary>The items of some regions in a currency, ordered by region, product and size.</summary>
    public static IReadOnlyList<Bag> Of(IEnumerable<string> regions, string currency) =>
        [.. regions.Order(StringComparer.Ordinal).SelectMany(region => OfRegion(region, currency))];

    private static IEnumerable<Bag> OfRegion(string region, string currency)
    {
        foreach (var (sku, linux) in PriceList.Sizes)
        {
            if (sku == PriceList.Unpublished)
            {
                continue;
            }

            var price = PriceList.PerHour(sku, linux, region, currency)!.Value;
            var product = Product(sku, linux);
            var draw = Draw.From(0).For($"{region} {sku} {linux}");
            var spelling = sku == "D1" ? "Shared" : Spaced(sku, draw);
            var meter = linux && sku[0] == 'B' ? spelling : $"{spelling} App";
            var item = Item(region, currency, product, spelling, meter, price, ArmSku(sku, linux));
            if (product.Contains(" v3 ", StringComparison.Ordinal) || product.Contains(" v4 ", StringComparison.Ordinal) || product.Contains("Isolated v2", StringComparison.Ordinal))
            {
                item["savingsPlan"] = new object?[] { SavingsPlan(price * 0.55m, "3 Years"), SavingsPlan(price * 0.75m, "1 Year") };
            }

            yield return item;
            if (sku[0] is 'B' or 'S' or 'P' && !linux)
            {
                // For development subscriptions; without a filter by type it stands beside the ordinary price.
                yield return Item(region, currency, product, spelling, meter, decimal.Round(price * 0.7m, 6), ArmSku(sku, linux), "DevTestConsumption");
            }

            if (sku.EndsWith("v3", StringComparison.Ordinal))
            {
                yield return Item(region, currency, product, spelling, meter, decimal.Round(price * 8760 * 0.65m, 2), ArmSku(sku, linux), "Reservation", term: "1 Year");
                yield return Item(region, currency, product, spelling, meter, price, ArmSku(sku, linux), primary: false);
            }
        }

        foreach (var other in Others(region, currency))
        {
            yield return other;
        }
    }

    /// <summary>What is priced beside instances.</summary>
    private static IEnumerable<Bag> Others(string region, string currency)
    {
        decimal In(decimal usd) => PriceList.Meter(usd, region, currency);
        yield return Item(region, currency, "Azure App Service Isolated Plan", "Stamp", "Stamp", In(1.358m), "");
        yield return Item(region, currency, "Azure App Service Isolated v2 Plan", "ASIP", "ASIP", In(0.547m), "");
        yield return Item(region, currency, "Azure App Service SSL Connections", "IP SSL", "IP SSL Connection", In(39m), "", unit: "1/Month");
        yield return Item(region, currency, "Premium Functions", "Premium", "Premium vCPU Duration", In(PriceList.Meters.FunctionsCpu), "", service: "Functions");
        yield return Item(region, currency, "Premium Functions", "Premium", "Premium Memory Duration", In(PriceList.Meters.FunctionsMemory), "", service: "Functions", unit: "1 GiB Hour");
        yield return Item(region, currency, "Functions", "Standard", "Standard Execution Time", In(0.000016m), "", service: "Functions", unit: "1 GB Second");
    }

    private static Bag Item(
        string region, string currency, string product, string sku, string meter, decimal price, string armSku,
        string type = "Consumption", string? term = null, bool primary = true, string service = "Azure App Service", string unit = Hour)
    {
        var draw = Draw.From(1).For($"{region} {product} {meter} {type} {term} {primary}");
        var productId = $"DZH318Z{Draw.From(2).For(product).Guid().ToString("N")[..5].ToUpperInvariant()}";
        var item = new Bag
        {
            ["currencyCode"] = currency,
            ["tierMinimumUnits"] = 0m,
            ["retailPrice"] = price,
            ["unitPrice"] = price,
            ["armRegionName"] = region,
            ["location"] = region,
            ["effectiveStartDate"] = "2020-11-01T00:00:00Z",
            ["meterId"] = draw.Guid().ToString(),
            ["meterName"] = meter,
            ["productId"] = productId,
            ["skuId"] = $"{productId}/{draw.For("sku").Guid().ToString("N")[..4].ToUpperInvariant()}",
            ["productName"] = product,
            ["skuName"] = sku,
            ["serviceName"] = service,
            ["serviceId"] = service == "Functions" ? "DZH318Z08M22" : "DZH313Z7MMC8",
            ["serviceFamily"] = "Compute",
            ["unitOfMeasure"] = unit,
            ["type"] = type,
            ["isPrimaryMeterRegion"] = primary,
            ["armSkuName"] = armSku,
        };
        if (term is not null)
        {
            item["reservationTerm"] = term;
        }

        return item;
    }

    private static Bag SavingsPlan(decimal price, string term) =>
        new() { ["unitPrice"] = decimal.Round(price, 6), ["retailPrice"] = decimal.Round(price, 6), ["term"] = term };

    private static string Product(string sku, bool linux) => $"Azure App Service {Tier(sku)} Plan{(linux ? " - Linux" : "")}";

    private static string Tier(string sku) => (sku[0], sku[^2..]) switch
    {
        ('F', _) => "Free",
        ('D', _) => "Shared",
        ('B', _) => "Basic",
        ('S', _) => "Standard",
        ('I', "v2") => "Isolated v2",
        ('I', _) => "Isolated",
        (_, "v2") => "Premium v2",
        (_, "v3") => "Premium v3",
        (_, "v4") => "Premium v4",
        _ => sku.StartsWith("PC", StringComparison.Ordinal) ? "Premium Windows Container" : "Premium",
    };

    /// <summary>The service writes <c>P1 v3</c> as well as <c>P1v3</c>; some sizes were never seen with a space.</summary>
    private static string Spaced(string sku, Draw draw) =>
        Generation().Match(sku) is { Success: true } parts && draw.Chance(0.6) ? $"{parts.Groups[1].Value} {parts.Groups[2].Value}" : sku;

    private static string ArmSku(string sku, bool linux) => sku[0] is 'P' or 'I' && sku.Contains('v', StringComparison.Ordinal)
        ? linux ? $"Azure_App_Service_{Tier(sku).Replace(' ', '_')}_Plan_Linux_{Underscored(sku)}" : $"Standard_{Underscored(sku)}_Windows"
        : "";

    private static string Underscored(string sku) => Generation().Replace(sku, "$1_$2");

    [GeneratedRegex("^([PI][1-9])(v[23])$")]
    private static partial Regex Generation();
}
