using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Core.Reports;
using Dashboard.Storage;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;

namespace Dashboard.Web.Tests.Api;

/// <summary>Sealed months by the API, and how the demo's year seals its own.</summary>
public sealed class SnapshotsTests(RunningDemo demo)
{
    private const string Path = "/api/v1/snapshots";

    [Fact]
    public async Task The_months_of_the_demo_were_sealed_as_its_time_went_by()
    {
        var list = await demo.GetAsync(Path);
        var items = list["items"]!.AsArray();
        Assert.NotEmpty(items);
        Assert.Equal(items.Count, (int)list["total"]!);
        Assert.Equal(items.Select(i => (string)i!["month"]!).OrderDescending(), items.Select(i => (string)i!["month"]!));
        foreach (var item in items)
        {
            var (end, sealedAt) = (DateTimeOffset.Parse((string)item!["month"]! + "-01T00:00:00Z", null).AddMonths(1), (DateTimeOffset)item["sealedAt"]!);
            Assert.InRange(sealedAt, end, end.AddDays(4));
            Assert.Equal("schedule", (string?)item["sealedBy"]);
            Assert.NotNull(item["auditSeq"]);
        }

        var earlier = await demo.GetAsync(Path + "?asOf=2026-05-20");
        Assert.All(earlier["items"]!.AsArray(), i => Assert.True(string.CompareOrdinal((string)i!["month"]!, "2026-05") < 0));
        Assert.DoesNotContain((await demo.App.Services.GetRequiredService<AuditVerifier>().RunAsync(TestContext.Current.CancellationToken)).Findings, _ => true);
    }

    [Fact]
    public async Task A_month_is_told_whole_with_a_text_of_which_the_hash_is()
    {
        var month = await demo.GetAsync(Path + "/2026-05");
        var content = (string)month["content"]!;
        Assert.Equal(SnapshotJson.Hash(content), (string)month["snapshot"]!["hash"]!);
        var names = FigureNames.Of(content);
        Assert.Equal(names["kpis.coverage.value"], month["figures"]!["kpis"]!["coverage"]!["value"]!.ToJsonString());
        Assert.All(month["summary"]!.AsArray(), s => Assert.All(s!["figures"]!.AsArray(), f => Assert.True(names.ContainsKey((string)f!))));
        Assert.All(month["restatement"]!.AsArray(), r => Assert.True((bool)r!["expected"]!, (string)r["name"]!));
        // What the page of that day says.
        var overview = await demo.GetAsync("/api/v1/overview?asOf=2026-05-31T23:59:59.999Z");
        Assert.Equal((int)overview["coverage"]!["denominator"]!, (int)month["figures"]!["posture"]!["denominator"]!);
        Assert.Equal((int)overview["findings"]!["open"]!, (int)month["figures"]!["remediation"]!["open"]!);
    }

    [Fact]
    public async Task A_month_is_a_file_in_each_format_with_dates_and_numbers_and_no_formula()
    {
        var json = JsonNode.Parse(await demo.Client().GetStringAsync(Path + "/2026-05.json"))!;
        Assert.Equal("2026-05", (string)json["snapshot"]!["month"]!);
        var csv = await demo.Client().GetStringAsync(Path + "/2026-05.csv");
        Assert.Contains("kpis.coverage.value,", csv, StringComparison.Ordinal);
        using var book = new MemoryStream(await demo.Client().GetByteArrayAsync(Path + "/2026-05.xlsx"));
        Assert.Equal(["About", "snapshot-2026-05"], book.GetSheetNames());
        var rows = book.Query(useHeaderRow: true, sheetName: "snapshot-2026-05").Cast<IDictionary<string, object>>().ToDictionary(r => (string)r["figure"], r => r["value"]);
        Assert.Equal(new DateTime(2026, 5, 31, 23, 59, 59), Assert.IsType<DateTime>(rows["asOf"]), TimeSpan.FromSeconds(2));
        Assert.Equal((double)json["figures"]!["posture"]!["apps"]!, Assert.IsType<double>(rows["posture.apps"]));
        Assert.Equal((string)json["snapshot"]!["hash"]!, rows["hash"]);
        using var zip = new System.IO.Compression.ZipArchive(book);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet2.xml")!.Open());
        Assert.DoesNotContain("<f>", await sheet.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/2001-01")]
    [InlineData("/2026-13")]
    [InlineData("/may")]
    [InlineData("/2001-01.xlsx")]
    [InlineData("/may.json")]
    public async Task What_is_not_sealed_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await demo.Client().GetAsync(Path + path, TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task Only_Security_seals_and_only_what_is_over_and_open()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await SealAsync(demo, "reader", "2026-05")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SealAsync(demo, "security", "2026-05")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SealAsync(demo, "security", "2040-01")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await SealAsync(demo, "security", "2001-01")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SealAsync(demo, "security", "may")).Status);

        await using var own = await RunningDemo.StartAsync(new Dictionary<string, string?> { ["Demo:Apps"] = "40", ["Demo:Months"] = "2" });
        var month = (string)(await own.GetAsync(Path))["items"]![0]!["month"]!;
        var before = await own.GetAsync($"{Path}/{month}");
        await using (var context = await own.App.Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            await context.Database.ExecuteSqlRawAsync("""DROP TRIGGER "SealedMonths_NoDelete"; DELETE FROM "SealedMonths";""", TestContext.Current.CancellationToken);
        var made = await SealAsync(own, "security", month);
        Assert.Equal((HttpStatusCode.Created, $"{Path}/{month}"), made);
        // Late, and by another: the same text.
        Assert.Equal((string)before["content"]!, (string)(await own.GetAsync($"{Path}/{month}"))["content"]!);
    }

    [Fact]
    public async Task Reviewers_sign_off_by_the_hash_once_each_and_the_month_says_who()
    {
        await using var own = await RunningDemo.StartAsync(new Dictionary<string, string?> { ["Demo:Apps"] = "40", ["Demo:Months"] = "2" });
        var item = (await own.GetAsync(Path))["items"]![0]!;
        var (month, hash) = ((string)item["month"]!, (string)item["hash"]!);
        Assert.Empty(item["signOffs"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, await SignAsync(own, "security", month, hash));
        Assert.Equal(HttpStatusCode.Forbidden, await SignAsync(own, "reader", month, hash));
        Assert.Equal(HttpStatusCode.BadRequest, await SignAsync(own, "approver", month, null));
        Assert.Equal(HttpStatusCode.BadRequest, await SignAsync(own, "approver", month, hash, new string('x', 1001)));
        Assert.Equal(HttpStatusCode.Conflict, await SignAsync(own, "approver", month, new string('0', 64)));
        Assert.Equal(HttpStatusCode.NotFound, await SignAsync(own, "approver", "2001-01", hash));
        Assert.Equal(HttpStatusCode.NotFound, await SignAsync(own, "approver", "may", hash));
        Assert.Equal(HttpStatusCode.NoContent, await SignAsync(own, "approver", month, hash, "Read"));
        Assert.Equal(HttpStatusCode.Conflict, await SignAsync(own, "approver", month, hash));
        Assert.Equal(HttpStatusCode.NoContent, await SignAsync(own, "auditor", month, hash));
        var signed = (await own.GetAsync($"{Path}/{month}"))["snapshot"]!["signOffs"]!.AsArray();
        Assert.Equal(["Read", ""], signed.Select(s => (string)s!["comment"]!));
        Assert.Contains("RiskApprover", signed[0]!["roles"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains((string)signed[0]!["by"]!, await own.Client().GetStringAsync(Path + ".csv"), StringComparison.Ordinal);
        Assert.Empty((await own.App.Services.GetRequiredService<AuditVerifier>().RunAsync(TestContext.Current.CancellationToken)).Findings);
    }

    private static async Task<HttpStatusCode> SignAsync(RunningDemo demo, string persona, string month, string? hash, string? comment = null)
    {
        using var client = demo.Client(persona);
        var answer = await client.PostAsJsonAsync($"{Path}/{month}/sign-off", new { hash, comment }, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string? Location)> SealAsync(RunningDemo demo, string persona, string month)
    {
        using var client = demo.Client(persona);
        var answer = await client.PostAsync($"{Path}/{month}/seal", null, TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }
}
