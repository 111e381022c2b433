using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Tests.Http;

public class GraphAnswerTests
{
    [Fact]
    public async Task Tables_come_with_typed_columns()
    {
        await using var client = await SimulatorClient.StartAsync();
        var page = await client.QueryAsync(
            "resources | where type == 'microsoft.web/sites' | project id, properties, n = 1, r = 1.5, b = tobool(properties.httpsOnly) | order by id asc",
            new JsonObject { ["$top"] = 2, ["resultFormat"] = "table" });
        Assert.Equal(
            "id:string,properties:object,n:integer,r:number,b:boolean",
            string.Join(",", page["data"]!["columns"]!.AsArray().Select(c => $"{c!["name"]}:{c["type"]}")));
        Assert.Equal(2, page["data"]!["rows"]!.AsArray().Count);
        Assert.Equal(5, page["data"]!["rows"]![0]!.AsArray().Count);
    }

    [Fact]
    public async Task Rows_follow_the_services_shape()
    {
        await using var client = await SimulatorClient.StartAsync();
        var row = (await client.QueryAsync("resources | where type == 'microsoft.web/sites' and isnull(identity) | order by id asc | take 1"))["data"]![0]!.AsObject();
        Assert.Equal(
            "id,name,type,tenantId,kind,location,resourceGroup,subscriptionId,managedBy,sku,plan,properties,tags,identity,zones,extendedLocation",
            string.Join(",", row.Select(p => p.Key)));
        Assert.Equal("", (string)row["managedBy"]!);
        Assert.Null(row["identity"]);
        Assert.DoesNotContain(" ", (string)row["location"]!, StringComparison.Ordinal);
        Assert.Equal(client.Host.TenantId, (string)row["tenantId"]!);
    }

    [Fact]
    public async Task Facets_count_or_say_what_is_wrong()
    {
        await using var client = await SimulatorClient.StartAsync();
        var facets = JsonNode.Parse("""[{"expression":"type"},{"expression":"nonsense"}]""");
        var page = await client.QueryAsync("resources | project id, type", more: new JsonObject { ["facets"] = facets });
        Assert.Equal("FacetResult", (string)page["facets"]![0]!["resultType"]!);
        Assert.Equal((int)page["totalRecords"]!, page["facets"]![0]!["data"]!.AsArray().Sum(d => (int)d!["count"]!));
        Assert.Equal("InvalidColumnNames", (string)page["facets"]![1]!["errors"]![1]!["code"]!);
    }

    [Fact]
    public async Task Scopes_narrow_the_rows_and_unreadable_ones_vanish()
    {
        await using var client = await SimulatorClient.StartAsync();
        const string Count = "resources | summarize n = count() by subscriptionId";
        var subscription = (string)(await client.GetAsync("/subscriptions?api-version=2022-12-01"))["value"]![0]!["subscriptionId"]!;
        var unknown = Guid.Empty.ToString();

        var some = await client.QueryAsync(Count, more: new JsonObject { ["subscriptions"] = new JsonArray(subscription, unknown) });
        Assert.Equal(subscription, (string)Assert.Single(some["data"]!.AsArray())!["subscriptionId"]!);

        var group = await client.QueryAsync(Count, more: new JsonObject { ["managementGroups"] = new JsonArray("mg-finance") });
        Assert.Equal(2, group["data"]!.AsArray().Count);
        Assert.Equal(7, (await client.QueryAsync(Count))["data"]!.AsArray().Count);

        var none = await client.QueryResponseAsync(Count, more: new JsonObject { ["subscriptions"] = new JsonArray(unknown) });
        Assert.Equal(403, (int)none.StatusCode);
        Assert.Equal("AccessDenied", (string)(await SimulatorClient.JsonAsync(none))["error"]!["details"]![0]!["code"]!);
    }

    [Fact]
    public async Task Containers_carry_the_management_groups_above()
    {
        await using var client = await SimulatorClient.StartAsync();
        var rows = await client.AllAsync("resourcecontainers | where type == 'microsoft.resources/subscriptions' | mv-expand g = properties.managementGroupAncestorsChain | project id, g = tostring(g.name) | order by id asc");
        Assert.Equal(24, rows.Count);
        Assert.Contains(rows, r => (string)r["g"]! == "mg-retail");
    }
}
