using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Cli;
using Dashboard.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Api;

public sealed class AuditTests(RunningDemo demo)
{
    [Fact]
    public async Task The_filling_of_the_demo_is_one_entry()
    {
        var entry = Assert.Single((await ListAsync("action=demo.filled"))["items"]!.AsArray())!;
        Assert.Equal(("system", "demo"), ((string)entry["actor"]!["kind"]!, (string)entry["subject"]!["kind"]!));
        Assert.Contains(entry["details"]!.AsArray(), d => (string)d!["key"]! == "days" && (string)d["value"]! == "33");
    }

    [Fact]
    public async Task A_whole_list_as_a_file_is_audited_and_a_page_is_not()
    {
        async Task<int> CountAsync() => (int)(await ListAsync("action=export.downloaded&actor=demo:finops&pageSize=1"))["total"]!;
        var before = await CountAsync();
        using var client = demo.Client("finops");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/apps.csv?pageSize=1")).StatusCode);
        Assert.Equal(before, await CountAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/apps.csv?verdict=Gaps")).StatusCode);
        Assert.Equal(before + 1, await CountAsync());

        var entry = (await ListAsync("actor=demo:finops&subject=list:apps&pageSize=1"))["items"]![0]!;
        Assert.Equal(("demo:finops", "Finn FinOps", "person"), ((string)entry["actor"]!["id"]!, (string)entry["actor"]!["name"]!, (string)entry["actor"]!["kind"]!));
        Assert.Contains(entry["details"]!.AsArray(), d => (string)d!["key"]! == "filter" && (string)d["value"]! == "verdict=Gaps");
    }

    [Fact]
    public async Task Each_row_can_be_checked_by_who_reads_it()
    {
        var list = await ListAsync("pageSize=1000");
        Assert.Equal((string)list["headHash"]!, (string)list["items"]![0]!["hash"]!);
        foreach (var row in list["items"]!.AsArray())
        {
            var previous = AuditHash.Parse((string)row!["prevHash"]!)!.Value;
            Assert.Equal((string)row["hash"]!, AuditHash.Of(previous, (string)row["content"]!).ToString());
        }

        using var client = demo.Client("admin");
        var csv = await client.GetStringAsync("/api/v1/audit.csv?action=demo.filled");
        Assert.StartsWith("seq,at,actor,actorName,actorKind,roles,action,subjectKind,subject,details,outcome,content,prevHash,hash,asOf", csv, StringComparison.Ordinal);
        Assert.Equal(2, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("from=soon")]
    [InlineData("to=2026-13-01")]
    [InlineData("pageSize=1001")]
    [InlineData("verb=x")]
    public async Task What_is_not_understood_is_said(string query)
    {
        using var client = demo.Client("auditor");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/audit?" + query)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/audit.csv?" + query)).StatusCode);
    }

    [Fact]
    public async Task Retiring_needs_a_reason_and_a_subscription_that_is_gone()
    {
        using var client = demo.Client("admin");
        var id = (string)(await demo.GetAsync("/api/v1/apps?pageSize=1"))["items"]![0]!["subscriptionId"]!;
        async Task<HttpStatusCode> RetireAsync(string subscription, string reason) =>
            (await client.PostAsJsonAsync($"/api/v1/subscriptions/{subscription}/retire", new { reason })).StatusCode;
        Assert.Equal(HttpStatusCode.BadRequest, await RetireAsync(id, " "));
        Assert.Equal(HttpStatusCode.BadRequest, await RetireAsync(id, new string('x', 501)));
        Assert.Equal(HttpStatusCode.Conflict, await RetireAsync(id, "It was closed."));
        Assert.Equal(HttpStatusCode.NotFound, await RetireAsync("00000000-0000-0000-0000-000000000000", "It was closed."));
    }

    [Fact]
    public async Task The_page_is_for_auditors_and_says_so_to_others()
    {
        using var auditor = demo.Client("auditor");
        var page = await auditor.GetStringAsync("/audit?action=demo.filled&selected=1");
        Assert.Contains("Filled the demo", page, StringComparison.Ordinal);
        Assert.Contains("Anchored up to", page, StringComparison.Ordinal);
        Assert.Contains("Canonical JSON", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/audit\"", page, StringComparison.Ordinal);

        using var reader = demo.Client("reader");
        var refused = await reader.GetAsync("/audit");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Not visible to your role", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/audit\"", await reader.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_of_a_running_server_holds()
    {
        var verification = await demo.App.Services.GetRequiredService<AuditVerifier>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(AuditVerdict.Holds, verification.Verdict);
        Assert.StartsWith("holds: ", VerificationText.Of(verification), StringComparison.Ordinal);
        Assert.StartsWith("unanchored: ", VerificationText.Of(verification with { AnchoredTo = null }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AuditVerdict.Holds, 0)]
    [InlineData(AuditVerdict.Broken, 1)]
    [InlineData(AuditVerdict.Unanchored, 3)]
    public void Verdicts_have_exit_codes(AuditVerdict verdict, int code) => Assert.Equal(code, VerifyVerb.ExitCodeOf(verdict));

    private async Task<JsonNode> ListAsync(string query)
    {
        using var client = demo.Client("auditor");
        return (await client.GetFromJsonAsync<JsonNode>("/api/v1/audit?" + query))!;
    }
}
