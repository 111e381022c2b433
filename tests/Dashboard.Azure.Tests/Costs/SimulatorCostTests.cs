using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Dashboard.Core.Inventory;
using Dashboard.Simulator;
using Dashboard.Simulator.Faults.Kinds;

namespace Dashboard.Azure.Tests.Costs;

/// <summary>Costs and prices of a whole estate, read from the simulator.</summary>
public sealed class SimulatorCostTests
{
    // The clients' clock skips its waits; a quota on the real clock would not know.
    private static readonly SimulatorOptions Options = new()
    {
        Apps = 400,
        Seed = 7,
        AsOf = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero),
        Quota = 100_000,
        CostQuota = 100_000,
        CostPageSize = 25,
    };

    [Fact]
    public async Task Every_subscription_is_read_or_said_to_be_unreadable()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, CancellationToken.None);
        using var world = new AzureWorld(simulator.HttpEndpoint);
        var subscriptions = (await world.Estate.ReadSubscriptionsAsync(new SourceLog("subscriptions"), CancellationToken.None))!;
        var costs = new List<PlanCost>();
        foreach (var subscription in subscriptions) costs.AddRange(await world.ReadCostsAsync("2026-01", "2026-11", subscription.SubscriptionId));

        Assert.Equal(0, world.Log.Outcome().NotUnderstood);
        Assert.Equal(costs.Count, world.Log.Outcome().Rows);
        var closed = Assert.Single(world.Log.ScopeProblems);
        Assert.Equal(subscriptions.Single(s => s.Name == "Retail Non-Production").SubscriptionId, closed.Key);
        Assert.Contains("Cost Management Reader", closed.Value, StringComparison.Ordinal);
        Assert.Equal(["EUR", "GBP", "USD"], costs.Select(c => c.Currency).Distinct().Order());
        Assert.Equal(costs.Count, costs.DistinctBy(c => (c.PlanId, c.Month)).Count());
        Assert.True(costs.Count > 1000, $"{costs.Count} plan months");
        Assert.Equal(new CostMonth(2026, 11), costs.Max(c => c.Month));
    }

    [Fact]
    public async Task What_a_plan_costs_is_its_list_price_for_its_hours_less_a_discount()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, CancellationToken.None);
        using var world = new AzureWorld(simulator.HttpEndpoint);
        var subscriptions = (await world.Estate.ReadSubscriptionsAsync(new SourceLog("subscriptions"), CancellationToken.None))!.Select(s => s.SubscriptionId).ToList();
        var plans = new List<PlanObservation>();
        await foreach (var page in world.Estate.ReadPlansAsync(subscriptions, new SourceLog("plans"), CancellationToken.None)) plans.AddRange(page);
        var costs = new List<PlanCost>();
        foreach (var subscription in subscriptions) costs.AddRange(await world.ReadCostsAsync("2026-10", "2026-10", subscription));
        var prices = new Dictionary<(string Region, string Currency), List<ListPrice>>();
        var (compared, without) = (0, new HashSet<string>());
        foreach (var plan in plans.Where(p => p.Tier is not ("Free" or "Shared" or "Dynamic" or "FlexConsumption")))
        {
            if (costs.SingleOrDefault(c => c.PlanId == ResourceIds.Key(plan.ResourceId)) is not { Amount: > 0 } cost) continue;
            var key = (plan.Location!, cost.Currency);
            if (!prices.TryGetValue(key, out var list)) prices[key] = list = await world.ReadPricesAsync(key.Item1, key.Currency);
            if (list.SingleOrDefault(p => p.SkuName == plan.SkuName && p.IsLinux == plan.IsLinux) is not { } price)
            {
                without.Add(plan.SkuName!);
                continue;
            }

            // Sizes that changed within the month aside, which the widest discount bounds from below and no premium from above.
            var share = cost.Amount / (price.PerHour * 744 * plan.Capacity!.Value);
            if (share is >= 0.45m and <= 1m) compared++;
        }

        Assert.True(world.Log.Outcome().NotUnderstood == 0, world.Problem);
        Assert.True(compared > 80, $"{compared} compared");
        Assert.Superset(new HashSet<string> { "WS1" }, without);
        Assert.All(plans, p => Assert.NotNull(p.WebSpace));
        Assert.Contains(prices.Values, l => l.Exists(p => p.SkuName == "P1v4"));
        Assert.DoesNotContain(prices.Values, l => l.Exists(p => p.SkuName == "PC4"));
        Assert.All(prices.Values, l => Assert.Equal(l.Count, l.DistinctBy(p => (p.IsLinux, p.SkuName)).Count()));
    }

    [Fact]
    public async Task Faults_leave_no_figure_that_is_half_read()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options with { CostPageSize = 3 }, CancellationToken.None);
        using var world = new AzureWorld(simulator.HttpEndpoint);
        var payments = (await world.Estate.ReadSubscriptionsAsync(new SourceLog("subscriptions"), CancellationToken.None))!.Single(s => s.Name == "Payments Production").SubscriptionId;
        var whole = await world.ReadCostsAsync("2026-10", "2026-10", payments);

        simulator.SetFaults(new ThrottleFault(null, 7) { When = new() { First = 2 } });
        Assert.Equal(whole, await world.ReadCostsAsync("2026-10", "2026-10", payments));
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)], world.Clock.Waits);

        simulator.SetFaults(new ForeignNextLinkFault(new Uri("https://elsewhere.example")));
        Assert.Empty(await world.ReadCostsAsync("2026-10", "2026-10", payments));

        simulator.SetFaults(new ProxyPageFault { When = new() { After = 1 } });
        Assert.Empty(await world.ReadCostsAsync("2026-10", "2026-10", payments));

        simulator.SetFaults(new CutBodyFault { When = new() { First = 1 } });
        Assert.Equal(whole, await world.ReadCostsAsync("2026-10", "2026-10", payments));

        world.ForgetLog();
        simulator.SetFaults(new MalformedRowsFault(1));
        Assert.Empty(await world.ReadCostsAsync("2026-10", "2026-10", payments));
        Assert.Equal(1, world.Log.Outcome().NotUnderstood);
        Assert.Contains("none of that answer counts", world.Problem, StringComparison.Ordinal);

        simulator.SetFaults(new ProxyPageFault(403));
        Assert.Empty(await world.ReadPricesAsync());
    }
}
