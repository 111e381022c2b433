using System.Text.Json;
using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Simulator;

namespace Dashboard.Azure.Tests;

/// <summary>The whole estate read from the simulator, which runs the very text of the queries.</summary>
public sealed class SimulatorTests
{
    // The clients' clock skips its waits; a quota on the real clock would not know.
    private static readonly SimulatorOptions Options = new()
    {
        Apps = 400,
        Seed = 7,
        AsOf = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Quota = 100_000,
    };

    [Theory]
    [InlineData(1000)]
    [InlineData(37)]
    public async Task Every_app_and_slot_that_ARM_lists_is_read_once_in_order(int pageSize)
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, CancellationToken.None);
        using var world = new AzureWorld(simulator.HttpEndpoint, s => s with { PageSize = pageSize });
        var subscriptions = await SubscriptionsAsync(world);

        var apps = await world.ReadAppsAsync(subscriptions);

        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal((apps.Count, 0), (world.Log.Outcome().Rows, world.Log.Outcome().NotUnderstood));
        Assert.Equal(world.Log.Announced, apps.Count);
        Assert.Equal((apps.Count + pageSize - 1) / pageSize, world.Log.Pages);
        var keys = apps.Select(a => ResourceIds.Key(a.ResourceId)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        // Kusto compares texts by code point, so mixed casing is in the order of the ids as they are written.
        Assert.Equal(apps.Select(a => a.ResourceId).Order(StringComparer.Ordinal), apps.Select(a => a.ResourceId));
        Assert.Equal((await ListByArmAsync(simulator, subscriptions)).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
        // A month before the end of its year the estate also has apps that will be deleted by then.
        Assert.InRange(apps.Count, 350, 430);
        Assert.Contains(apps, a => a.IsSlot && a.Name.Contains('/'));
        Assert.Contains(apps, a => a.ConfigurationRead && a.MinTlsVersion.IsKnown && a.Http20Enabled.IsKnown && a.AccessRestrictions.IsKnown);
    }

    [Fact]
    public async Task What_Resource_Graph_says_of_an_app_is_what_ARM_says()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, CancellationToken.None);
        using var world = new AzureWorld(simulator.HttpEndpoint);
        var apps = await world.ReadAppsAsync(await SubscriptionsAsync(world));

        foreach (var app in apps.Where((_, i) => i % 10 == 0))
        {
            var bare = new AppObservation
            {
                ResourceId = app.ResourceId,
                Name = app.Name,
                SubscriptionId = app.SubscriptionId,
                ResourceGroup = app.ResourceGroup,
                Tags = app.Tags,
            };
            var read = await world.Estate.CompleteAsync(bare, site: true, configuration: app.ConfigurationRead, world.Log, CancellationToken.None);

            Assert.Equal(
                (app.ClientCertEnabled, app.ClientCertMode.Value, app.ExclusionPaths.Value, app.HttpsOnly, app.SiteTier.Value, app.State),
                (read.ClientCertEnabled, read.ClientCertMode.Value, read.ExclusionPaths.Value, read.HttpsOnly, read.SiteTier.Value, read.State));
            Assert.Equal(
                (app.Http20Enabled.Value, app.MinTlsVersion.Value, app.AccessRestrictions.Value?.Rules.Count, app.ConfigurationRead),
                (read.Http20Enabled.Value, read.MinTlsVersion.Value, read.AccessRestrictions.Value?.Rules.Count, read.ConfigurationRead));
        }

        Assert.True(world.Log.Complete, world.Problem);
        Assert.InRange(world.Log.ArmReads, 35, 86);
    }

    [Fact]
    public async Task Plans_groups_and_probes_are_read()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options, CancellationToken.None);
        using var world = new AzureWorld(simulator.HttpEndpoint);
        var subscriptions = await SubscriptionsAsync(world);
        var plans = new List<PlanObservation>();
        var groups = new List<ResourceGroupObservation>();
        await foreach (var page in world.Estate.ReadPlansAsync(subscriptions, world.Log, CancellationToken.None)) plans.AddRange(page);
        await foreach (var page in world.Estate.ReadResourceGroupsAsync(subscriptions, world.Log, CancellationToken.None)) groups.AddRange(page);
        var apps = await world.ReadAppsAsync(subscriptions);

        Assert.All(plans, plan => Assert.False(string.IsNullOrEmpty(plan.Tier)));
        var known = plans.Select(p => ResourceIds.Key(p.ResourceId)).ToHashSet();
        Assert.All(apps.Where(a => a.PlanId is not null), app => Assert.Contains(ResourceIds.Key(app.PlanId!), known));
        Assert.Contains(groups, g => g.Tags.Count > 0);
        Assert.Equal(Existence.Exists, await world.Estate.ProbeAsync(apps[0].ResourceId, world.Log, CancellationToken.None));
        Assert.Equal(Existence.Gone, await world.Estate.ProbeAsync(apps[0].ResourceId + "-gone", world.Log, CancellationToken.None));
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Fact]
    public async Task Five_thousand_apps_take_a_handful_of_requests()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options with { Apps = 5000 }, CancellationToken.None);
        using var world = new AzureWorld(simulator.HttpEndpoint);
        var subscriptions = await SubscriptionsAsync(world);
        var rows = new int[3];
        await foreach (var page in world.Estate.ReadResourceGroupsAsync(subscriptions, world.Log, CancellationToken.None)) rows[0] += page.Count;
        await foreach (var page in world.Estate.ReadPlansAsync(subscriptions, world.Log, CancellationToken.None)) rows[1] += page.Count;
        rows[2] = (await world.ReadAppsAsync(subscriptions)).Count;

        Assert.True(world.Log.Complete, world.Problem);
        Assert.InRange(rows[2], 4500, 5000);
        Assert.InRange(world.Log.Requests, 5, rows.Sum(n => (n + 999) / 1000) + 10);
        TestContext.Current.TestOutputHelper?.WriteLine($"{rows[2]} apps, {rows[1]} plans, {rows[0]} groups: {world.Log.Requests} requests");
    }

    private static async Task<string[]> SubscriptionsAsync(AzureWorld world)
    {
        var subscriptions = await world.Estate.ReadSubscriptionsAsync(world.Log, CancellationToken.None);
        Assert.NotNull(subscriptions);
        // The tests count what the reading of apps writes down; the listing's own rows go elsewhere.
        world.ForgetLog();
        return [.. subscriptions.Select(s => s.SubscriptionId)];
    }

    private static async Task<List<string>> ListByArmAsync(SimulatorHost simulator, IEnumerable<string> subscriptions)
    {
        using var client = new HttpClient { BaseAddress = simulator.HttpEndpoint };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer test");
        var ids = new List<string>();
        foreach (var subscription in subscriptions)
        {
            var sites = await ListAsync(client, $"/subscriptions/{subscription}/providers/Microsoft.Web/sites?api-version=2025-03-01");
            ids.AddRange(sites);
            foreach (var site in sites) ids.AddRange(await ListAsync(client, $"{site}/slots?api-version=2025-03-01"));
        }

        return [.. ids.Select(ResourceIds.Key)];
    }

    private static async Task<List<string>> ListAsync(HttpClient client, string path)
    {
        var ids = new List<string>();
        for (var next = path; next is not null;)
        {
            using var document = JsonDocument.Parse(await client.GetStringAsync(next));
            ids.AddRange(document.RootElement.GetProperty("value").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            next = document.RootElement.TryGetProperty("nextLink", out var link) ? link.GetString() : null;
        }

        return ids;
    }
}
