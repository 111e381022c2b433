using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Simulator.Kql.Values;
using Dashboard.Simulator.Tests.Http;
using Dashboard.Simulator.Truth;

namespace Dashboard.Simulator.Tests.Billing;

public sealed class CostQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly SimulatorOptions Options = new() { Apps = 200, AsOf = Now, CostQuota = 1000 };

    [Fact]
    public async Task Every_month_of_every_plan_is_what_the_truth_says_in_three_currencies()
    {
        await using var client = await SimulatorClient.StartAsync(Options with { CostPageSize = 20 });
        var subscriptions = await client.SubscriptionsAsync();
        var told = new Dictionary<(string, string, string), decimal>();
        foreach (var subscription in subscriptions.Where(s => s.Key != "Retail Non-Production").Select(s => s.Value))
        {
            foreach (var row in await client.CostsAsync(subscription, CostClient.Body("2026-08-01", "2026-11-30")))
            {
                told.Add(((string)row[2]!, ((string)row[1]!)[..7], (string)row[3]!), row.Amount());
            }
        }

        var truth = TruthDocument.Of(new TruthOptions(Options.Apps, Options.Seed, Now, 90, Options.YearEnd));
        var answered = subscriptions.Values.ToHashSet();
        var closed = Items(truth, "subscriptions").Where(s => s["costsAnswered"] is false).Select(s => (string)s["id"]!).ToHashSet();
        var expected = Items(truth, "planCosts")
            .Where(c => c["amount"] is not null && SubscriptionOf(c) is var s && answered.Contains(s) && !closed.Contains(s))
            .ToDictionary(c => ((string)c["planId"]!, (string)c["month"]!, (string)c["currency"]!), c => (decimal)c["amount"]!);
        Assert.Equal(expected.OrderBy(e => e.Key), told.OrderBy(t => t.Key));
        Assert.True(told.Count > 200, $"{told.Count} rows");
        Assert.Equal(["EUR", "GBP", "USD"], told.Keys.Select(k => k.Item3).Distinct().Order());
        Assert.Contains(told, t => t.Value == 0m);
    }

    [Fact]
    public async Task Days_add_up_to_months_and_the_columns_are_in_the_services_order()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var subscription = (await client.SubscriptionsAsync())["Retail Production"];
        var months = await client.CostsAsync(subscription, CostClient.Body("2026-09-01", "2026-10-31"));
        var days = await client.CostsAsync(subscription, CostClient.Body("2026-09-01", "2026-10-31", "Daily"));

        Assert.Equal(
            months.ToDictionary(r => ((string)r[2]!, ((string)r[1]!)[..7]), r => r.Amount()),
            days.GroupBy(r => ((string)r[2]!, DateTime.ParseExact(((long)r[1]!).ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture).ToString("yyyy-MM", CultureInfo.InvariantCulture)))
                .ToDictionary(g => g.Key, g => g.Sum(r => r.Amount())));
        Assert.All(months, r => Assert.Equal(((string)r[2]!).ToLowerInvariant(), (string)r[2]!));

        var answer = await SimulatorClient.JsonAsync(await client.PostAsync(CostClient.Body("2026-09-01", "2026-09-30", cost: "PreTaxCost"), path: CostClient.Path(subscription)));
        Assert.Equal(["id", "name", "type", "location", "sku", "eTag", "properties"], answer.Select(p => p.Key));
        Assert.Equal(
            """[{"name":"PreTaxCost","type":"Number"},{"name":"BillingMonth","type":"Datetime"},{"name":"ResourceId","type":"String"},{"name":"Currency","type":"String"}]""",
            answer["properties"]!["columns"]!.ToJsonString());
        Assert.Equal("2026-09-01T00:00:00", (string)answer["properties"]!["rows"]![0]![1]!);
        var whole = await client.CostsAsync(subscription, CostClient.Body("2026-09-01", "2026-10-31", "None", grouping: "ResourceType"));
        Assert.Equal((months.Sum(r => r.Amount()), "microsoft.web/serverfarms"), (Assert.Single(whole).Amount(), (string)whole[0][1]!));
        var actual = await client.CostsAsync(subscription, CostClient.Body("2026-09-01", "2026-10-31", "None", grouping: "ResourceType", type: "ActualCost"));
        Assert.True(actual[0].Amount() > whole[0].Amount());
    }

    [Fact]
    public async Task A_next_page_needs_POST_and_the_same_body()
    {
        await using var client = await SimulatorClient.StartAsync(Options with { CostPageSize = 3 });
        var path = CostClient.Path((await client.SubscriptionsAsync())["Retail Production"]);
        var first = await SimulatorClient.JsonAsync(await client.PostAsync(CostClient.Body("2026-09-01", "2026-10-31"), path: path));
        var next = new Uri((string)first["properties"]!["nextLink"]!);

        Assert.Equal(client.Host.HttpEndpoint.Authority, next.Authority);
        Assert.Equal(3, first["properties"]!["rows"]!.AsArray().Count);
        Assert.Equal(405, (int)(await client.Http.GetAsync(next)).StatusCode);
        Assert.Equal(400, (int)(await client.PostAsync(CostClient.Body("2026-08-01", "2026-10-31"), path: next.PathAndQuery)).StatusCode);
        Assert.Equal(200, (int)(await client.PostAsync(CostClient.Body("2026-09-01", "2026-10-31"), path: next.PathAndQuery)).StatusCode);
    }

    [Fact]
    public async Task Costs_may_be_forbidden_absent_or_of_a_subscription_that_is_not_there()
    {
        // Before the old subscription is cancelled.
        await using var client = await SimulatorClient.StartAsync(Options with { AsOf = Options.YearEnd.AddDays(-100) });
        var subscriptions = await client.SubscriptionsAsync();
        var body = CostClient.Body("2026-07-01", "2026-07-31");

        var forbidden = await client.PostAsync(body, path: CostClient.Path(subscriptions["Retail Non-Production"]));
        Assert.Equal(403, (int)forbidden.StatusCode);
        Assert.Equal("RBACAccessDenied", (string)(await SimulatorClient.JsonAsync(forbidden))["error"]!["code"]!);
        var empty = await client.PostAsync(body, path: CostClient.Path(subscriptions["Legacy Hosting"]));
        Assert.Equal((204, ""), ((int)empty.StatusCode, await empty.Content.ReadAsStringAsync()));
        Assert.Equal(404, (int)(await client.PostAsync(body, path: CostClient.Path(Guid.NewGuid().ToString()))).StatusCode);
        client.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(401, (int)(await client.PostAsync(body, path: CostClient.Path(subscriptions["Payments Production"]))).StatusCode);
    }

    [Fact]
    public async Task Usage_comes_a_day_late_and_a_month_is_restated_in_the_five_days_after_it()
    {
        await using var client = await SimulatorClient.StartAsync(Options with { AsOf = new DateTimeOffset(2026, 10, 10, 6, 30, 0, TimeSpan.Zero) });
        var subscription = (await client.SubscriptionsAsync())["Retail Production"];
        var days = await client.CostsAsync(subscription, CostClient.Body("2026-10-01", "2026-10-31", "Daily"));
        Assert.Equal(20261009L, days.Max(r => (long)r[1]!));

        var body = CostClient.Body("2026-10-01", "2026-10-31");
        client.Host.MoveTo(new DateTimeOffset(2026, 11, 2, 1, 0, 0, TimeSpan.Zero));
        var early = await client.CostsAsync(subscription, body);
        client.Host.MoveTo(new DateTimeOffset(2026, 11, 6, 0, 0, 0, TimeSpan.Zero));
        var final = await client.CostsAsync(subscription, body);
        client.Host.MoveTo(Now);
        Assert.Equal(final.Select(r => r.ToJsonString()), (await client.CostsAsync(subscription, body)).Select(r => r.ToJsonString()));
        var restated = early.Zip(final).Where(p => p.First.Amount() != p.Second.Amount()).ToList();
        Assert.NotEmpty(restated);
        Assert.True(restated.Count < final.Count / 2);
        Assert.All(restated, p => Assert.InRange(p.First.Amount() / p.Second.Amount(), 0.975m, 1.025m));
    }

    [Fact]
    public async Task Query_units_run_out_on_a_clock_of_their_own_and_are_told_by_the_services_own_headers()
    {
        var time = new StoppedTime();
        await using var client = await SimulatorClient.StartAsync(Options with { CostQuota = 12, TimeProvider = time });
        var path = CostClient.Path((await client.SubscriptionsAsync())["Payments Production"]);
        var five = CostClient.Body("2026-06-01", "2026-10-31");

        var first = await client.PostAsync(five, path: path);
        Assert.Equal("5", Header(first, "x-ms-ratelimit-microsoft.costmanagement-qpu-consumed"));
        Assert.Equal("QueriesPerHour:595,QueriesPerMin:55,QueriesPer10Sec:7", Header(first, "x-ms-ratelimit-microsoft.costmanagement-qpu-remaining"));
        time.Advance(TimeSpan.FromSeconds(4));
        await client.PostAsync(five, path: path);
        var refused = await client.PostAsync(five, path: path);
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal("6", Header(refused, "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after"));
        Assert.Null(refused.Headers.RetryAfter);
        Assert.Equal("""{"code":"429","message":"Too many requests. Please retry."}""", (await SimulatorClient.JsonAsync(refused))["error"]!.ToJsonString());

        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(200, (int)(await client.PostAsync(five, path: path)).StatusCode);
        Assert.Equal(429, (int)(await client.PostAsync(five, path: path)).StatusCode);
        client.Host.MoveTo(Now.AddDays(1));
        Assert.Equal(200, (int)(await client.PostAsync(five, path: path)).StatusCode);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"type":"Other","timeframe":"MonthToDate","dataset":{}}""")]
    [InlineData("""{"type":"Usage","timeframe":"Custom","dataset":{"aggregation":{"a":{"name":"Cost","function":"Sum"}}}}""")]
    [InlineData("""{"type":"Usage","timeframe":"MonthToDate","dataset":{}}""")]
    [InlineData("""{"type":"Usage","timeframe":"MonthToDate","dataset":{"granularity":"Hourly","aggregation":{"a":{"name":"Cost","function":"Sum"}}}}""")]
    [InlineData("""{"type":"Usage","timeframe":"MonthToDate","dataset":{"aggregation":{"a":{"name":"Cost","function":"Sum"}},"grouping":[{"type":"Dimension","name":"Colour"}]}}""")]
    [InlineData("""{"type":"Usage","timeframe":"MonthToDate","dataset":{"aggregation":{"a":{"name":"Cost","function":"Sum"}},"filter":{"dimensions":{"name":"ResourceType","operator":"Is","values":[]}}}}""")]
    public async Task What_is_no_query_is_refused(string body)
    {
        await using var client = await SimulatorClient.StartAsync(Options with { Apps = 20 });
        var answer = await client.PostAsync(body, path: CostClient.Path((await client.SubscriptionsAsync())["Payments Production"]));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("BadRequest", (string)(await SimulatorClient.JsonAsync(answer))["error"]!["code"]!);
    }

    [Fact]
    public async Task A_given_estate_costs_its_list_prices()
    {
        const string Sub = "11111111-2222-3333-4444-555555555555";
        const string Plans = $"/subscriptions/{Sub}/resourceGroups/Rg/providers/Microsoft.Web/serverfarms";
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $$"""
            [{"id":"{{Plans}}/Linux","type":"microsoft.web/serverfarms","kind":"linux","location":"eastus","sku":{"name":"P1v3","capacity":2},"properties":{"reserved":true} },
             {"id":"{{Plans}}/Shared","type":"microsoft.web/serverfarms","kind":"app","location":"East US","sku":{"name":"D1","capacity":0},"properties":{} },
             {"id":"{{Plans}}/Odd","type":"microsoft.web/serverfarms","kind":"app","location":"eastus","sku":{"name":"X9","capacity":1},"properties":{} },
             {"id":"/subscriptions/{{Sub}}/resourceGroups/Rg/providers/Microsoft.Web/sites/a","type":"microsoft.web/sites","properties":{"serverFarmId":"{{Plans}}/SHARED"} }]
            """);
        try
        {
            await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { EstateFile = file, AsOf = Now });
            var rows = await client.CostsAsync(Sub, CostClient.Body("2026-09-01", "2026-09-30"));
            Assert.Equal(
                [($"{Plans}/linux".ToLowerInvariant(), 0.155m * 2 * 720, "USD"), ($"{Plans}/shared".ToLowerInvariant(), 0.013m * 720, "USD")],
                rows.Select(r => ((string)r[2]!, r.Amount(), (string)r[3]!)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Faults_strike_costs_as_they_strike_the_rest()
    {
        await using var client = await SimulatorClient.StartAsync(Options with { CostPageSize = 3 });
        var subscription = (await client.SubscriptionsAsync())["Payments Production"];
        var body = CostClient.Body("2026-09-01", "2026-10-31");
        Task<HttpResponseMessage> Ask() => client.PostAsync(body, path: CostClient.Path(subscription));

        client.Host.SetFaults(new ThrottleFault(null, 7));
        var throttled = await Ask();
        Assert.Equal((429, "7"), ((int)throttled.StatusCode, Header(throttled, "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after")));
        Assert.Equal("429", (string)(await SimulatorClient.JsonAsync(throttled))["error"]!["code"]!);

        client.Host.SetFaults(new MalformedRowsFault(2));
        var malformed = (await SimulatorClient.JsonAsync(await Ask()))["properties"]!["rows"]!.AsArray();
        Assert.Equal(42, (int)malformed[0]!);
        Assert.Null(malformed[1]);
        Assert.IsType<JsonArray>(malformed[2]);

        client.Host.SetFaults(new ForeignNextLinkFault(new Uri("https://elsewhere.example")));
        Assert.StartsWith("https://elsewhere.example/", (string)(await SimulatorClient.JsonAsync(await Ask()))["properties"]!["nextLink"]!, StringComparison.Ordinal);

        client.Host.SetFaults(new ReaderLostFault(subscription));
        Assert.Equal(403, (int)(await Ask()).StatusCode);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    private static IEnumerable<Bag> Items(Bag bag, string key) => ((object?[])bag[key]!).Cast<Bag>();

    private static string SubscriptionOf(Bag cost) => ((string)cost["planId"]!).Split('/')[2];
}
