using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Tests.Http;

public class GraphPagingTests
{
    private const string Ordered = "resources | order by id asc | project id";

    [Fact]
    public async Task Pages_by_token_cover_every_row_once()
    {
        await using var client = await SimulatorClient.StartAsync();
        var whole = await client.QueryAsync(Ordered);
        var paged = await client.AllAsync(Ordered, top: 7);
        Assert.Equal((int)whole["totalRecords"]!, paged.Count);
        Assert.Equal(
            whole["data"]!.AsArray().Select(r => (string)r!["id"]!),
            paged.Select(r => (string)r["id"]!));
    }

    [Fact]
    public async Task A_page_that_goes_on_has_a_token_and_is_not_truncated()
    {
        await using var client = await SimulatorClient.StartAsync();
        var page = await client.QueryAsync(Ordered, new JsonObject { ["$top"] = 3, ["$skip"] = 2 });
        Assert.Equal(["totalRecords", "count", "data", "facets", "resultTruncated", "$skipToken"], page.Select(p => p.Key));
        Assert.Equal(3, (int)page["count"]!);
        Assert.Equal("false", page["resultTruncated"]!.GetValue<string>());
        var all = await client.QueryAsync(Ordered);
        Assert.Equal((string)all["data"]![2]!["id"]!, (string)page["data"]![0]!["id"]!);
    }

    [Fact]
    public async Task The_last_page_has_no_token()
    {
        await using var client = await SimulatorClient.StartAsync();
        Assert.False((await client.QueryAsync(Ordered)).ContainsKey("$skipToken"));
    }

    [Fact]
    public async Task A_top_over_a_thousand_is_capped()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 1500, AsOf = SimulatorClient.YearEnd });
        var page = await client.QueryAsync(Ordered, new JsonObject { ["$top"] = 5000 });
        Assert.Equal(1000, (int)page["count"]!);
        Assert.True(page.ContainsKey("$skipToken"));
    }

    [Theory]
    [InlineData("resources | order by id asc | project name")]
    [InlineData("resources | project id")]
    public async Task A_token_of_another_query_is_refused(string other)
    {
        await using var client = await SimulatorClient.StartAsync();
        var token = (string)(await client.QueryAsync(Ordered, new JsonObject { ["$top"] = 1 }))["$skipToken"]!;
        var response = await client.QueryResponseAsync(other, new JsonObject { ["$skipToken"] = token });
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(400, (int)(await client.QueryResponseAsync(Ordered, new JsonObject { ["$skipToken"] = "made-up" })).StatusCode);
    }

    [Fact]
    public async Task A_token_of_other_scopes_is_refused()
    {
        await using var client = await SimulatorClient.StartAsync();
        var token = (string)(await client.QueryAsync(Ordered, new JsonObject { ["$top"] = 1 }))["$skipToken"]!;
        var subscription = (string)(await client.GetAsync("/subscriptions?api-version=2022-12-01"))["value"]![0]!["subscriptionId"]!;
        var response = await client.QueryResponseAsync(
            Ordered, new JsonObject { ["$skipToken"] = token }, new JsonObject { ["subscriptions"] = new JsonArray(subscription) });
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("resources | take 50 | project id")]
    [InlineData("resources | limit 2 | project id")]
    [InlineData("resources | project properties, tags")]
    public async Task What_cannot_be_paged_is_truncated(string query)
    {
        await using var client = await SimulatorClient.StartAsync();
        var page = await client.QueryAsync(query, new JsonObject { ["$top"] = 5 });
        Assert.Equal("true", (string)page["resultTruncated"]!);
        Assert.False(page.ContainsKey("$skipToken"));
    }

    [Fact]
    public async Task Without_an_order_each_request_has_its_own()
    {
        await using var client = await SimulatorClient.StartAsync();
        var first = await client.QueryAsync("resources | project id");
        var second = await client.QueryAsync("resources | project id");
        Assert.NotEqual(first["data"]!.ToJsonString(), second["data"]!.ToJsonString());
        var rows = (await client.AllAsync("resources | project id", top: 20)).Select(r => (string)r["id"]!).ToList();
        Assert.True(rows.Distinct().Count() < rows.Count, "pages without an order repeat and miss rows");
    }
}
