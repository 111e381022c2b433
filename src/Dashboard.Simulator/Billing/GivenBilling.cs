using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Billing;

/// <summary>Bills the plans of a given estate as if they had always been as they are: at list prices, in US dollars.</summary>
internal sealed class GivenBilling : IBilling
{
    private const string Currency = "USD";

    private readonly Dictionary<string, BillingAccount> accounts;

    public GivenBilling(IReadOnlyList<Resource> resources)
    {
        var sites = resources.Where(r => r.Parts.Type is "microsoft.web/sites" or "microsoft.web/sites/slots")
            .Select(r => (Properties(r)?.Get("serverFarmId") as string ?? r.Graph?.Get("serverFarmId") as string)?.ToLowerInvariant())
            .OfType<string>().CountBy(id => id).ToDictionary(StringComparer.Ordinal);
        var plans = resources.Where(r => r.Parts.Type == "microsoft.web/serverfarms").Select(r => Bill(r, sites.GetValueOrDefault(r.Key))).ToList();
        accounts = resources.Select(r => r.Parts.Subscription).OfType<string>().Distinct().ToDictionary(
            s => s, s => new BillingAccount(Currency, CostAccess.Open, [.. plans.Where(p => p.Parts.Subscription == s)]), StringComparer.OrdinalIgnoreCase);
        Regions = [.. plans.Select(p => p.Region).Where(r => r.Length > 0).Distinct()];
    }

    public IReadOnlyCollection<string> Regions { get; }

    public BillingAccount? Of(string subscription) => accounts.GetValueOrDefault(subscription);

    private static BilledPlan Bill(Resource plan, int sites)
    {
        // A row as Resource Graph shows it has sku as an object; some exports have flattened it.
        var sku = plan.Graph?.Get("sku") as Bag;
        var name = sku?.Get("name") as string ?? plan.Graph?.Get("skuName") as string ?? "";
        var capacity = (decimal)((sku?.Get("capacity") ?? plan.Graph?.Get("capacity")) switch { long whole => whole, double real and >= 0 and < 1000 => real, _ => 1 });
        var linux = (plan.Graph?.Get("kind") as string)?.Contains("linux", StringComparison.OrdinalIgnoreCase) == true
            || Properties(plan)?.Get("reserved") is true;
        var region = (plan.Graph?.Get("location") as string ?? "").Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        var units = name == "D1" ? sites : capacity;
        return new BilledPlan(
            plan.Id, region,
            PriceList.PerHour(name, linux, region, Currency) is { } price ? [new BilledStretch(Span.Always, price * units)] : [],
            1m, 1m, null);
    }

    private static Bag? Properties(Resource resource) => resource.Graph?.Get("properties") as Bag;
}
