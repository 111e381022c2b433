using System.Globalization;
using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Tests.Http;

/// <summary>Changes and lost subscriptions as a client sees them.</summary>
public class ChangesTests
{
    private const string Web = "api-version=2025-05-01";

    private const string Query = """
        resourcechanges | extend at = todatetime(properties.changeAttributes.timestamp) | where at >= datetime(FROM)
        | where tostring(properties.targetResourceType) in~ ('microsoft.web/sites','microsoft.web/sites/slots','microsoft.web/serverfarms')
        | project id, targetId = tostring(properties.targetResourceId), targetType = tostring(properties.targetResourceType), changeType = tostring(properties.changeType),
            at = tostring(properties.changeAttributes.timestamp), changedBy = tostring(properties.changeAttributes.changedBy),
            changedByType = tostring(properties.changeAttributes.changedByType), clientType = tostring(properties.changeAttributes.clientType),
            operation = tostring(properties.changeAttributes.operation), changes = properties.changes
        | order by id asc
        """;

    [Fact]
    public async Task The_changes_of_a_day_are_read_page_by_page()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { AsOf = SimulatorClient.YearEnd, Quota = 1000 });
        var from = SimulatorClient.YearEnd.AddDays(-7);
        var rows = await client.AllAsync(Query.Replace("FROM", from.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal), top: 10);
        Assert.True(rows.Count > 10);
        Assert.All(rows, r => Assert.True(DateTimeOffset.Parse((string)r["at"]!, CultureInfo.InvariantCulture) >= from));
        Assert.Equal(rows.Count, rows.Select(r => (string)r["id"]!).Distinct().Count());
        Assert.All(rows.Where(r => (string)r["changeType"]! == "Update"), r => Assert.NotEmpty(r["changes"]!.AsObject()));
        var modes = await client.AllAsync("resourcechanges | extend c = properties.changes | where isnotnull(c['properties.clientCertMode']) | project id, now = tostring(c['properties.clientCertMode'].newValue) | order by id asc");
        Assert.All(modes, m => Assert.Contains((string)m["now"]!, new[] { "", "Required", "Optional", "OptionalInteractiveUser" }));
        Assert.NotEmpty(modes);
    }

    [Fact]
    public async Task A_subscription_that_the_caller_loses_vanishes_and_comes_back()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { AsOf = SimulatorClient.YearEnd, Quota = 100_000 });
        var id = (await SubscriptionsAsync(client))["IoT Production"];
        var site = (string)(await client.QueryAsync($"resources | where subscriptionId == '{id}' and type == 'microsoft.web/sites' | order by id asc | take 1"))["data"]![0]!["id"]!;
        var lost = new List<DateTimeOffset>();
        for (var at = SimulatorClient.YearEnd.AddDays(-150); at <= SimulatorClient.YearEnd; at = at.AddDays(1))
        {
            client.Host.MoveTo(at);
            if (!(await SubscriptionsAsync(client)).ContainsKey("IoT Production"))
            {
                lost.Add(at);
            }
        }

        Assert.InRange(lost.Count, 8, 10);
        Assert.Equal(lost.Count - 1, (lost[^1] - lost[0]).Days);
        Assert.True(lost[^1] < SimulatorClient.YearEnd.AddDays(-20));

        client.Host.MoveTo(lost[^1]);
        foreach (var table in new[] { "resources", "resourcecontainers", "appserviceresources", "resourcechanges" })
        {
            Assert.Equal(0, (int)(await client.QueryAsync($"{table} | where subscriptionId == '{id}' | count"))["data"]![0]!["Count"]!);
        }

        var denied = await client.QueryResponseAsync("resources | count", more: new JsonObject { ["subscriptions"] = new JsonArray(id) });
        Assert.Equal(403, (int)denied.StatusCode);
        foreach (var path in new[] { $"{site}?{Web}", $"/subscriptions/{id}/providers/Microsoft.Web/sites?{Web}", $"/subscriptions/{id}?api-version=2022-12-01" })
        {
            await FailsAsync(client, path, 403, "AuthorizationFailed");
        }

        client.Host.MoveTo(lost[^1].AddDays(1));
        Assert.True((int)(await client.QueryAsync($"resourcechanges | where subscriptionId == '{id}' | count"))["data"]![0]!["Count"]! > 0);
    }

    [Fact]
    public async Task Subscriptions_arrive_and_are_cancelled()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { AsOf = SimulatorClient.YearEnd.AddDays(-200), Quota = 1000 });
        var early = await SubscriptionsAsync(client);
        client.Host.MoveTo(SimulatorClient.YearEnd);
        var late = await SubscriptionsAsync(client);
        Assert.Equal(["Acquired Startup"], late.Keys.Except(early.Keys));
        Assert.Equal(["Legacy Hosting"], early.Keys.Except(late.Keys));
        await FailsAsync(client, $"/subscriptions/{early["Legacy Hosting"]}/providers/Microsoft.Web/sites?{Web}", 404, "SubscriptionNotFound");
        Assert.True((int)(await client.QueryAsync($"resources | where subscriptionId == '{late["Acquired Startup"]}' | count"))["data"]![0]!["Count"]! > 5);
    }

    private static async Task<Dictionary<string, string>> SubscriptionsAsync(SimulatorClient client) =>
        (await client.GetAsync("/subscriptions?api-version=2022-12-01"))["value"]!.AsArray().ToDictionary(s => (string)s!["displayName"]!, s => (string)s!["subscriptionId"]!);

    private static async Task FailsAsync(SimulatorClient client, string path, int status, string code)
    {
        var response = await client.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((status, code), ((int)response.StatusCode, (string)(await SimulatorClient.JsonAsync(response))["error"]!["code"]!));
    }
}
