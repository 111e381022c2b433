using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Exports;
using Dashboard.Web.Tests.Components;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

public sealed class ChangesTests(RunningDemo demo)
{
    [Fact]
    public async Task A_change_has_the_fields_of_the_contract_in_their_order()
    {
        var row = (await demo.GetAsync("/api/v1/changes?pageSize=1"))["items"]![0]!.AsObject();
        Assert.Equal(
            "id,resourceId,name,subscriptionId,subscriptionName,kind,occurredAt,exact,recordedAt,verdictBefore,verdictAfter,direction,"
            + "changedBy,changedByType,clientType,operation,changeId,properties,inScope,owner,run,formerResourceId",
            string.Join(',', row.Select(p => p.Key)));
    }

    [Fact]
    public async Task Pages_cover_the_changes_once_newest_first()
    {
        var (ids, moments, total) = (new List<long>(), new List<string>(), 0);
        for (var page = 1; page == 1 || ids.Count < total; page++)
        {
            var list = await demo.GetAsync($"/api/v1/changes?pageSize=9&page={page}");
            total = (int)list["total"]!;
            Assert.NotEmpty(list["items"]!.AsArray());
            ids.AddRange(list["items"]!.AsArray().Select(c => (long)c!["id"]!));
            moments.AddRange(list["items"]!.AsArray().Select(c => (string)c!["occurredAt"]!));
        }

        Assert.Equal(total, ids.Distinct().Count());
        Assert.Equal(moments.OrderDescending(StringComparer.Ordinal), moments);
    }

    [Fact]
    public async Task Directions_divide_the_changes_and_follow_the_verdicts()
    {
        var all = (int)(await demo.GetAsync("/api/v1/changes?pageSize=1"))["total"]!;
        var sum = 0;
        foreach (var direction in new[] { "worse", "better", "same" })
        {
            var list = await demo.GetAsync($"/api/v1/changes?direction={direction}&pageSize=1000");
            sum += (int)list["total"]!;
            Assert.All(list["items"]!.AsArray(), c => Assert.Equal(direction, (string)c!["direction"]!));
        }

        Assert.Equal(all, sum);
        Assert.True((int)(await demo.GetAsync("/api/v1/changes?direction=worse"))["total"]! > 0);
    }

    [Fact]
    public async Task A_change_that_Azure_has_no_record_of_is_told_by_how_the_states_differ()
    {
        var changes = (await demo.GetAsync("/api/v1/changes?pageSize=1000"))["items"]!.AsArray();
        Assert.Contains(changes, c => c!["changeId"] is not null && (bool)c["exact"]! && c["changedBy"] is not null);
        Assert.All(changes.Where(c => c!["changeId"] is null), c =>
        {
            Assert.False((bool)c!["exact"]!);
            Assert.Equal((string)c["recordedAt"]!, (string)c["occurredAt"]!);
            Assert.All(c["properties"]!.AsArray(), p => Assert.NotEqual((string?)p!["before"], (string?)p["after"]));
        });
    }

    [Fact]
    public async Task A_run_has_what_it_recorded()
    {
        var all = (await demo.GetAsync("/api/v1/changes?pageSize=1000"))["items"]!.AsArray();
        foreach (var run in all.GroupBy(c => (long)c!["run"]!))
            Assert.Equal(run.Count(), (int)(await demo.GetAsync($"/api/v1/changes?run={run.Key}"))["total"]!);
        Assert.Equal(0, (int)(await demo.GetAsync("/api/v1/changes?run=999999"))["total"]!);
    }

    [Fact]
    public async Task A_period_takes_whole_days_and_asOf_only_what_was_known_then()
    {
        var all = (await demo.GetAsync("/api/v1/changes?pageSize=1000"))["items"]!.AsArray();
        var day = all.Select(c => ((string)c!["occurredAt"]!)[..10]).GroupBy(d => d).OrderByDescending(g => g.Count()).First();
        var list = await demo.GetAsync($"/api/v1/changes?from={day.Key}&to={day.Key}&pageSize=1000");
        Assert.Equal(day.Count(), (int)list["total"]!);
        var known = await demo.GetAsync($"/api/v1/changes?asOf={day.Key}&pageSize=1000");
        Assert.Equal(all.Count(c => string.CompareOrdinal(((string)c!["recordedAt"]!)[..10], day.Key) <= 0), (int)known["total"]!);
        Assert.Equal(
            all.Count(c => string.CompareOrdinal(((string)c!["occurredAt"]!)[..10], day.Key) <= 0),
            (int)(await demo.GetAsync($"/api/v1/changes?to={day.Key}&pageSize=1"))["total"]!);
    }

    [Fact]
    public async Task The_filters_are_asked_of_the_state_that_a_change_led_to()
    {
        var list = await demo.GetAsync("/api/v1/changes?inScope=yes&pageSize=1000");
        Assert.NotEmpty(list["items"]!.AsArray());
        Assert.All(list["items"]!.AsArray(), c => Assert.True((bool)c!["inScope"]!));
    }

    [Theory]
    [InlineData("/api/v1/changes?direction=down", "direction")]
    [InlineData("/api/v1/changes?kind=Vanished", "kind")]
    [InlineData("/api/v1/changes?from=2026-06-02&to=2026-06-01", "from")]
    [InlineData("/api/v1/changes?pageSize=1001", "pageSize")]
    [InlineData("/api/v1/changes?sort=name", "sort")]
    [InlineData("/api/v1/changes.csv?kind=Vanished", "kind")]
    [InlineData("/api/v1/history?direction=worse", "direction")]
    [InlineData("/api/v1/apps?direction=worse", "direction")]
    public async Task What_is_not_understood_is_a_problem_that_names_the_parameter(string path, string parameter)
    {
        var answer = await demo.Client().GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(parameter, Assert.Single(problem["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task The_history_has_every_interval_once_and_the_standing_ones_are_the_apps()
    {
        var history = (await demo.GetAsync("/api/v1/history.json"))["items"]!.AsArray();
        var apps = (int)(await demo.GetAsync("/api/v1/apps?pageSize=1"))["total"]!;
        Assert.Equal(apps, history.Count(h => h!["to"] is null));
        foreach (var app in history.GroupBy(h => (long)h!["appId"]!))
        {
            var intervals = app.OrderBy(h => (string)h!["from"]!, StringComparer.Ordinal).ToList();
            for (var i = 1; i < intervals.Count; i++) Assert.Equal((string)intervals[i - 1]!["to"]!, (string)intervals[i]!["from"]!);
        }

        var page = await demo.GetAsync("/api/v1/history?pageSize=7&page=2");
        Assert.Equal(history.Count, (int)page["total"]!);
        Assert.Equal(history.Skip(7).Take(7).Select(h => h!.ToJsonString()), page["items"]!.AsArray().Select(h => h!.ToJsonString()));
    }

    [Theory]
    [InlineData("changes", "direction=worse")]
    [InlineData("history", "verdict=NotEnforced")]
    public async Task A_list_is_the_same_as_json_csv_and_workbook(string list, string filter)
    {
        var total = (int)(await demo.GetAsync($"/api/v1/{list}?{filter}&pageSize=1"))["total"]!;
        var file = await demo.GetAsync($"/api/v1/{list}.json?{filter}");
        Assert.Equal((total, filter), ((int)file["total"]!, (string)file["filter"]!));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{list}?{filter}&asOf=2026-06-29");
        request.Headers.Add("Accept", "text/csv");
        var answer = await (await demo.Client().SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Equal(await demo.Client().GetStringAsync($"/api/v1/{list}.csv?{filter}&asOf=2026-06-29"), answer);
        Assert.True(answer.Split("\r\n").Length > 1);

        using var workbook = new MemoryStream(await demo.Client().GetByteArrayAsync($"/api/v1/{list}.xlsx?{filter}"));
        Assert.Equal(total, MiniExcelLibs.MiniExcel.Query(workbook, useHeaderRow: true, sheetName: list).Count());
    }

    [Fact]
    public async Task No_cell_of_a_change_begins_like_a_formula()
    {
        var row = EventWordsTests.Row(AppEventKind.Changed, true, new PropertyChange("=cmd|' /C calc'!A0", "=1", "@x"));
        row = row with
        {
            Name = "+1",
            State = row.State with { Owner = "@SUM(A1)" },
            Event = row.Event with { Author = new ChangeAuthor("=HYPERLINK(\"http://example.org\")", "-User", "\tx", "＝1") },
        };
        using var stream = new MemoryStream();
        var sheet = new ExportSheet<ChangeResponse>(ExportColumns.Changes, new[] { ChangeResponse.Of(row) }.ToAsyncEnumerable())
        {
            Name = "changes",
            Facts = new ExportFacts(Samples.Now, null, "1.0", ""),
        };
        await CsvExport.WriteAsync(sheet, stream, TestContext.Current.CancellationToken);
        var line = Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n")[1];
        foreach (var text in new[] { "'+1", "'@SUM(A1)", "\"'=HYPERLINK", "'-User", "'\tx", "'＝1", "'=cmd|" }) Assert.Contains(text, line, StringComparison.Ordinal);
    }
}
