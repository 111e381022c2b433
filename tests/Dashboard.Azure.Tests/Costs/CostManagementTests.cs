using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Costs;

namespace Dashboard.Azure.Tests.Costs;

public sealed class CostManagementTests
{
    [Fact]
    public async Task Monthly_amortised_costs_by_plan_are_asked_for_and_read()
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(
            CostAnswer.Monthly, null, CostAnswer.Row("113.15", "2026-07", "plan-a"), CostAnswer.Row("-2.5", "2026-08", "plan-a"), CostAnswer.Row("1.2E-05", "2026-09", "plan-b")));
        using var world = new AzureWorld(azure.Address);

        var costs = await world.ReadCostsAsync();

        Assert.Equal(
            [
                new PlanCost(CostAnswer.PlanId("plan-a"), new CostMonth(2026, 7), 113.15m, "EUR"),
                new PlanCost(CostAnswer.PlanId("plan-a"), new CostMonth(2026, 8), -2.5m, "EUR"),
                new PlanCost(CostAnswer.PlanId("plan-b"), new CostMonth(2026, 9), 0.000012m, "EUR"),
            ],
            costs);
        Assert.True(world.Log.Complete, world.Problem);
        var request = Assert.Single(azure.Requests);
        Assert.Equal(("POST", $"/subscriptions/{Canned.Subscription}/providers/Microsoft.CostManagement/query?api-version=2025-03-01"), (request.Method, request.Path));
        var body = request.Json;
        Assert.Equal("AmortizedCost", body.GetProperty("type").GetString());
        Assert.Equal("Custom", body.GetProperty("timeframe").GetString());
        Assert.Equal("2026-07-01T00:00:00+00:00", body.GetProperty("timePeriod").GetProperty("from").GetString());
        Assert.Equal("2026-09-30T23:59:59+00:00", body.GetProperty("timePeriod").GetProperty("to").GetString());
        Assert.Equal(
            """{"granularity":"Monthly","aggregation":{"totalCost":{"name":"Cost","function":"Sum"}},"grouping":[{"type":"Dimension","name":"ResourceId"}],"filter":{"dimensions":{"name":"ResourceType","operator":"In","values":["microsoft.web/serverfarms"]}}}""",
            body.GetProperty("dataset").GetRawText());
    }

    [Fact]
    public async Task Columns_are_found_by_name_in_whatever_order_and_spelling()
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(
            """{"name":"Currency","type":"String"},{"name":"ResourceId","type":"String"},{"name":"Extra","type":"String"},{"name":"UsageDate","type":"Number"},{"name":"PreTaxCost","type":"Number"}""",
            null,
            $"""["eur","{CostAnswer.PlanId("Plan-A").ToUpperInvariant()}","x",20260901,1.5]""",
            $"""["EUR","{CostAnswer.PlanId("plan-a")}","x",20260930,2]"""));
        using var world = new AzureWorld(azure.Address);

        var month = new CostMonth(2026, 9);
        Assert.Equal(
            [new PlanCost(CostAnswer.PlanId("plan-a"), month, 1.5m, "EUR"), new PlanCost(CostAnswer.PlanId("plan-a"), month, 2m, "EUR")],
            await world.ReadCostsAsync());
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Fact]
    public async Task Two_currencies_in_one_answer_stay_apart()
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(
            CostAnswer.Monthly, null, CostAnswer.Row("10", "2026-07", "plan-a"), CostAnswer.Row("11", "2026-07", "plan-a", "USD")));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal([(10m, "EUR"), (11m, "USD")], (await world.ReadCostsAsync()).Select(c => (c.Amount, c.Currency)));
    }

    [Fact]
    public async Task A_next_page_is_asked_for_by_POST_with_the_same_body()
    {
        FakeAzure? azure = null;
        azure = await FakeAzure.StartAsync(request => request.Path.Contains("skiptoken", StringComparison.Ordinal)
            ? CostAnswer.Page(CostAnswer.Monthly, null, CostAnswer.Row("2", "2026-08", "plan-b"))
            : CostAnswer.Page(CostAnswer.Monthly, $"{azure!.Address}subscriptions/{Canned.Subscription}/providers/Microsoft.CostManagement/query?api-version=2025-03-01&$skiptoken=AQAAAA%3D%3D", CostAnswer.Row("1", "2026-07", "plan-a")));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal([1m, 2m], (await world.ReadCostsAsync()).Select(c => c.Amount));

        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal(["POST", "POST"], azure.Requests.Select(r => r.Method));
        Assert.Equal(azure.Requests.First().Body, azure.Requests.Last().Body);
        Assert.Equal(2, world.Log.Pages);
        await azure.DisposeAsync();
    }

    [Theory]
    [InlineData("https://management.azure.com.evil.example/x", "on another host")]
    [InlineData("/relative", "on another host")]
    [InlineData(null, "in a circle")]
    public async Task A_next_page_elsewhere_is_not_asked_and_half_a_sum_is_not_handed_over(string? link, string problem)
    {
        FakeAzure? azure = null;
        azure = await FakeAzure.StartAsync(request => CostAnswer.Page(
            CostAnswer.Monthly, link ?? $"{azure!.Address}{request.Path[1..]}", CostAnswer.Row("1", "2026-07", "plan-a")));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadCostsAsync());

        Assert.Contains(problem, world.Log.ScopeProblems[Canned.Subscription], StringComparison.Ordinal);
        Assert.Single(azure.Requests);
        await azure.DisposeAsync();
    }

    [Fact]
    public async Task No_content_is_nothing_known_and_not_a_zero()
    {
        await using var azure = await FakeAzure.StartAsync(_ => new FakeAnswer(204, ""));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadCostsAsync());
        Assert.True(world.Log.Complete, world.Problem);
        Assert.Equal([new CostMonth(2026, 7), new(2026, 8), new(2026, 9)], world.Log.MonthsWithoutData.Order());
        Assert.Single(azure.Requests);
    }

    [Fact]
    public async Task No_content_in_place_of_a_next_page_is_half_an_answer()
    {
        FakeAzure? azure = null;
        azure = await FakeAzure.StartAsync(request => request.Path.Contains("skiptoken", StringComparison.Ordinal)
            ? new FakeAnswer(204, "")
            : CostAnswer.Page(CostAnswer.Monthly, $"{azure!.Address}{request.Path[1..]}&$skiptoken=A", CostAnswer.Row("1", "2026-07", "plan-a")));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadCostsAsync());

        Assert.Contains("no content", world.Log.ScopeProblems[Canned.Subscription], StringComparison.Ordinal);
        Assert.Empty(world.Log.MonthsWithoutData);
        Assert.Equal(2, azure.Requests.Count);
        await azure.DisposeAsync();
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Costs_that_may_not_be_read_name_the_role_and_nothing_of_the_answer(int status)
    {
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Error(status, "RBACAccessDenied"));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadCostsAsync());

        var problem = world.Log.ScopeProblems[Canned.Subscription];
        Assert.Contains("Cost Management Reader", problem, StringComparison.Ordinal);
        Assert.Contains("RBACAccessDenied", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after")]
    [InlineData("x-ms-ratelimit-microsoft.costmanagement-entity-retry-after")]
    [InlineData("x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after")]
    [InlineData("x-ms-ratelimit-microsoft.costmanagement-client-retry-after")]
    [InlineData("x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after")]
    [InlineData("x-ms-ratelimit-microsoft.consumption-retry-after")]
    public async Task Throttling_with_only_its_own_headers_is_waited_for(string header)
    {
        await using var azure = await FakeAzure.InTurnAsync(
            CostAnswer.Throttled(header, 17), CostAnswer.Page(CostAnswer.Monthly, null, CostAnswer.Row("1", "2026-07", "plan-a")));
        using var world = new AzureWorld(azure.Address);

        Assert.Single(await world.ReadCostsAsync());
        Assert.Equal([TimeSpan.FromSeconds(17)], world.Clock.Waits);
        Assert.Equal(17_000, world.Log.Outcome().WaitedMilliseconds);
    }

    [Fact]
    public async Task Of_several_waits_the_longest_counts()
    {
        await using var azure = await FakeAzure.InTurnAsync(
            CostAnswer.Throttled("x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after", 9)
                .With("x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after", "31").With("Retry-After", "2"),
            CostAnswer.Page(CostAnswer.Monthly, null));
        using var world = new AzureWorld(azure.Address);

        await world.ReadCostsAsync();
        Assert.Equal([TimeSpan.FromSeconds(31)], world.Clock.Waits);
    }

    [Fact]
    public async Task A_throttle_beyond_the_deadline_ends_with_a_problem()
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Throttled("x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after", 3600));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadCostsAsync());
        Assert.Contains("429", world.Log.ScopeProblems[Canned.Subscription], StringComparison.Ordinal);
        Assert.Empty(world.Clock.Waits);
    }

    [Fact]
    public async Task It_waits_before_the_wall_of_query_units()
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(CostAnswer.Monthly, null)
            .With("x-ms-ratelimit-microsoft.costmanagement-qpu-remaining", "QueriesPerHour:597,QueriesPerMin:57,QueriesPer10Sec:2"));
        using var world = new AzureWorld(azure.Address);

        await world.ReadCostsAsync("2026-08", "2026-09");
        await world.ReadCostsAsync("2026-08", "2026-09");
        Assert.Empty(world.Clock.Waits);
        await world.ReadCostsAsync("2026-07", "2026-09");
        Assert.Equal([TimeSpan.FromSeconds(10)], world.Clock.Waits);
    }

    [Fact]
    public async Task An_hour_that_is_used_up_is_left_to_a_later_run()
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(CostAnswer.Monthly, null)
            .With("x-ms-ratelimit-microsoft.costmanagement-qpu-remaining", "QueriesPerHour:1,QueriesPerMin:60,QueriesPer10Sec:12"));
        using var world = new AzureWorld(azure.Address);

        await world.ReadCostsAsync();
        Assert.True(world.Log.Complete);
        await world.ReadCostsAsync();

        Assert.Contains("for this hour is used up", world.Log.ScopeProblems[Canned.Subscription], StringComparison.Ordinal);
        Assert.Empty(world.Clock.Waits);
        Assert.Single(azure.Requests);
    }

    [Fact]
    public async Task More_than_twelve_months_are_asked_for_in_parts()
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(CostAnswer.Monthly, null));
        using var world = new AzureWorld(azure.Address);

        await world.ReadCostsAsync("2025-01", "2026-02");

        Assert.Equal(
            [("2025-01-01T00:00:00+00:00", "2025-12-31T23:59:59+00:00"), ("2026-01-01T00:00:00+00:00", "2026-02-28T23:59:59+00:00")],
            azure.Requests.Select(r => r.Json.GetProperty("timePeriod")).Select(p => (p.GetProperty("from").GetString(), p.GetProperty("to").GetString())));
    }

    [Fact]
    public async Task Rows_of_others_are_counted_and_left_aside()
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(
            CostAnswer.Monthly, null,
            CostAnswer.Row("1", "2026-07", "plan-a"),
            CostAnswer.Row("1", "2020-01", "plan-b"),
            $"""[1,"2026-07-01T00:00:00","{CostAnswer.PlanId("x", "22222222-2222-2222-2222-222222222222")}","EUR"]""",
            """[1,"2026-07-01T00:00:00","","EUR"]"""));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal([1m], (await world.ReadCostsAsync()).Select(c => c.Amount));
        Assert.Equal((1, 3), (world.Log.Outcome().Rows, world.Log.Outcome().NotUnderstood));
        Assert.True(world.Log.Complete);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[1,2,3]")]
    [InlineData("""["1","2026-07-01T00:00:00","PLAN","EUR"]""")]
    [InlineData("""[1e300,"2026-07-01T00:00:00","PLAN","EUR"]""")]
    [InlineData("""[99999999999999999,"2026-07-01T00:00:00","PLAN","EUR"]""")]
    [InlineData("""[1,"2026-13-01T00:00:00","PLAN","EUR"]""")]
    [InlineData("""[1,"July 2026","PLAN","EUR"]""")]
    [InlineData("""[1,"2026-07-01T00:00:00","PLAN","Euro"]""")]
    [InlineData("""[1,"2026-07-01T00:00:00","\ud800","EUR"]""")]
    public async Task A_row_that_cannot_be_read_leaves_no_part_of_a_sum(string row)
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(
            CostAnswer.Monthly, null,
            CostAnswer.Row("1", "2026-07", "plan-a"), row.Replace("PLAN", CostAnswer.PlanId("plan-a"), StringComparison.Ordinal)));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadCostsAsync());
        Assert.Equal(1, world.Log.Outcome().NotUnderstood);
        Assert.False(world.Log.Complete);
        Assert.Contains("1 rows of the costs of App Service plans were not understood", Assert.Single(world.Log.ScopeProblems).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"Cost","type":"Number"},{"name":"ResourceId","type":"String"},{"name":"Currency","type":"String"}""")]
    [InlineData("""{"name":"Amount","type":"Number"},{"name":"BillingMonth","type":"Datetime"},{"name":"ResourceId","type":"String"},{"name":"Currency","type":"String"}""")]
    public async Task An_answer_without_a_column_is_a_problem(string columns)
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(columns, null));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadCostsAsync());
        Assert.Contains("not understood", world.Log.ScopeProblems[Canned.Subscription], StringComparison.Ordinal);
        Assert.Equal(2, azure.Requests.Count);
    }

    [Fact]
    public async Task A_cut_answer_is_asked_for_again()
    {
        var whole = CostAnswer.Page(CostAnswer.Monthly, null, CostAnswer.Row("1", "2026-07", "plan-a"));
        await using var azure = await FakeAzure.InTurnAsync(whole with { Body = whole.Body[..^200], MissingBytes = 200 }, whole);
        using var world = new AzureWorld(azure.Address);

        Assert.Single(await world.ReadCostsAsync());
        Assert.True(world.Log.Complete, world.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../providers/x")]
    [InlineData("a?b")]
    public async Task A_subscription_id_that_leads_elsewhere_is_not_asked(string subscription)
    {
        await using var azure = await FakeAzure.StartAsync(_ => CostAnswer.Page(CostAnswer.Monthly, null));
        using var world = new AzureWorld(azure.Address);

        Assert.Empty(await world.ReadCostsAsync(subscription: subscription));
        Assert.Empty(azure.Requests);
        Assert.False(world.Log.Complete);
    }
}
