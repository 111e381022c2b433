using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Support;

/// <summary>Makes plans, costs and prices for tests.</summary>
public static class CostWorld
{
    public static CostMonth March { get; } = new(2025, 3);

    /// <summary>The first moment of the month of the tests, so that a stay from here is a whole month.</summary>
    public static DateTimeOffset MarchStart { get; } = March.Start;

    public static PlanState Plan(
        string name, string sku = "P1v3", string tier = "PremiumV3", int capacity = 1, string region = "westeurope", bool isLinux = true,
        string subscription = Estate.SubscriptionA) =>
        new(IdOf(name, subscription), name, tier, sku, capacity, isLinux, region, "webspace-" + region + (isLinux ? "-linux" : ""));

    public static string IdOf(string plan, string subscription = Estate.SubscriptionA) =>
        $"/subscriptions/{subscription}/resourceGroups/rg-Shop/providers/Microsoft.Web/serverfarms/{plan}";

    public static AppState On(this AppState app, PlanState plan) => app with { PlanId = plan.ResourceId, Tier = plan.Tier };

    public static AppState Slot(this AppState app, string name) => app with
    {
        ResourceId = $"{app.ResourceId}/slots/{name}",
        Name = $"{app.Name}/{name}",
        IsSlot = true,
    };

    /// <summary>What a source says of a month of subscription A, whole. Sources write ids in lower case.</summary>
    public static CostsRead Costs(CostMonth month, params IReadOnlyList<(PlanState Plan, decimal Amount, string Currency)> rows) => new(
        CostSource.CostManagement, Estate.SubscriptionA, month, month,
        [.. rows.Select(r => new PlanCost(r.Plan.ResourceId.ToLowerInvariant(), month, r.Amount, r.Currency))]);

    public static PricesRead Prices(string sku, decimal perHour, DateTimeOffset from, string currency = "USD") => new(
        "westeurope", currency, [new ListPrice("westeurope", true, sku, currency, perHour, from, PriceSource.RetailPrices)]);

    public static CostMerge Plans(params IReadOnlyList<PlanState> plans) => new() { Plans = [.. plans.Select(p => new PlanChange.Seen(null, p))] };

    /// <summary>A whole run that merges changes of apps and <paramref name="costs"/>; its moment.</summary>
    public static async Task<DateTimeOffset> RunAsync(this TestDatabase db, CostMerge costs, params IReadOnlyList<AppChange> changes)
    {
        var lease = await db.Store.TryBeginAsync(RunStart(), Token);
        Assert.NotNull(lease);
        await db.Store.MergeAsync(lease, Merge(changes, RunStatus.Succeeded) with { Costs = costs }, Token);
        return lease.RunTime;
    }

    public static AppChange[] Seen(params IReadOnlyList<AppState> apps) => [.. apps.Select(a => TestDatabase.Seen(a))];
}
