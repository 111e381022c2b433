using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

public sealed class StatusTests(RunningDemo demo)
{
    [Fact]
    public async Task Everyone_sees_how_old_the_data_is_and_how_the_program_does()
    {
        var status = await demo.GetAsync("/api/v1/status");
        Assert.StartsWith("Data is ", (string)status["collection"]!["headline"]!, StringComparison.Ordinal);
        Assert.EndsWith("The last run succeeded.", (string)status["collection"]!["headline"]!, StringComparison.Ordinal);
        Assert.Equal("Good", (string)status["collection"]!["level"]!);
        Assert.True((long)status["collection"]!["dataAgeSeconds"]! >= 0);
        Assert.Null(status["collection"]!["nextRun"]);
        Assert.Contains("apps", status["sources"]!.AsArray().Select(s => (string)s!["name"]!));
        // One subscription of the demo refuses its costs, and the status says which role would help.
        Assert.All(status["sources"]!.AsArray(), s => Assert.Equal((string)s!["name"]! != "costs", (bool)s["complete"]!));
        Assert.Contains("Cost Management Reader", (string)status["sources"]!.AsArray().Single(s => (string)s!["name"]! == "costs")!["problem"]!, StringComparison.Ordinal);
        Assert.All(status["subscriptions"]!.AsArray(), s => Assert.Equal("Read", (string)s!["condition"]!));
        Assert.Equal("Ready", (string)status["database"]!["condition"]!);
        Assert.Equal("SQLite", (string)status["database"]!["content"]!["product"]!);
        Assert.True((long)status["database"]!["content"]!["bytes"]! > 0);
        Assert.StartsWith(".NET 10", (string)status["program"]!["runtime"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_apps_of_the_subscriptions_are_the_apps_of_the_list()
    {
        var status = await demo.GetAsync("/api/v1/status");
        var apps = await demo.GetAsync("/api/v1/apps?pageSize=1");
        Assert.Equal((int)apps["total"]!, status["subscriptions"]!.AsArray().Sum(s => (int)s!["apps"]!));
    }

    [Fact]
    public async Task Subscriptions_are_a_list_of_their_own_that_takes_conditions()
    {
        var all = (await demo.GetAsync("/api/v1/status"))["subscriptions"]!.AsArray().Count;
        Assert.Equal(all, (int)(await demo.GetAsync("/api/v1/subscriptions?pageSize=1"))["total"]!);
        Assert.Equal(all, (int)(await demo.GetAsync("/api/v1/subscriptions?condition=read"))["total"]!);
        var none = await demo.GetAsync("/api/v1/subscriptions?condition=Missing&condition=Retired");
        Assert.Equal(0, (int)none["total"]!);
        Assert.Empty(none["items"]!.AsArray());
    }

    [Theory]
    [InlineData("reader", false)]
    [InlineData("finops", false)]
    [InlineData("approver", false)]
    [InlineData("owner", false)]
    [InlineData("security", true)]
    [InlineData("auditor", true)]
    [InlineData("admin", true)]
    public async Task Configuration_and_log_hints_are_for_those_who_operate(string persona, bool seen)
    {
        using var client = demo.Client(persona);
        var status = (await client.GetFromJsonAsync<JsonObject>("/api/v1/status"))!;
        Assert.Equal((seen, seen), (status.ContainsKey("configuration"), status.ContainsKey("logs")));
        var page = await client.GetStringAsync("/status");
        Assert.Equal(seen, page.Contains("configuration-title", StringComparison.Ordinal));
        Assert.Equal(!seen, page.Contains("Not for your role", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_beside_the_settings_reaches_neither_page_nor_answer()
    {
        using var client = demo.Client("admin");
        foreach (var path in (string[])["/status", "/api/v1/status", "/runs", "/openapi/v1.json"])
            Assert.DoesNotContain(RunningDemo.ClientSecret, await client.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_in_the_description()
    {
        var description = await demo.GetAsync("/openapi/v1.json");
        Assert.NotNull(description["paths"]!["/api/v1/status"]!["get"]);
        var runs = description["paths"]!["/api/v1/runs"]!["get"]!["parameters"]!.AsArray().Select(p => (string)p!["name"]!);
        Assert.Equal(["sort", "page", "pageSize", "asOf"], runs);
    }
}
