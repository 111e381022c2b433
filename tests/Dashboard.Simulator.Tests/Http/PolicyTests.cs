using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Tests.Http;

/// <summary>Things of Azure Policy: what shows of them hangs on where they are and on what is asked for.</summary>
public class PolicyTests
{
    private const string Exemptions = "policyresources | where type =~ 'microsoft.authorization/policyexemptions' | project id, properties | order by id asc";

    [Theory]
    [InlineData(null, false, true, true)]
    [InlineData("AtScopeAndBelow", false, true, true)]
    [InlineData("AtScopeAndAbove", true, true, false)]
    [InlineData("AtScopeExact", false, true, false)]
    [InlineData("atscopeaboveandbelow", true, true, true)]
    public async Task The_filter_decides_what_shows_beside_the_scope_itself(string? filter, bool above, bool at, bool below)
    {
        await using var client = await SimulatorClient.StartAsync();
        var ids = await IdsAsync(client, filter);
        Assert.Equal(above, ids.Any(id => id.StartsWith("/providers/Microsoft.Management/managementGroups/mg-finance/", StringComparison.Ordinal)));
        Assert.Equal(at, ids.Any(id => id.Split('/').Length == 7 && id.StartsWith("/subscriptions/", StringComparison.Ordinal)));
        Assert.Equal(below, ids.Any(id => id.Contains("/resourceGroups/", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task An_unknown_filter_is_refused()
    {
        await using var client = await SimulatorClient.StartAsync();
        var response = await client.QueryResponseAsync(Exemptions, new JsonObject { ["authorizationScopeFilter"] = "Everywhere" });
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task What_is_above_shows_only_to_subscriptions_below_it()
    {
        await using var client = await SimulatorClient.StartAsync();
        var finance = await SubscriptionsOfAsync(client, "mg-finance");
        var others = (await SubscriptionsOfAsync(client, "mg-contoso")).Except(finance).ToList();
        Assert.NotEmpty(await AboveAsync(finance));
        Assert.Empty(await AboveAsync(others));

        async Task<List<string>> AboveAsync(List<string> subscriptions)
        {
            var more = new JsonObject { ["subscriptions"] = new JsonArray([.. subscriptions.Select(s => (JsonNode)s)]) };
            var page = await client.QueryAsync(Exemptions, new JsonObject { ["authorizationScopeFilter"] = "AtScopeAndAbove" }, more);
            return [.. page["data"]!.AsArray().Select(r => (string)r!["id"]!).Where(id => id.Contains("mg-finance", StringComparison.Ordinal))];
        }
    }

    [Fact]
    public async Task The_estate_has_what_an_auditor_looks_for()
    {
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 1000, AsOf = SimulatorClient.YearEnd, Quota = 1000 });
        var rows = await client.AllAsync(Exemptions);
        var all = rows.ConvertAll(r => r["properties"]!);
        var now = SimulatorClient.YearEnd;
        Assert.Contains(all, p => p["expiresOn"] is null);
        Assert.Contains(all, p => p["expiresOn"] is { } expires && DateTimeOffset.Parse((string)expires!, null) < now);
        Assert.Contains(all, p => p["expiresOn"] is { } expires && DateTimeOffset.Parse((string)expires!, null) > now);
        Assert.Contains(all, p => (string)p["exemptionCategory"]! == "waiver");
        Assert.Contains(all, p => ((string)p["displayName"]!).Contains("<script>", StringComparison.Ordinal));
        Assert.Contains(all, p => p["resourceSelectors"] is JsonArray { Count: > 0 });
        Assert.Contains(rows, r => ((string)r["id"]!).Contains("/vaults/", StringComparison.Ordinal));
        Assert.All(rows, r => Assert.Contains("/providers/Microsoft.Authorization/policyExemptions/", (string)r["id"]!, StringComparison.Ordinal));
    }

    private static async Task<List<string>> IdsAsync(SimulatorClient client, string? filter)
    {
        var subscriptions = await SubscriptionsOfAsync(client, "mg-contoso");
        var options = filter is null ? new JsonObject() : new JsonObject { ["authorizationScopeFilter"] = filter };
        var page = await client.QueryAsync(Exemptions, options, new JsonObject { ["subscriptions"] = new JsonArray([.. subscriptions.Select(s => (JsonNode)s)]) });
        return [.. page["data"]!.AsArray().Select(r => (string)r!["id"]!)];
    }

    private static async Task<List<string>> SubscriptionsOfAsync(SimulatorClient client, string group)
    {
        const string Query = "resourcecontainers | where type == 'microsoft.resources/subscriptions' | project subscriptionId, id | order by id asc";
        var page = await client.QueryAsync(Query, more: new JsonObject { ["managementGroups"] = new JsonArray(group) });
        return [.. page["data"]!.AsArray().Select(r => (string)r!["subscriptionId"]!)];
    }
}
