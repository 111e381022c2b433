using System.Net;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Faults.Kinds;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.Faults;

/// <summary>Roles that are lost: silence in lists and queries, 403 where something is asked for by name.</summary>
public class RoleFaultTests
{
    private const string Query = "resources | where type =~ 'microsoft.web/sites' | order by id asc | project id, subscriptionId, resourceGroup";
    private const string Web = "api-version=2025-05-01";

    [Fact]
    public async Task Without_the_role_on_a_group_its_rows_vanish_and_its_resources_answer_403()
    {
        await using var client = await SimulatorClient.StartAsync();
        var all = await client.AllAsync(Query);
        var (subscription, group) = ((string)all[0]["subscriptionId"]!, (string)all[0]["resourceGroup"]!);
        bool IsLost(JsonObject row) => (string)row["subscriptionId"]! == subscription && group.Equals((string)row["resourceGroup"]!, StringComparison.OrdinalIgnoreCase);
        client.Host.SetFaults(new ReaderLostFault(subscription, group));

        var page = await client.QueryAsync(Query);
        Assert.Equal(all.Count(r => !IsLost(r)), (int)page["totalRecords"]!);
        Assert.DoesNotContain(await client.AllAsync(Query), IsLost);
        var list = await client.GetAsync($"/subscriptions/{subscription}/providers/Microsoft.Web/sites?{Web}");
        Assert.DoesNotContain((string)all[0]["id"]!, list["value"]!.AsArray().Select(s => (string)s!["id"]!));
        await Refused(client, $"{all[0]["id"]}?{Web}");
        await Refused(client, $"{all[0]["id"]}/config/web?{Web}");
        var other = all.First(r => !IsLost(r));
        Assert.Equal((string)other["id"]!, (string)(await client.GetAsync($"{other["id"]}?{Web}"))["id"]!);
    }

    [Fact]
    public async Task Without_the_role_on_a_subscription_it_vanishes_from_list_and_results()
    {
        await using var client = await SimulatorClient.StartAsync();
        var all = await client.AllAsync(Query);
        var lost = (string)all[0]["subscriptionId"]!;
        var before = await ListedAsync(client);
        client.Host.SetFaults(new ReaderLostFault(lost.ToUpperInvariant()));

        Assert.Contains(lost, before);
        Assert.Equal(before.Where(s => s != lost), await ListedAsync(client));
        Assert.DoesNotContain(await client.AllAsync(Query), r => (string)r["subscriptionId"]! == lost);
        await Refused(client, $"/subscriptions/{lost}?api-version=2022-12-01");
        await Refused(client, $"{all[0]["id"]}?{Web}");
        // Asked for alone, nothing is left to answer about.
        var alone = await client.QueryResponseAsync(Query, more: new JsonObject { ["subscriptions"] = new JsonArray(lost) });
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (alone.StatusCode, (string)(await SimulatorClient.JsonAsync(alone))["error"]!["code"]!));

        client.Host.SetFaults();
        Assert.Equal(all.Count, (await client.AllAsync(Query)).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_nothing_readable_queries_are_denied(bool listed)
    {
        await using var client = await SimulatorClient.StartAsync();
        var row = (await client.AllAsync(Query))[0];
        var before = await ListedAsync(client);
        Assert.NotEmpty(before);
        client.Host.SetFaults(new AllUnreadableFault(listed));
        Assert.Equal(listed ? before : [], await ListedAsync(client));
        var answer = await client.QueryResponseAsync(Query, more: new JsonObject { ["subscriptions"] = new JsonArray((string)row["subscriptionId"]!) });
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (answer.StatusCode, (string)(await SimulatorClient.JsonAsync(answer))["error"]!["code"]!));
        await Refused(client, $"{row["id"]}?{Web}");
    }

    private static async Task<IReadOnlyList<string>> ListedAsync(SimulatorClient client) =>
        [.. (await client.GetAsync("/subscriptions?api-version=2022-12-01"))["value"]!.AsArray().Select(s => (string)s!["subscriptionId"]!)];

    private static async Task Refused(SimulatorClient client, string path)
    {
        var answer = await client.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("AuthorizationFailed", (string)(await SimulatorClient.JsonAsync(answer))["error"]!["code"]!);
    }
}
