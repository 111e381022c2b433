using System.Collections.Concurrent;
using System.Globalization;
using Dashboard.Simulator.Billing;
using Dashboard.Simulator.Hosting;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.RetailPrices;

/// <summary><c>GET /api/retail/prices</c>: public list prices, for callers without a token.</summary>
internal sealed class PriceEndpoint(World world)
{
    public const string Path = "/api/retail/prices";

    private const int PageSize = 50;
    private const string FromVersion = "2023-01-01-preview";

    private readonly ConcurrentDictionary<string, IReadOnlyList<Bag>> items = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, AnswerAsync);

    private Task AnswerAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var currency = Unquoted(query["currencyCode"].ToString()) is { Length: > 0 } asked ? asked : "USD";
        if (!PriceList.HasCurrency(currency))
        {
            throw new ArmError(400, "BadRequest", "Invalid currency code.");
        }

        var primary = Unquoted(query["meterRegion"].ToString()).Equals("primary", StringComparison.OrdinalIgnoreCase);
        // From this version on values are compared with their casing; dates as versions compare as texts.
        var exact = string.CompareOrdinal(query["api-version"].ToString(), FromVersion) >= 0;
        var holds = PriceFilter.Parse(query["$filter"].ToString(), exact);
        var found = All(currency).Where(i => holds(i) && (!primary || i.Get("isPrimaryMeterRegion") is true)).ToList();
        var skip = Number(query["$skip"].ToString(), 0);
        var page = found.Skip(skip).Take(Math.Min(PageSize, Number(query["$top"].ToString(), PageSize))).ToArray<object?>();
        return http.WriteJsonAsync(new Bag
        {
            ["BillingCurrency"] = currency,
            ["CustomerEntityId"] = "Default",
            ["CustomerEntityType"] = "Retail",
            ["Items"] = page,
            ["NextPageLink"] = page.Length > 0 && skip + page.Length < found.Count ? NextPageLink(http.Request, skip + page.Length) : null,
            ["Count"] = (long)page.Length,
        });
    }

    private IReadOnlyList<Bag> All(string currency) =>
        items.GetOrAdd(currency.ToUpperInvariant(), c => PriceItems.Of(PriceList.KnownRegions.Union(world.Billing.Regions, StringComparer.OrdinalIgnoreCase), c));

    private static string NextPageLink(HttpRequest request, int skip)
    {
        var kept = request.Query.Where(q => q.Key != "$skip").Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}");
        return string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{Path}?{string.Join('&', kept)}&$skip={skip}");
    }

    private static string Unquoted(string text) => text.Trim('\'');

    private static int Number(string text, int otherwise) => text.Length == 0 ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ArmError(400, "BadRequest", "Invalid OData parameters supplied.");
}
