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
    [InlineData("overview")]
    [InlineData("runs")]
    [InlineData("rules")]
    [InlineData("tags")]
    public async Task Every_list_is_a_file_in_each_format(string list)
    {
        var json = JsonNode.Parse(await demo.Client().GetStringAsync($"/api/v1/{list}.json"));
        Assert.NotNull(json);
        Assert.True(Csv(await demo.Client().GetStringAsync($"/api/v1/{list}.csv")).Count > 10);
        Assert.NotEmpty(await demo.Client().GetByteArrayAsync($"/api/v1/{list}.xlsx"));
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
