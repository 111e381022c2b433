using System.Net;
using System.Text.Json.Nodes;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

public sealed class AppsTests(RunningDemo demo)
{
    [Fact]
    public async Task A_row_has_the_fields_of_the_contract_in_their_order()
    {
        var row = (await demo.GetAsync("/api/v1/apps?pageSize=1"))["items"]![0]!.AsObject();
        Assert.Equal(
            "resourceId,name,kind,isSlot,subscriptionId,resourceGroup,location,planId,tier,effectiveMode,clientCertEnabled,"
            + "clientCertMode,verdict,inScope,sensitivity,owner,costCentre,environment,scenario,state,httpsOnly,http20Enabled,"
            + "minTlsVersion,exclusionPaths,publicNetworkAccess,reachability,rules,excepted,firstSeen,lastSeen,stale,monthlyCost,currency,exceptedUntil",
            string.Join(',', row.Select(p => p.Key)));
        Assert.Equal("id,result,severity,evidence,exceptionId,exceptedUntil", string.Join(',', row["rules"]![0]!.AsObject().Select(p => p.Key)));
    }

    [Fact]
    public async Task Pages_cover_the_list_once_in_the_order_asked_for()
    {
        var names = new List<string>();
        var total = 0;
        for (var page = 1; page == 1 || names.Count < total; page++)
        {
            var list = await demo.GetAsync($"/api/v1/apps?pageSize=7&page={page}&sort=-name");
            total = (int)list["total"]!;
            Assert.NotEmpty(list["items"]!.AsArray());
            names.AddRange(list["items"]!.AsArray().Select(a => (string)a!["resourceId"]!));
        }

        Assert.Equal(total, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task An_app_is_found_by_its_id_with_slashes_and_with_encoded_ones_in_any_casing()
    {
        var id = (string)(await demo.GetAsync("/api/v1/apps?pageSize=1"))["items"]![0]!["resourceId"]!;
        foreach (var address in new[] { id.TrimStart('/'), Uri.EscapeDataString(id), Uri.EscapeDataString(id.ToUpperInvariant()) })
        {
            var detail = await demo.GetAsync("/api/v1/apps/" + address);
            Assert.Equal(id, (string)detail["app"]!["resourceId"]!);
            Assert.NotEmpty(detail["history"]!.AsArray());
        }
    }

    [Theory]
    [InlineData("/api/v1/apps?colour=red", "colour")]
    [InlineData("/api/v1/apps?verdict=Good", "verdict")]
    [InlineData("/api/v1/apps?sort=colour", "sort")]
    [InlineData("/api/v1/apps?page=0", "page")]
    [InlineData("/api/v1/apps?pageSize=1001", "pageSize")]
    [InlineData("/api/v1/apps?asOf=yesterday", "asOf")]
    [InlineData("/api/v1/apps?asOf=2031-01-01", "asOf")]
    [InlineData("/api/v1/apps?page=1&page=2", "page")]
    [InlineData("/api/v1/overview?page=1", "page")]
    [InlineData("/api/v1/kpis/coverage?by=colour", "by")]
    [InlineData("/api/v1/kpis/coverage?from=2026-06-02&to=2026-06-01", "from")]
    [InlineData("/api/v1/apps.csv?colour=red", "colour")]
    public async Task What_is_not_understood_is_a_problem_that_names_the_parameter(string path, string parameter)
    {
        var answer = await demo.Client().GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(parameter, Assert.Single(problem["errors"]!.AsObject()).Key);
    }

    [Theory]
    [InlineData("/api/v1/apps/subscriptions/none")]
    [InlineData("/api/v1/runs/999999")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/apps.pdf")]
    public async Task What_is_not_there_is_a_problem(string path)
    {
        var answer = await demo.Client().GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_description_lists_every_address_with_a_summary()
    {
        var description = await demo.GetAsync("/openapi/v1.json");
        var operations = description["paths"]!.AsObject()
            .SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, Operation: o.Value!))).ToList();
        Assert.Contains("/api/v1/overview", operations.Select(o => o.Key));
        Assert.All(operations, o => Assert.False(string.IsNullOrEmpty((string?)o.Operation["summary"]), o.Key));
        var apps = operations.Single(o => o.Key == "/api/v1/apps").Operation["parameters"]!.AsArray().Select(p => (string)p!["name"]!);
        Assert.Contains("costCentre", apps);
    }
}
