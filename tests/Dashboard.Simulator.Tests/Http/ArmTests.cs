namespace Dashboard.Simulator.Tests.Http;

public class ArmTests
{
    private const string Web = "api-version=2025-05-01";

    [Fact]
    public async Task Subscriptions_are_listed_and_read()
    {
        await using var client = await SimulatorClient.StartAsync();
        var list = await client.GetAsync("/subscriptions?api-version=2022-12-01");
        Assert.Equal(8, list["value"]!.AsArray().Count);
        Assert.Null(list["nextLink"]);
        var first = list["value"]![0]!;
        var one = await client.GetAsync($"/subscriptions/{first["subscriptionId"]}?api-version=2022-12-01");
        Assert.Equal("Enabled", (string)one["state"]!);
        Assert.Equal((string)first["displayName"]!, (string)one["displayName"]!);
    }

    [Fact]
    public async Task Lists_go_on_by_next_link_until_all_is_read()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 1000, AsOf = SimulatorClient.YearEnd });
        var busiest = (await client.QueryAsync("resources | where type == 'microsoft.web/sites' | summarize n = count() by subscriptionId | order by n desc"))["data"]![0]!;
        var read = new List<string>();
        var pages = 0;
        for (var next = $"/subscriptions/{busiest["subscriptionId"]}/providers/Microsoft.Web/sites?{Web}"; next is not null; pages++)
        {
            var page = await client.GetAsync(next);
            Assert.Equal(["value", "nextLink", "id"], page.Select(p => p.Key));
            read.AddRange(page["value"]!.AsArray().Select(s => (string)s!["id"]!));
            next = (string?)page["nextLink"];
        }

        Assert.True(pages > 1);
        Assert.Equal((int)busiest["n"]!, read.Distinct().Count());
    }

    [Fact]
    public async Task A_site_a_slot_and_their_configuration_have_arms_casing()
    {
        await using var client = await SimulatorClient.StartAsync();
        var slot = (await client.QueryAsync("resources | where type == 'microsoft.web/sites/slots' | order by id asc | take 1"))["data"]![0]!;
        var id = (string)slot["id"]!;
        var siteId = id[..id.IndexOf("/slots/", StringComparison.Ordinal)];

        var arm = await client.GetAsync($"{id}?{Web}");
        Assert.Equal("Microsoft.Web/sites/slots", (string)arm["type"]!);
        Assert.Contains('/', (string)arm["name"]!);
        var site = await client.GetAsync($"{siteId.ToUpperInvariant()}?{Web}");
        Assert.Equal("Microsoft.Web/sites", (string)site["type"]!);
        Assert.Contains(' ', (string)site["location"]!);
        foreach (var config in new[] { $"{siteId}/config/web", $"{id}/config/web" })
        {
            Assert.Contains("http20Enabled", (await client.GetAsync($"{config}?{Web}"))["properties"]!.AsObject().Select(p => p.Key));
        }

        var slots = await client.GetAsync($"{siteId}/slots?{Web}");
        Assert.Contains(id, slots["value"]!.AsArray().Select(s => (string)s!["id"]!));
        var plan = await client.GetAsync($"{site["properties"]!["serverFarmId"]}?{Web}");
        Assert.Equal("Microsoft.Web/serverfarms", (string)plan["type"]!);
        Assert.NotNull(plan["sku"]!["tier"]);
    }

    [Fact]
    public async Task A_group_lists_its_sites_and_on_demand_their_slots()
    {
        await using var client = await SimulatorClient.StartAsync();
        var slot = (string)(await client.QueryAsync("resources | where type == 'microsoft.web/sites/slots' | order by id asc | take 1"))["data"]![0]!["id"]!;
        var group = slot[..slot.IndexOf("/sites/", StringComparison.Ordinal)];
        var sites = (await client.GetAsync($"{group}/sites?{Web}"))["value"]!.AsArray();
        var withSlots = (await client.GetAsync($"{group}/sites?{Web}&includeSlots=true"))["value"]!.AsArray();
        Assert.DoesNotContain(slot, sites.Select(s => (string)s!["id"]!));
        Assert.Contains(slot, withSlots.Select(s => (string)s!["id"]!));
        Assert.NotEmpty((await client.GetAsync($"{group}/serverfarms?{Web}"))["value"]!.AsArray());
    }

    [Theory]
    [InlineData("/subscriptions", 400, "MissingApiVersionParameter")]
    [InlineData("/subscriptions?api-version=1", 400, "InvalidApiVersionParameter")]
    [InlineData("/subscriptions/none?api-version=2022-12-01", 404, "SubscriptionNotFound")]
    [InlineData("/subscriptions/none/providers/Microsoft.Web/sites?api-version=2025-05-01", 404, "SubscriptionNotFound")]
    [InlineData("/subscriptions/{s}/resourceGroups/none/providers/Microsoft.Web/sites/x?api-version=2025-05-01", 404, "ResourceGroupNotFound")]
    [InlineData("{g}/providers/Microsoft.Web/sites/none?api-version=2025-05-01", 404, "ResourceNotFound")]
    [InlineData("{g}/providers/Microsoft.Web/sites/none/slots?api-version=2025-05-01", 404, "ResourceNotFound")]
    [InlineData("{g}/providers/Microsoft.Web/serverfarms/none?api-version=2025-05-01", 404, "ResourceNotFound")]
    [InlineData("/nothing/here?api-version=2025-05-01", 404, "InvalidResourceType")]
    public async Task Errors_come_in_arms_envelope(string path, int status, string code)
    {
        await using var client = await SimulatorClient.StartAsync();
        var group = (string)(await client.QueryAsync("resourcecontainers | where type has 'resourcegroups' | order by id asc | take 1"))["data"]![0]!["id"]!;
        var url = path.Replace("{g}", group, StringComparison.Ordinal).Replace("{s}", group.Split('/')[2], StringComparison.Ordinal);
        var response = await client.Http.GetAsync(new Uri(url, UriKind.Relative));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (string)(await SimulatorClient.JsonAsync(response))["error"]!["code"]!);
    }

    [Fact]
    public async Task Every_answer_has_the_simulated_date_and_arms_headers()
    {
        await using var client = await SimulatorClient.StartAsync();
        var subscription = (string)(await client.GetAsync("/subscriptions?api-version=2022-12-01"))["value"]![0]!["subscriptionId"]!;
        client.Host.MoveTo(new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.Zero));
        var response = await client.Http.GetAsync(new Uri($"/subscriptions/{subscription}/providers/Microsoft.Web/sites?{Web}", UriKind.Relative));
        Assert.Equal(client.Host.AsOf, response.Headers.Date);
        foreach (var header in new[] { "x-ms-request-id", "x-ms-correlation-request-id", "x-ms-ratelimit-remaining-subscription-reads" })
        {
            Assert.True(response.Headers.Contains(header), header);
        }
    }

    [Fact]
    public async Task Some_sites_tell_more_by_arm_than_by_resource_graph()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { AsOf = SimulatorClient.YearEnd });
        var rows = await client.AllAsync("resources | where type == 'microsoft.web/sites' | order by id asc | project id, properties");
        var without = rows.First(r => !r["properties"]!.AsObject().ContainsKey("clientCertExclusionPaths"));
        Assert.True((await client.GetAsync($"{without["id"]}?{Web}"))["properties"]!.AsObject().ContainsKey("clientCertExclusionPaths"));

        var configs = (await client.AllAsync("appserviceresources | project id = tolower(id) | order by id asc")).Select(r => (string)r["id"]!).ToHashSet();
        var bare = rows.Select(r => (string)r["id"]!).First(id => !configs.Contains($"{id}/config/web".ToLowerInvariant()));
        Assert.Equal("web", (string)(await client.GetAsync($"{bare}/config/web?{Web}"))["name"]!);
    }
}
