using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Dashboard.EndToEnd.Tests;

/// <summary>The figures of the Overview are the API's, and each leads to exactly the rows behind it.</summary>
public sealed partial class FigureTests(DashboardProgram program, Browser browser) : IClassFixture<DashboardProgram>, IClassFixture<Browser>
{
    private static readonly string[] Lists = ["/apps", "/findings"];

    [Fact]
    public async Task The_verdicts_partition_the_total()
    {
        var apps = (await program.GetAsync("/api/v1/overview"))["apps"]!;
        int Of(string name) => (int)apps[name]!;
        Assert.True(Of("total") > 0);
        Assert.Equal(
            Of("total"), Of("enforced") + Of("gaps") + Of("notEnforced") + Of("unsupported") + Of("notApplicable") + Of("unknown"));
    }

    [Fact]
    public async Task Every_count_on_the_overview_leads_to_as_many_apps()
    {
        await using var visit = await browser.VisitAsync(program);
        await visit.OpenAsync("/");
        var figures = await visit.Page.Locator("a[data-figure]").EvaluateAllAsync<Figure[]>(
            "links => links.map(a => ({ name: a.dataset.figure, text: a.textContent.trim(), href: a.getAttribute('href') }))");
        Assert.True(figures.Length >= 10, $"only {figures.Length} figures");

        var followed = 0;
        var differing = new List<string>();
        foreach (var figure in figures.Where(f => Lists.Any(l => f.Href.StartsWith(l, StringComparison.Ordinal)) && WholeNumber().IsMatch(f.Text)))
        {
            var shown = int.Parse(figure.Text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            var rows = (int)(await program.GetAsync("/api/v1" + figure.Href))["total"]!;
            followed++;
            if (rows != shown) differing.Add($"{figure.Name}: {shown} shown, {rows} behind {figure.Href}");
        }

        Assert.Empty(differing);
        Assert.True(followed >= 6, $"only {followed} counts were followed");
    }

    [Fact]
    public async Task The_findings_and_the_time_to_remediate_are_the_APIs()
    {
        await using var visit = await browser.VisitAsync(program);
        await visit.OpenAsync("/");
        var overview = await program.GetAsync("/api/v1/overview");
        Assert.Equal((int)overview["findings"]!["open"]!, (int)await ValueAsync("findings-open"));
        Assert.Equal((int)overview["findings"]!["overdue"]!, (int)await ValueAsync("findings-overdue"));
        var kpi = overview["timeToRemediate"]!;
        // Each is of its own moment, some seconds apart.
        if (kpi["medianDays"] is { } median) Assert.Equal((decimal)median, await ValueAsync("time-to-remediate", "kpi"), 1);
        else Assert.Equal((decimal)kpi["medianLowerBoundDays"]!, await ValueAsync("time-to-remediate-bound", "kpi"), 1);
        Assert.Equal((int)kpi["closed"]!, (int)await ValueAsync("findings-fixed"));
        Assert.Equal((int)kpi["open"]!, (int)await ValueAsync("findings-still-open"));

        async Task<decimal> ValueAsync(string name, string kind = "figure") => decimal.Parse(
            (await visit.Page.Locator($"[data-{kind}={name}]").GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_headline_is_the_APIs_coverage()
    {
        await using var visit = await browser.VisitAsync(program);
        await visit.OpenAsync("/");
        var coverage = (await program.GetAsync("/api/v1/overview"))["coverage"]!;
        var percent = ((decimal)coverage["enforcedPercent"]!).ToString("0.0", CultureInfo.InvariantCulture);
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync($"{percent}%");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync($"{coverage["enforcedCount"]} of {coverage["denominator"]}");
    }

    [GeneratedRegex(@"^[0-9][0-9,]*$")]
    private static partial Regex WholeNumber();

    // Playwright fills objects through setters.
    private sealed class Figure
    {
        public string Name { get; set; } = "";

        public string Text { get; set; } = "";

        public string Href { get; set; } = "";
    }
}
