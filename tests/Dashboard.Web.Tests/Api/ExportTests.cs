using System.Text.Json.Nodes;
using Dashboard.Web.Exports;
using Dashboard.Web.Tests.Support;
using MiniExcelLibs;

namespace Dashboard.Web.Tests.Api;

public sealed class ExportTests(RunningDemo demo)
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u00a0\u200b=1", "'\u00a0\u200b=1")]
    [InlineData("\n@x", "'\n@x")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a=1", "a=1")]
    [InlineData(" a", " a")]
    [InlineData("", "")]
    public void A_text_that_begins_like_a_formula_gets_an_apostrophe(string text, string expected) =>
        Assert.Equal(expected, CellText.Safe(text));

    [Fact]
    public void Numbers_stay_numbers() => Assert.Equal("-1.5", CellText.TextOf(-1.5m));

    [Fact]
    public async Task Csv_has_every_row_of_the_filter_and_says_what_it_is()
    {
        var answer = await demo.Client().GetAsync("/api/v1/apps.csv?verdict=NotEnforced&sort=owner");
        var rows = Csv(await answer.Content.ReadAsStringAsync());
        var list = await demo.GetAsync("/api/v1/apps?verdict=NotEnforced&pageSize=1000");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)list["total"]!, rows.Count - 1);
        Assert.All(rows, r => Assert.Equal(rows[0].Count, r.Count));
        Assert.Equal(["asOf", "ruleSetVersion", "filter"], rows[0].TakeLast(3));
        Assert.All(rows.Skip(1), r => Assert.Equal("verdict=NotEnforced", r[^1]));
        Assert.Equal("verdict=NotEnforced", answer.Headers.GetValues("X-Dashboard-Filter").Single());
    }

    [Fact]
    public async Task No_cell_of_the_estates_hostile_texts_begins_like_a_formula()
    {
        var rows = Csv(await demo.Client().GetStringAsync("/api/v1/apps.csv"));
        Assert.All(rows.Skip(1).SelectMany(r => r), cell => Assert.False(cell.TrimStart() is ['=' or '+' or '-' or '@', ..], cell));
    }

    [Fact]
    public async Task Accept_gives_the_same_csv_as_the_suffix()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/apps?asOf=2026-06-20");
        request.Headers.Add("Accept", "text/csv");
        var answer = await demo.Client().SendAsync(request);
        Assert.Equal(await demo.Client().GetStringAsync("/api/v1/apps.csv?asOf=2026-06-20"), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_workbook_says_what_it_is_on_its_first_sheet()
    {
        using var stream = new MemoryStream(await demo.Client().GetByteArrayAsync("/api/v1/apps.xlsx?inScope=yes"));
        Assert.Equal(["About", "apps"], stream.GetSheetNames());
        var about = stream.Query(useHeaderRow: true, sheetName: "About").Cast<IDictionary<string, object>>()
            .ToDictionary(r => (string)r["fact"], r => r["value"]?.ToString());
        var rows = stream.Query(useHeaderRow: true, sheetName: "apps").Cast<IDictionary<string, object>>().ToList();
        var total = (int)(await demo.GetAsync("/api/v1/apps?inScope=yes&pageSize=1"))["total"]!;

        Assert.Equal("inScope=yes", about["filter"]);
        Assert.NotNull(about["ruleSetVersion"]);
        Assert.Equal(total, rows.Count);
        Assert.Equal("resourceId", rows[0].Keys.First());
    }

    [Fact]
    public async Task The_json_file_has_the_rows_of_the_list()
    {
        var file = await demo.GetAsync("/api/v1/apps.json?asOf=2026-06-20");
        var list = await demo.GetAsync("/api/v1/apps?pageSize=1000&asOf=2026-06-20");
        Assert.Equal((int)list["total"]!, (int)file["total"]!);
        Assert.Equal(list["items"]!.ToJsonString(), file["items"]!.ToJsonString());
        Assert.Equal((long)list["run"]!["id"]!, (long)file["run"]!["id"]!);
    }

    [Theory]
    [InlineData("overview", "")]
    [InlineData("kpis/coverage", "?from=2026-06-10&to=2026-06-20")]
    [InlineData("kpis/coverage", "?by=owner")]
    [InlineData("apps", "?verdict=Gaps&asOf=2026-06-20")]
    [InlineData("changes", "?direction=worse&asOf=2026-06-20")]
    [InlineData("history", "?tier=Free")]
    [InlineData("runs", "?asOf=2026-06-20")]
    [InlineData("rules", "?asOf=2026-06-20")]
    [InlineData("tags", "?asOf=2026-06-20")]
    [InlineData("untagged", "?asOf=2026-06-20")]
    [InlineData("plans", "?tier=PremiumV3&asOf=2026-06-20")]
    [InlineData("costs", "?asOf=2026-06-20")]
    [InlineData("costs", "?by=costCentre&month=2026-06")]
    [InlineData("unlock-costs", "?environment=prod")]
    [InlineData("assumptions", "")]
    [InlineData("exceptions", "?asOf=2026-06-20")]
    [InlineData("policy-exemptions", "?finding=noExpiry&asOf=2026-06-20")]
    [InlineData("snapshots", "?asOf=2026-06-20")]
    [InlineData("subscriptions", "")]
    [InlineData("audit", "?action=demo.filled")]
    public async Task Every_list_is_a_file_in_each_format_and_each_file_says_what_it_is(string list, string query)
    {
        using var client = demo.Client("auditor");
        var csv = await client.GetStringAsync($"/api/v1/{list}.csv{query}");
        var rows = Csv(csv);
        var json = JsonNode.Parse(await client.GetStringAsync($"/api/v1/{list}.json{query}"))!;
        using var book = new MemoryStream(await client.GetByteArrayAsync($"/api/v1/{list}.xlsx{query}"));
        var about = book.Query(useHeaderRow: true, sheetName: "About").Cast<IDictionary<string, object>>()
            .ToDictionary(r => (string)r["fact"], r => r["value"]?.ToString() ?? "");
        var sheet = book.Query(sheetName: book.GetSheetNames()[1]).Cast<IDictionary<string, object>>().ToList();

        Assert.True(rows.Count > 1, csv);
        Assert.All(rows, r => Assert.Equal(rows[0].Count, r.Count));
        Assert.Equal(["asOf", "ruleSetVersion", "filter"], rows[0].TakeLast(3));
        Assert.Equal(rows.Count, sheet.Count);
        Assert.Equal(rows[0].SkipLast(3), sheet[0].Values.Cast<string>());
        Assert.All(rows.Skip(1), r => Assert.Equal((about["ruleSetVersion"], about["filter"]), (r[^2], r[^1])));
        Assert.NotEqual("", about["asOf"]);
        if (list == "overview") return;
        Assert.Equal((rows.Count - 1, about["filter"], about["ruleSetVersion"]), ((int)json["total"]!, (string)json["filter"]!, (string)json["ruleSetVersion"]!));
    }

    [Theory]
    [InlineData("overview?asOf=2026-06-20")]
    [InlineData("kpis/coverage?to=2026-06-20")]
    [InlineData("changes?asOf=2026-06-20")]
    [InlineData("history?asOf=2026-06-20")]
    [InlineData("runs?asOf=2026-06-20")]
    [InlineData("rules?asOf=2026-06-20")]
    [InlineData("plans?asOf=2026-06-20")]
    [InlineData("costs?asOf=2026-06-20")]
    [InlineData("unlock-costs?asOf=2026-06-20")]
    [InlineData("assumptions?asOf=2026-06-20")]
    [InlineData("exceptions?asOf=2026-06-20")]
    [InlineData("policy-exemptions?finding=NoCounterpart&asOf=2026-06-20")]
    [InlineData("unlock-costs/realised?asOf=2026-06-20")]
    [InlineData("certificates?asOf=2026-06-20")]
    [InlineData("pkis?asOf=2026-06-20")]
    public async Task Every_list_answers_csv_by_accept(string list)
    {
        using var client = demo.Client();
        var file = await client.GetStringAsync("/api/v1/" + list.Replace("?", ".csv?", StringComparison.Ordinal));
        client.DefaultRequestHeaders.Add("Accept", "text/csv");
        Assert.Equal(file, await client.GetStringAsync("/api/v1/" + list));
    }

    [Fact]
    public async Task A_workbook_keeps_odd_texts_and_goes_on_in_another_sheet_beyond_its_last_row()
    {
        object?[][] rows = [["_x003D_1+1", 1.5m], ["a\u0001<b>&\"", true], ["=1+1\r\n", null], ["\ud800", -7], [" x ", "y"]];
        using var stream = new MemoryStream();
        var pipe = System.IO.Pipelines.PipeWriter.Create(stream, new System.IO.Pipelines.StreamPipeWriterOptions(leaveOpen: true));
        await using (var book = new XlsxWorkbook(pipe, mostRows: 4)) await book.AddAsync("a<b>", ["one", "two"], rows.ToAsyncEnumerable(), default);

        Assert.Equal(["a<b>", "a<b> 2"], stream.GetSheetNames());
        var first = stream.Query(useHeaderRow: true, sheetName: "a<b>").Cast<IDictionary<string, object>>().ToList();
        var second = stream.Query(useHeaderRow: true, sheetName: "a<b> 2").Cast<IDictionary<string, object>>().ToList();
        Assert.Equal([("_x003D_1+1", 1.5), ("a\ufffd<b>&\"", true), ("'=1+1\r\n", null)], first.Select(r => ((string)r["one"], (object?)r["two"])));
        Assert.Equal([("\ufffd", -7.0), (" x ", "y")], second.Select(r => ((string)r["one"], (object?)r["two"])));
    }

    [Theory]
    [InlineData("scenario")]
    [InlineData("subscription")]
    [InlineData("costCentre")]
    [InlineData("owner")]
    [InlineData("environment")]
    [InlineData("sensitivity")]
    [InlineData("reachability")]
    public async Task Groups_of_coverage_add_up_to_the_estate(string dimension)
    {
        var groups = (await demo.GetAsync($"/api/v1/kpis/coverage?to=2026-06-20&by={dimension}"))["items"]!.AsArray();
        var whole = await demo.GetAsync("/api/v1/overview?asOf=2026-06-20");
        foreach (var (path, name) in new[] { ("apps", "total"), ("apps", "enforced"), ("coverage", "denominator"), ("coverage", "enforcedCount") })
            Assert.Equal((name, (int)whole[path]![name]!), (name, groups.Sum(g => (int)g![path]![name]!)));
    }

    /// <summary>A reader of RFC 4180, written apart from the writer.</summary>
    private static List<List<string>> Csv(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\r' or '\n')) cell.Append(c);
            else if (c != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c != '\n') continue;
                rows.Add(row);
                row = [];
            }
        }

        return rows;
    }
}
