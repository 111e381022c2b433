using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp;
using AngleSharp.Dom;
using Dashboard.Core.Reports;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Components;

/// <summary>The pages of sealed months, as the server sends them: each figure is the sealed one, and each sentence names its figures.</summary>
public sealed class SnapshotPagesTests(RunningDemo demo)
{
    private const string Month = "2026-05";

    [Fact]
    public async Task The_list_has_every_month_with_its_sealed_coverage()
    {
        var page = await OpenAsync("/snapshots");
        var items = (await demo.GetAsync("/api/v1/snapshots"))["items"]!.AsArray();
        Assert.Equal(
            items.Select(i => $"{(string)i!["month"]!} {Percent(i["coveragePercent"])}"),
            page.QuerySelectorAll("[data-kpi=snapshot-coverage]").Select(e => $"{e.GetAttribute("data-month")} {Text(e)}"));
        Assert.Equal(items.Count.ToString(CultureInfo.InvariantCulture), page.QuerySelector("[data-total]")!.GetAttribute("data-total"));
        // Nothing is sealed at a moment before the first month's end.
        Assert.Contains("No month was sealed by then", Text((await OpenAsync("/snapshots?asOf=2025-01-01")).QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_says_what_is_sealed_and_each_sentence_names_figures_that_are_there()
    {
        var page = await OpenAsync($"/snapshots/{Month}");
        var month = await demo.GetAsync($"/api/v1/snapshots/{Month}");
        var figures = month["figures"]!;
        var names = FigureNames.Of((string)month["content"]!);
        Assert.Equal((string)month["snapshot"]!["hash"]!, Text(page.QuerySelector("[data-snapshot-hash]")!));
        Assert.Equal((string)month["snapshot"]!["hash"]!, page.QuerySelector("article")!.GetAttribute("data-hash"));
        Assert.StartsWith(Percent(figures["kpis"]!["coverage"]!["value"]), Text(page.QuerySelector("h1 .value")!), StringComparison.Ordinal);
        Assert.Contains(Percent(figures["kpis"]!["coverage"]!["value"]), Text(page.QuerySelector("tr[data-kpi=coverage]")!), StringComparison.Ordinal);
        Assert.Contains("Not yet measured", Text(page.QuerySelector("tr[data-kpi=renewal-lead-time]")!), StringComparison.Ordinal);
        Assert.Contains("Not yet measured", Text(page.QuerySelector("tr[data-kpi=connection-failures]")!), StringComparison.Ordinal);
        Assert.Equal(Count(figures["remediation"]!["open"]), Text(page.QuerySelector("[data-figure=snapshot-open]")!));
        Assert.Equal(Count(figures["remediation"]!["overdue"]), Text(page.QuerySelector("[data-figure=snapshot-overdue]")!));

        var sentences = page.QuerySelectorAll("li[data-figures]");
        Assert.Equal(month["summary"]!.AsArray().Select(s => (string)s!["text"]!), sentences.Select(s => Text(s.QuerySelector("span")!)));
        foreach (var sentence in sentences)
        {
            var used = sentence.GetAttribute("data-figures")!.Split(' ');
            Assert.All(used, name => Assert.True(names.ContainsKey(name), name));
            Assert.Equal(used.Select(n => names[n]), sentence.QuerySelectorAll("dd").Select(Text));
        }
    }

    [Fact]
    public async Task Every_count_leads_to_as_many_rows_of_the_months_last_moment()
    {
        var page = await OpenAsync($"/snapshots/{Month}");
        var followed = 0;
        foreach (var link in page.QuerySelectorAll("article a[data-figure][data-value]:not([data-of]), article a[data-figure=snapshot-open], article a[data-figure=snapshot-overdue], article a[data-figure^=month-]"))
        {
            var shown = (int)decimal.Parse(link.GetAttribute("data-value") ?? Text(link).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            Assert.Equal((link.GetAttribute("data-figure"), shown), (link.GetAttribute("data-figure"), (int)(await demo.GetAsync("/api/v1" + link.GetAttribute("href")))["total"]!));
            followed++;
        }

        Assert.True(followed > 12, $"only {followed} were followed");
    }

    [Fact]
    public async Task Any_two_months_are_compared_with_no_praise_of_what_was_not_seen_whole_and_reviewers_are_named()
    {
        await using var own = await RunningDemo.StartAsync(new Dictionary<string, string?> { ["Demo:Apps"] = "40", ["Demo:Months"] = "4" });
        var items = (await own.GetAsync("/api/v1/snapshots"))["items"]!.AsArray();
        Assert.True(items.Count >= 3);
        var (last, first) = ((string)items[0]!["month"]!, (string)items[^1]!["month"]!);
        var page = await OpenAsync($"/snapshots/{last}?against={first}", of: own);
        var row = Text(page.QuerySelector("tr[data-kpi=coverage]")!);
        Assert.Contains(Percent(items[0]!["coveragePercent"]), row, StringComparison.Ordinal);
        Assert.Contains(Percent(items[^1]!["coveragePercent"]), row, StringComparison.Ordinal);
        Assert.False((bool)items[^1]!["whole"]!);
        Assert.Empty(page.QuerySelectorAll("tr[data-kpi] .chg.better"));
        Assert.DoesNotContain("better than", Text(page.QuerySelector("header.answer .headline")!), StringComparison.Ordinal);
        // What is not sealed is not compared with: the month before is.
        Assert.Contains(Percent(items[1]!["coveragePercent"]), Text((await OpenAsync($"/snapshots/{last}?against=1999-01", of: own)).QuerySelector("tr[data-kpi=coverage]")!), StringComparison.Ordinal);

        // Who signed is told, and not asked again; of the last month it is still asked.
        Assert.NotNull((await OpenAsync($"/snapshots/{last}", "approver", own)).QuerySelector("[data-action='month.sign']"));
        var signed = items.First(i => i!["signOffs"]!.AsArray().Count > 0)!;
        page = await OpenAsync($"/snapshots/{(string)signed["month"]!}", "approver", own);
        Assert.Contains((string)signed["signOffs"]![0]!["by"]!, Text(page.QuerySelector("[aria-labelledby=signed-title]")!), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[data-action='month.sign']"));
    }

    [Theory]
    [InlineData("approver", true)]
    [InlineData("auditor", true)]
    [InlineData("security", false)]
    [InlineData("admin", false)]
    [InlineData("reader", false)]
    public async Task Signing_is_offered_to_reviewers_alone(string persona, bool offered)
    {
        var last = (string)(await demo.GetAsync("/api/v1/snapshots"))["items"]![0]!["month"]!;
        Assert.Equal(offered, (await OpenAsync($"/snapshots/{last}", persona)).QuerySelector("[data-action='month.sign']") is not null);
    }

    [Theory]
    [InlineData("2001-01", "January 2001 is not sealed")]
    [InlineData("may", "This month is not sealed")]
    [InlineData("2026-05?asOf=2026-05-20", "May 2026 is not sealed")]
    public async Task What_is_not_sealed_says_so(string name, string heading) =>
        Assert.Equal(heading, Text((await OpenAsync("/snapshots/" + name)).QuerySelector("h1")!));

    [Theory]
    [InlineData("costs.EUR.minor", "Plan cost, EUR")]
    [InlineData("moves.betterApps./subscriptions/1/sites/shop.cost.minor", "Cost of the app shop")]
    [InlineData("costPlans.unknownPlans", "Plans of unknown cost")]
    [InlineData("else", "else")]
    public void Figures_that_can_move_have_names(string name, string words) => Assert.Equal(words, SnapshotWords.FigureName(name));

    private async Task<IDocument> OpenAsync(string address, string persona = "reader", RunningDemo? of = null)
    {
        using var client = (of ?? demo).Client(persona);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var html = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), TestContext.Current.CancellationToken);
    }

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Percent(JsonNode? value) => Words.Percent((decimal?)value);

    private static string Count(JsonNode? value) => Words.Count((int)value!);
}
