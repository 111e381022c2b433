using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.Billing;

/// <summary>Asks a simulator for costs.</summary>
internal static class CostClient
{
    public static string Path(string subscription) => $"/subscriptions/{subscription}/providers/Microsoft.CostManagement/query?api-version=2025-03-01";

    public static string Body(string from, string to, string granularity = "Monthly", string cost = "Cost", string grouping = "ResourceId", string type = "AmortizedCost") => $$"""
        {"type":"{{type}}","timeframe":"Custom","timePeriod":{"from":"{{from}}T00:00:00+00:00","to":"{{to}}T23:59:59+00:00"},
        "dataset":{"granularity":"{{granularity}}","aggregation":{"totalCost":{"name":"{{cost}}","function":"Sum"} },
        "grouping":[{"type":"Dimension","name":"{{grouping}}"}],
        "filter":{"dimensions":{"name":"ResourceType","operator":"In","values":["microsoft.web/serverfarms"]} } } }
        """;

    /// <summary>The ids of the subscriptions by name.</summary>
    public static async Task<Dictionary<string, string>> SubscriptionsAsync(this SimulatorClient client) =>
        (await client.GetAsync("/subscriptions?api-version=2022-12-01"))["value"]!.AsArray().ToDictionary(s => (string)s!["displayName"]!, s => (string)s!["subscriptionId"]!);

    /// <summary>The rows of all pages, as texts of their cells.</summary>
    public static async Task<List<JsonArray>> CostsAsync(this SimulatorClient client, string subscription, string body)
    {
        var rows = new List<JsonArray>();
        for (var next = Path(subscription); next is not null;)
        {
            var response = await client.PostAsync(body, path: next);
            Assert.Equal(200, (int)response.StatusCode);
            var properties = (await SimulatorClient.JsonAsync(response))["properties"]!;
            rows.AddRange(properties["rows"]!.AsArray().Select(r => r!.AsArray()));
            next = (string?)properties["nextLink"] is { } link ? new Uri(link).PathAndQuery : null;
        }

        return rows;
    }

    public static decimal Amount(this JsonArray row) => (decimal)row[0]!;

    public static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
