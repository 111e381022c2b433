using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

/// <summary>The connection tested in the demo: over HTTP, by the ordinary clients.</summary>
public sealed class ConnectionsTests(RunningDemo demo)
{
    [Fact]
    public async Task A_test_tells_of_each_source_and_leaves_its_name_in_the_audit_trail()
    {
        using var client = demo.Client("security");
        var before = (int)(await AuditAsync())["total"]!;
        var answer = await client.PostAsync("/api/v1/connections/test", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var list = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(10, (int)list["total"]!);
        var items = list["items"]!.AsArray();
        Assert.Equal(["Good", "Good", "Good", "Good"], items.Take(4).Select(i => (string)i!["state"]!));
        Assert.Contains((string)items[4]!["state"]!, (string[])["Good", "Incomplete"]);
        Assert.All(items.Skip(5), i => Assert.Equal(("NotRead", null), ((string)i!["state"]!, (string?)i["testedAt"])));
        Assert.Contains("subscriptions can be read", (string)items[1]!["answer"]!, StringComparison.Ordinal);

        var audit = await AuditAsync();
        Assert.Equal(before + 1, (int)audit["total"]!);
        var page = await client.GetStringAsync("/connect");
        Assert.Contains("data-state=\"Good\"", page, StringComparison.Ordinal);
        Assert.Contains("data-total=\"10\"", page, StringComparison.Ordinal);
        Assert.Equal(items.ToJsonString(), (await client.GetFromJsonAsync<JsonNode>("/api/v1/connections"))!["items"]!.ToJsonString());

        var one = await client.PostAsync("/api/v1/connections/resourcegraph/test", null);
        Assert.Equal(HttpStatusCode.OK, one.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/v1/connections/nonsense/test", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/v1/connections/2/test", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsync("/api/v1/connections/costs/test", null)).StatusCode);
    }

    [Theory]
    [InlineData("reader", false, false)]
    [InlineData("auditor", true, false)]
    [InlineData("security", true, true)]
    [InlineData("admin", true, true)]
    public async Task Who_operates_sees_the_page_and_who_may_test_is_offered_to(string persona, bool sees, bool tests)
    {
        using var client = demo.Client(persona);
        var answer = await client.GetAsync("/connect");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(tests, page.Contains("Test all", StringComparison.Ordinal));
        var overview = await client.GetStringAsync("/");
        Assert.Equal(sees, overview.Contains("href=\"/connect\"", StringComparison.Ordinal));
    }

    private async Task<JsonNode> AuditAsync()
    {
        using var client = demo.Client("auditor");
        return (await client.GetFromJsonAsync<JsonNode>("/api/v1/audit?action=connection.tested"))!;
    }
}
