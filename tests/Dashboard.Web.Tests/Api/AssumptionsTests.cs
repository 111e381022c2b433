using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

/// <summary>What is assumed, read and changed by the API. The demo's FinOps person has entered what a PKI costs by then.</summary>
public sealed class AssumptionsTests(RunningDemo demo)
{
    private const string Path = "/api/v1/assumptions";

    [Fact]
    public async Task Every_assumption_is_told_with_where_it_comes_from()
    {
        var answer = await demo.GetAsync(Path);
        Assert.Equal("items,total,version,changes,asOf,run", Names(answer));
        Assert.Equal(8, (int)answer["total"]!);
        Assert.Equal("key,value,default,isDefault,unit,meaning,reason,range,changedAt,changedBy,changeReason", Names(answer["items"]![0]!));
        var pki = Item(answer, "costs.pki.fixedMonthly");
        Assert.Equal(("420", "", false, "Finn FinOps"), ((string)pki["value"]!, (string)pki["default"]!, (bool)pki["isDefault"]!, (string)pki["changedBy"]!));
        var basic = Item(answer, "costs.appsPerInstance.basic");
        Assert.Equal(("8", "8", true, null), ((string)basic["value"]!, (string)basic["default"]!, (bool)basic["isDefault"]!, (string?)basic["changedBy"]));
        Assert.Equal(3, answer["changes"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_past_moment_and_the_cost_of_compliance_have_what_was_assumed_then()
    {
        var before = await demo.GetAsync(Path + "?asOf=2026-06-02");
        Assert.Equal((0, 0), ((int)before["version"]!, before["changes"]!.AsArray().Count));
        var then = (await demo.GetAsync("/api/v1/unlock-costs?asOf=2026-06-02"))["pki"]!;
        Assert.Equal("""{"currency":"USD","fixedMonthly":null,"perCertificateMonthly":null}""", then.ToJsonString());
        var now = (await demo.GetAsync("/api/v1/unlock-costs"))["pki"]!;
        Assert.Equal("""{"currency":"EUR","fixedMonthly":420,"perCertificateMonthly":0.85}""", now.ToJsonString());
    }

    [Fact]
    public async Task A_request_that_is_not_understood_names_what_is_wrong()
    {
        var version = (long)(await demo.GetAsync(Path))["version"]!;
        foreach (var (body, keys) in ((object, string)[])
        [
            (new { reason = "x", changes = Changes(("costs.pki.currency", "USD")) }, "version"),
            (new { version, reason = "x" }, "changes"),
            (new { version, reason = "x", changes = Array.Empty<object>() }, "changes"),
            (new { version, reason = "x", changes = Changes([.. Enumerable.Range(0, 9).Select(i => ($"k{i}", (string?)"1"))]) }, "changes"),
            (new { version, reason = "x", changes = new object?[] { null } }, "changes"),
            (new { version, changes = Changes(("costs.pki.currency", "EURO"), ("costs.appsPerInstance.basic", "8.5"), ("costs.none", null)) },
                "costs.appsPerInstance.basic,costs.none,costs.pki.currency,reason"),
        ])
        {
            var answer = await PutAsync(demo, body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(keys, Names(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!));
        }

        Assert.Equal(version, (long)(await demo.GetAsync(Path))["version"]!);
    }

    [Fact]
    public async Task FinOps_changes_them_and_whoever_looked_before_is_told()
    {
        await using var own = await RunningDemo.StartAsync(new Dictionary<string, string?> { ["Demo:Apps"] = "300" });
        var first = await own.GetAsync(Path);
        var cost = Sums(await own.GetAsync("/api/v1/unlock-costs"));
        // One app an instance leaves no room to move to: what was moved has to be upgraded.
        var edit = new { version = (long)first["version"]!, reason = "=1+1 measured", changes = Changes(("costs.appsPerInstance.basic", "1"), ("costs.appsPerInstance.standard", "1"), ("costs.appsPerInstance.premium", "1")) };
        var answer = await PutAsync(own, edit);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var changed = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(("1", "Finn FinOps", "=1+1 measured"), ((string)Item(changed, "costs.appsPerInstance.basic")["value"]!, (string)Item(changed, "costs.appsPerInstance.basic")["changedBy"]!, (string)Item(changed, "costs.appsPerInstance.basic")["changeReason"]!));
        Assert.NotEqual(cost, Sums(await own.GetAsync("/api/v1/unlock-costs")));

        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(own, edit)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(own, edit, "admin")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(own, edit, "reader")).StatusCode);
        var csv = await own.Client("reader").GetStringAsync(Path + ".csv");
        Assert.Contains("'=1+1 measured", csv, StringComparison.Ordinal);

        var back = await PutAsync(own, new { version = (long)changed["version"]!, reason = "Back", changes = Changes(("costs.appsPerInstance.basic", null), ("costs.appsPerInstance.standard", null), ("costs.appsPerInstance.premium", "8")) });
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal(cost, Sums(await own.GetAsync("/api/v1/unlock-costs")));
        var trail = JsonNode.Parse(await own.Client("auditor").GetStringAsync("/api/v1/audit?action=assumptions.changed"))!;
        Assert.Equal(3, (int)trail["total"]!);
        Assert.Contains("measured", trail["items"]![1]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static object[] Changes(params (string Key, string? Value)[] changes) => [.. changes.Select(c => new { key = c.Key, value = c.Value })];

    private static async Task<HttpResponseMessage> PutAsync(RunningDemo demo, object body, string persona = "finops")
    {
        using var client = demo.Client(persona);
        return await client.PutAsJsonAsync(Path, body);
    }

    private static string Sums(JsonNode answer) => answer["sums"]!.ToJsonString();

    private static JsonNode Item(JsonNode answer, string key) => answer["items"]!.AsArray().Single(i => (string)i!["key"]! == key)!;

    private static string Names(JsonNode node) => string.Join(',', node.AsObject().Select(p => p.Key));
}
