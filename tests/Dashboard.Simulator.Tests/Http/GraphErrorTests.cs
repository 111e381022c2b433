using System.Globalization;
using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Tests.Http;

public class GraphErrorTests
{
    [Fact]
    public async Task A_bad_query_gets_the_services_own_body()
    {
        await using var client = await SimulatorClient.StartAsync();
        var response = await client.QueryResponseAsync("resources | where name == ");
        var error = (await SimulatorClient.JsonAsync(response))["error"]!;
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("BadRequest", (string)error["code"]!);
        Assert.StartsWith("Please provide below info when asking for support: timestamp = 2026-12-01T00:00:00.0000000Z, correlationId = ", (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal("InvalidQuery", (string)error["details"]![0]!["code"]!);
        Assert.Equal("""{"code":"ParserFailure","message":"ParserFailure","line":1,"characterPositionInLine":26,"token":"\u003CEOF\u003E"}""",
            error["details"]![1]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"query":"nosuch | count"}""", 400, "DisallowedLogicalTableName")]
    [InlineData("""{"query":"resources | where nosuch == 1"}""", 400, "SemanticError")]
    [InlineData("""{"options":{}}""", 400, "QueryRequired")]
    [InlineData("""{"query":""}""", 400, "QueryRequired")]
    [InlineData("""{"query":"resources","options":{"$top":0}}""", 400, "InvalidOptions")]
    [InlineData("""{"query":"resources","options":{"resultFormat":"xml"}}""", 400, "InvalidOptions")]
    [InlineData("""{"query":"resources","subscriptions":["a"],"managementGroups":["b"]}""", 400, "InvalidScopes")]
    [InlineData("{", 400, "InvalidRequestContent")]
    public async Task Bad_requests_are_refused(string body, int status, string detail)
    {
        await using var client = await SimulatorClient.StartAsync();
        var response = await client.PostAsync(body);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(detail, (await SimulatorClient.JsonAsync(response))["error"]!["details"]!.AsArray().Select(d => (string)d!["code"]!));
    }

    [Fact]
    public async Task Another_content_type_fails_the_service()
    {
        await using var client = await SimulatorClient.StartAsync();
        Assert.Equal(500, (int)(await client.PostAsync("""{"query":"resources"}""", "text/plain")).StatusCode);
    }

    [Theory]
    [InlineData("/providers/Microsoft.ResourceGraph/resources", 400, "MissingApiVersionParameter")]
    [InlineData("/providers/Microsoft.ResourceGraph/resources?api-version=2001-01-01", 400, "InvalidApiVersionParameter")]
    [InlineData("/providers/microsoft.resourcegraph/RESOURCES?api-version=2021-06-01-preview", 200, null)]
    public async Task Api_versions_are_checked(string path, int status, string? code)
    {
        await using var client = await SimulatorClient.StartAsync();
        var response = await client.PostAsync("""{"query":"resources | count"}""", path: path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (string?)(await SimulatorClient.JsonAsync(response))["error"]?["code"]);
    }

    [Fact]
    public async Task The_quota_runs_out_and_a_new_day_restores_it()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 20, AsOf = SimulatorClient.YearEnd, TimeProvider = new StoppedTime() });
        for (var left = 14; left >= 0; left--)
        {
            var ok = await client.QueryResponseAsync("resources | count");
            Assert.Equal(left.ToString(CultureInfo.InvariantCulture), Header(ok, "x-ms-user-quota-remaining"));
            Assert.Equal("00:00:05", Header(ok, "x-ms-user-quota-resets-after"));
        }

        var refused = await client.QueryResponseAsync("resources | count");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal("2", Header(refused, "Retry-After"));
        Assert.Equal("0", Header(refused, "x-ms-user-quota-remaining"));
        Assert.Equal("00:00:05", Header(refused, "x-ms-user-quota-resets-after"));
        Assert.Equal("RateLimiting", (string)(await SimulatorClient.JsonAsync(refused))["error"]!["details"]![0]!["code"]!);

        client.Host.MoveTo(SimulatorClient.YearEnd.AddHours(1));
        Assert.Equal(429, (int)(await client.QueryResponseAsync("resources | count")).StatusCode);
        client.Host.MoveTo(SimulatorClient.YearEnd.AddDays(1));
        Assert.Equal(200, (int)(await client.QueryResponseAsync("resources | count")).StatusCode);
    }

    [Fact]
    public async Task The_quota_slides_with_real_time_and_counts_callers_apart()
    {
        var time = new StoppedTime();
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 20, Quota = 2, AsOf = SimulatorClient.YearEnd, TimeProvider = time });
        await client.QueryAsync("resources | count");
        await client.QueryAsync("resources | count");
        Assert.Equal(429, (int)(await client.QueryResponseAsync("resources | count")).StatusCode);

        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", "another");
        Assert.Equal(200, (int)(await client.QueryResponseAsync("resources | count")).StatusCode);

        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", "dummy");
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (int)(await client.QueryResponseAsync("resources | count")).StatusCode);
    }

    [Fact]
    public async Task Without_a_token_the_answer_is_401()
    {
        await using var client = await SimulatorClient.StartAsync();
        client.Http.DefaultRequestHeaders.Authorization = null;
        var response = await client.QueryResponseAsync("resources | count", new JsonObject());
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Contains("authorization_uri=", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("AuthenticationFailed", (string)(await SimulatorClient.JsonAsync(response))["error"]!["code"]!);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
