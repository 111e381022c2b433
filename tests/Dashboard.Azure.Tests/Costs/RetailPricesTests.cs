using System.Globalization;
using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Costs;

namespace Dashboard.Azure.Tests.Costs;

public sealed class RetailPricesTests
{
    [Theory]
    [InlineData("P1 v3", "P1 v3 App", "Azure App Service Premium v3 Plan", "P1v3", false)]
    [InlineData("P1v3", "P1v3 App", "Azure App Service Premium v3 Plan - Linux", "P1v3", true)]
    [InlineData("P0v3", "P0v3 App", "Azure App Service Premium v3 Plan", "P0v3", false)]
    [InlineData("P1mv3", "P1mv3 App", "Azure App Service Premium v3 Plan - Linux", "P1mv3", true)]
    [InlineData("P1m v3", "P1m v3 App", "Azure App Service Premium v3 Plan - Linux", "P1mv3", true)]
    [InlineData("P1 v2", "P1 v2 App", "Azure App Service Premium v2 Plan", "P1v2", false)]
    [InlineData("P1v4", "P1v4 App", "Azure App Service Premium v4 Plan", "P1v4", false)]
    [InlineData("I1 v2", "I1 v2 App", "Azure App Service Isolated v2 Plan - Linux", "I1v2", true)]
    [InlineData("B1 App", "B1 App", "Azure App Service Basic Plan", "B1", false)]
    [InlineData("B1", "B1", "Azure App Service Basic Plan - Linux", "B1", true)]
    [InlineData("Shared", "Shared App", "Azure App Service Shared Plan", "D1", false)]
    [InlineData("F1", "F1 App", "Azure App Service Free Plan", "F1", false)]
    [InlineData("PC2", "PC2 App", "Azure App Service Premium Windows Container Plan", "PC2", false)]
    public async Task Spellings_of_meters_become_the_plans_own(string sku, string meter, string product, string size, bool linux)
    {
        await using var azure = await ServeAsync(Item(sku, meter, product, "0.315"));
        using var world = new AzureWorld(azure.Address);

        var price = Assert.Single(await world.ReadPricesAsync());

        var from = new DateTimeOffset(2020, 11, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(new ListPrice("westeurope", linux, size, "EUR", 0.315m, from, PriceSource.RetailPrices), price);
        Assert.Equal((true, 0), (world.Log.Complete, world.Log.Outcome().NotUnderstood));
    }

    [Fact]
    public async Task What_is_no_price_of_an_instance_is_left_out_without_a_word()
    {
        await using var azure = await ServeAsync(
            Item("P1 v3", "P1 v3 App", "Azure App Service Premium v3 Plan", "2000", ("type", "Reservation")),
            Item("P1 v3", "P1 v3 App", "Azure App Service Premium v3 Plan", "0.2", ("type", "DevTestConsumption")),
            Item("P1 v3", "P1 v3 App", "Azure App Service Premium v3 Plan", "0.3", ("isPrimaryMeterRegion", false)),
            Item("Stamp", "Stamp", "Azure App Service Isolated Plan", "1.3"),
            Item("Front End", "Front End", "Azure App Service Isolated Plan", "1.3"),
            Item("ASIP", "ASIP", "Azure App Service Isolated v2 Plan", "1.3"),
            Item("IP SSL", "IP SSL Connection", "Azure App Service SSL Connections", "39", ("unitOfMeasure", "1/Month")));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadPricesAsync());
        Assert.Equal((true, 0), (world.Log.Complete, world.Log.Outcome().NotUnderstood));
    }

    [Fact]
    public async Task What_is_not_understood_is_counted()
    {
        const string Plan = "Azure App Service Basic Plan";
        await using var azure = await ServeAsync(
            "42", "null", "{}",
            Item("Huge", "Huge App", Plan, "1"),
            Item("B1", "B1 App", Plan, "-1"),
            Item("Premium", "Premium Memory Duration", Plan, "79000000000000000000000000000"),
            Item("B1", "B1 App", Plan, "\"1\""),
            Item("B1", "B1 App", Plan, "1", ("unitOfMeasure", "1 Month")),
            Item("B1", "B1 App", Plan, "1", ("armRegionName", "eastus")),
            Item("B1", "B1 App", Plan, "1", ("currencyCode", "USD")),
            Item("B1", "B1 App", Plan, "1", ("effectiveStartDate", "soon")),
            Item("B2", "B2 App", Plan, "15", ("unitOfMeasure", "100 Hours")));
        using var world = new AzureWorld(azure.Address);

        var price = Assert.Single(await world.ReadPricesAsync());
        Assert.Equal(("B2", 0.15m), (price.SkuName, price.PerHour));
        Assert.Equal(11, world.Log.Outcome().NotUnderstood);
        Assert.True(world.Log.Complete);
    }

    [Fact]
    public async Task Elastic_premium_is_put_together_from_vCPU_and_memory()
    {
        await using var azure = await ServeAsync(
            Item("Premium", "Premium vCPU Duration", "Premium Functions", "0.173"),
            Item("Premium", "Premium Memory Duration", "Premium Functions", "0.0123", ("unitOfMeasure", "1 GiB Hour")));
        using var world = new AzureWorld(azure.Address);

        var prices = await world.ReadPricesAsync();

        Assert.Equal(
            [("EP1", 0.21605m), ("EP2", 0.4321m), ("EP3", 0.8642m)], prices.Where(p => p.IsLinux).Select(p => (p.SkuName, p.PerHour)));
        Assert.Equal(prices.Where(p => p.IsLinux).Select(p => p.PerHour), prices.Where(p => !p.IsLinux).Select(p => p.PerHour));
    }

    [Fact]
    public async Task Half_of_elastic_premium_is_no_price()
    {
        await using var azure = await ServeAsync(Item("Premium", "Premium vCPU Duration", "Premium Functions", "0.173"));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadPricesAsync());
    }

    [Fact]
    public async Task Of_several_prices_of_a_size_the_newest_that_holds_counts()
    {
        const string Plan = "Azure App Service Basic Plan";
        await using var azure = await ServeAsync(
            Item("B1", "B1 App", Plan, "0.07", ("effectiveStartDate", "2019-01-01T00:00:00Z")),
            Item("B1 App", "B1 App", Plan, "0.09", ("effectiveStartDate", "2030-01-01T00:00:00Z")),
            Item("B1", "B1 App", Plan, "0.08", ("effectiveStartDate", "2025-01-01T00:00:00Z")));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(0.08m, Assert.Single(await world.ReadPricesAsync()).PerHour);
    }

    [Fact]
    public async Task Both_services_are_asked_without_any_token_and_pages_are_followed()
    {
        FakeAzure? azure = null;
        azure = await FakeAzure.StartAsync(request =>
            !request.Path.Contains("Azure%20App%20Service", StringComparison.Ordinal) ? Page(null)
            : request.Path.Contains("$skip=", StringComparison.Ordinal) ? Page(null, Item("B2", "B2 App", "Azure App Service Basic Plan", "0.15"))
            : Page($"{azure!.Address.AbsoluteUri.TrimEnd('/')}{request.Path}&$skip=1", Item("B1", "B1 App", "Azure App Service Basic Plan", "0.075")));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(["B1", "B2"], (await world.ReadPricesAsync()).Select(p => p.SkuName));

        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal(3, azure.Requests.Count);
        Assert.All(azure.Requests, r =>
        {
            Assert.False(r.Headers.ContainsKey("Authorization"));
            Assert.Equal("GET", r.Method);
            Assert.StartsWith("/api/retail/prices?api-version=2023-01-01-preview&currencyCode='EUR'&meterRegion='primary'&$filter=", Uri.UnescapeDataString(r.Path), StringComparison.Ordinal);
            Assert.Contains("armRegionName eq 'westeurope' and priceType eq 'Consumption'", Uri.UnescapeDataString(r.Path), StringComparison.Ordinal);
        });
        await azure.DisposeAsync();
    }

    [Theory]
    [InlineData("https://prices.azure.com.evil.example:443/api/retail/prices?$skip=100")]
    [InlineData("not an address")]
    public async Task A_next_page_on_another_host_is_not_asked(string link)
    {
        await using var azure = await FakeAzure.StartAsync(_ => Page(link, Item("B1", "B1 App", "Azure App Service Basic Plan", "0.075")));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadPricesAsync());
        Assert.Contains("on another host", world.Problem, StringComparison.Ordinal);
        Assert.Single(azure.Requests);
    }

    [Theory]
    [InlineData("west' or 'a' eq 'a", "EUR")]
    [InlineData("", "EUR")]
    [InlineData("westeurope", "EUR' or '")]
    public async Task What_would_change_the_filter_is_not_asked(string region, string currency)
    {
        await using var azure = await ServeAsync();
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadPricesAsync(region, currency));
        Assert.Empty(azure.Requests);
    }

    [Fact]
    public async Task A_refusal_speaks_of_the_way_and_not_of_a_role()
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(403, "Blocked"));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadPricesAsync());
        Assert.Contains("asks for no sign-in", world.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("Reader", world.Problem, StringComparison.Ordinal);
    }

    private static Task<FakeAzure> ServeAsync(params string[] items) =>
        FakeAzure.StartAsync(request => request.Path.Contains("Functions", StringComparison.Ordinal)
            ? Page(null, [.. items.Where(i => i.Contains("Premium Functions", StringComparison.Ordinal))])
            : Page(null, [.. items.Where(i => !i.Contains("Premium Functions", StringComparison.Ordinal))]));

    private static FakeAnswer Page(string? next, params string[] items) => new(200, $$"""
        {"BillingCurrency":"EUR","CustomerEntityId":"Default","CustomerEntityType":"Retail","Items":[{{string.Join(',', items)}}],
        "NextPageLink":{{(next is null ? "null" : $"\"{next}\"")}},"Count":{{items.Length}}}
        """);

    private static string Item(string sku, string meter, string product, string price, params (string Key, object Value)[] more)
    {
        var changed = more.ToDictionary(m => m.Key, m => m.Value is bool flag ? (flag ? "true" : "false") : $"\"{m.Value}\"");
        string Of(string key, string otherwise) => changed.GetValueOrDefault(key, otherwise);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"currencyCode":{{Of("currencyCode", "\"EUR\"")}},"tierMinimumUnits":0.0,"retailPrice":{{price}},"unitPrice":{{price}},"armRegionName":{{Of("armRegionName", "\"westeurope\"")}},
            "location":"EU West","effectiveStartDate":{{Of("effectiveStartDate", "\"2020-11-01T00:00:00Z\"")}},"meterId":"00000000-0000-0000-0000-000000000000","meterName":"{{meter}}",
            "productId":"DZH318Z00000","skuId":"DZH318Z00000/00XX","productName":"{{product}}","skuName":"{{sku}}","serviceName":"Azure App Service","serviceId":"DZH313Z7MMC8",
            "serviceFamily":"Compute","unitOfMeasure":{{Of("unitOfMeasure", "\"1 Hour\"")}},"type":{{Of("type", "\"Consumption\"")}},"isPrimaryMeterRegion":{{Of("isPrimaryMeterRegion", "true")}},"armSkuName":"",
            "savingsPlan":[{"unitPrice":0.1,"retailPrice":0.1,"term":"1 Year"}]}
            """);
    }
}
