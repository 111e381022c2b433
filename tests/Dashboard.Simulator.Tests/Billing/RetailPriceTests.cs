using System.Text.Json.Nodes;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.Billing;

public sealed class RetailPriceTests
{
    private const string Path = "/api/retail/prices?api-version=2023-01-01-preview";

    [Fact]
    public async Task Prices_need_no_token_and_come_in_pages_by_link()
    {
        await using var client = await StartAsync();
        var pages = new List<JsonObject>();
        for (var next = Path + "&currencyCode='EUR'&meterRegion='primary'&$filter=" + Uri.EscapeDataString("serviceName eq 'Azure App Service' and armRegionName eq 'westeurope' and priceType eq 'Consumption'"); next is not null;)
        {
            var page = await client.GetAsync(next);
            pages.Add(page);
            next = (string?)page["NextPageLink"];
        }

        Assert.True(pages.Count > 1);
        Assert.Equal(["BillingCurrency", "CustomerEntityId", "CustomerEntityType", "Items", "NextPageLink", "Count"], pages[0].Select(p => p.Key));
        var items = pages.SelectMany(p => p["Items"]!.AsArray()).Select(i => i!.AsObject()).ToList();
        Assert.All(items, i => Assert.Equal(("EUR", "westeurope", "Consumption", true), ((string)i["currencyCode"]!, (string)i["armRegionName"]!, (string)i["type"]!, (bool)i["isPrimaryMeterRegion"]!)));
        var names = items.Select(i => (string)i["skuName"]!).ToHashSet();
        Assert.Contains(names, n => n is "P1 v3" or "P2 v3" or "P3 v3" or "P1 v2");
        Assert.Contains(names, n => n is "P1v3" or "P2v3" or "P3v3" or "P1v2" or "P2v2" or "P3v2");
        Assert.Superset(new HashSet<string> { "Shared", "F1", "B1", "P0v3", "P1v4", "PC2", "Stamp", "ASIP" }, names);
        Assert.DoesNotContain("PC4", names);
        Assert.Equal(items.Count, items.Select(i => (string)i["meterId"]!).Distinct().Count());
    }

    [Theory]
    [InlineData("armRegionName eq 'eastus' and contains(productName, 'Basic Plan - Linux')", 3)]
    [InlineData("armRegionName eq 'eastus' and (skuName eq 'B1' or skuName eq 'B2') and priceType eq 'Consumption'", 4)]
    [InlineData("armRegionName eq 'EastUS'", 0)]
    [InlineData("armRegionName eq 'eastus' and serviceName eq 'Functions' and productName eq 'Premium Functions'", 2)]
    [InlineData("armRegionName eq 'eastus' and startswith(meterName, 'Premium vCPU') and serviceName ne 'x''y'", 1)]
    public async Task Filters_are_understood(string filter, int count)
    {
        await using var client = await StartAsync();
        Assert.Equal(count, (int)(await client.GetAsync($"{Path}&$filter={Uri.EscapeDataString(filter)}"))["Count"]!);
    }

    [Fact]
    public async Task Before_that_version_values_are_compared_without_casing()
    {
        await using var client = await StartAsync();
        var filter = Uri.EscapeDataString("armRegionName eq 'EastUS' and skuName eq 'b1'");
        Assert.NotEqual(0, (int)(await client.GetAsync($"/api/retail/prices?$filter={filter}"))["Count"]!);
    }

    [Theory]
    [InlineData("&$filter=armRegionName eq")]
    [InlineData("&$filter=colour eq 'red'")]
    [InlineData("&$filter=armRegionName eq 'a' nonsense")]
    [InlineData("&$filter=contains(skuName 'a')")]
    [InlineData("&currencyCode='XXX'")]
    [InlineData("&$skip=-1")]
    public async Task What_is_not_understood_is_refused(string more)
    {
        await using var client = await StartAsync();
        Assert.Equal(400, (int)(await client.Http.GetAsync(new Uri(Path + more, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Faults_strike_prices_too()
    {
        await using var client = await StartAsync();
        client.Host.SetFaults(new ForeignNextLinkFault(new Uri("https://elsewhere.example")), new MalformedRowsFault(1));
        var page = await client.GetAsync(Path);
        Assert.StartsWith("https://elsewhere.example/api/retail/prices", (string)page["NextPageLink"]!, StringComparison.Ordinal);
        Assert.Equal(42, (int)page["Items"]![0]!);
    }

    private static async Task<SimulatorClient> StartAsync()
    {
        var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 20, AsOf = SimulatorClient.YearEnd });
        client.Http.DefaultRequestHeaders.Authorization = null;
        return client;
    }
}
