using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Unlock;

namespace Dashboard.Core.Tests.Costs;

/// <summary>Months, prices, plans and apps to calculate with.</summary>
internal static class CostSamples
{
    public const string Region = "westeurope";

    /// <summary>A month of 30 days.</summary>
    public static CostMonth June { get; } = new(2026, 6);

    public static DateTimeOffset Long { get; } = June.Start.AddYears(-1);

    public static DateTimeOffset After { get; } = June.End.AddDays(30);

    public static DateTimeOffset Day(int day, int hour = 0) => June.Start.AddDays(day - 1).AddHours(hour);

    public static string Plan(string name) => $"/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Web/serverfarms/{name}";

    public static string App(string name) => $"/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Web/sites/{name}";

    public static ListPrice Price(
        string sku, decimal perHour, bool linux = false, string currency = "USD", DateTimeOffset? from = null,
        PriceSource source = PriceSource.RetailPrices, string region = Region) =>
        new(region, linux, sku, currency, perHour, from ?? Long, source);

    public static PlanSize Size(
        string tier, string sku, int? capacity = 1, DateTimeOffset? from = null, DateTimeOffset? to = null, bool linux = false,
        string region = Region) => new(from ?? Long, to, tier, sku, capacity, linux, region);

    public static AppStay Stay(string app, DateTimeOffset? from = null, DateTimeOffset? to = null) => new(App(app), from ?? Long, to);

    public static UnlockPlan Locked(string name, bool shared, int inScope, int others = 0, string? webSpace = "space", string currency = "USD") => new()
    {
        PlanId = Plan(name),
        SubscriptionId = "s1",
        ResourceGroup = "rg",
        Region = Region,
        WebSpace = webSpace,
        Currency = currency,
        Tier = shared ? "Shared" : "Free",
        SkuName = shared ? "D1" : "F1",
        Capacity = 0,
        Apps = [.. Apps(name, inScope, true), .. Apps(name + "-other", others, false)],
    };

    public static UnlockPlan Target(string name, int apps, int capacity = 1, string? webSpace = "space", string currency = "USD", string tier = "Basic") => new()
    {
        PlanId = Plan(name),
        SubscriptionId = "s1",
        ResourceGroup = "rg",
        Region = Region,
        WebSpace = webSpace,
        Currency = currency,
        Tier = tier,
        SkuName = "B1",
        Capacity = capacity,
        Apps = [.. Apps(name, apps, false)],
    };

    private static IEnumerable<UnlockApp> Apps(string prefix, int count, bool inScope) =>
        Enumerable.Range(0, count).Select(i => new UnlockApp(App($"{prefix}-{i}"), inScope, inScope));
}
