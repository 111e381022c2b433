using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.Remediation;
using Dashboard.Web.Demo;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>How fast findings are remediated, on a real history whose figures can be reckoned by hand.</summary>
public sealed class RemediationPageTests : BunitContext
{
    private static readonly AppState Off = Samples.App with { Verdict = Verdict.NotEnforced, Owner = "team-blue", Rules = [new("MTLS001", RuleResult.Fail, Severity.Critical, "why")] };

    [Fact]
    public async Task Before_the_first_run_nothing_is_measured()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        var page = Show(history);
        Assert.Equal("Remediation", Text(page.Find("h1")));
        Assert.Contains("No run yet", Text(page.Find(".state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_estate_without_failures_has_no_times_and_not_zero()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Mended(Off), null));
        var page = Show(history);
        Assert.Equal("No finding is open", Text(page.Find("h1")));
        Assert.Equal("No finding", Text(page.Find("[data-figure=ttr-median]")));
        Assert.Contains("No headline finding was detected in the last 365 days.", Text(page.Find(".lead")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-figure=ttr-mean], [data-figure=ttr-30], [data-figure=sla-kept]"));
    }

    /// <summary>
    /// Four apps fail the same rule from the first run on. One is mended after 4 days, one after 9: one fails since, and one is gone, which
    /// is no mending. So of four followed ones the share that stands is 3/4 after 4 days and 2/4 after 9: the median is 9 days.
    /// </summary>
    [Fact]
    public async Task The_figures_are_those_of_the_life_and_each_leads_to_its_rows()
    {
        await using var history = await LifeAsync();
        var page = Show(history);
        Assert.Equal("1 of 1 open finding is overdue", Text(page.Find("h1")));
        Assert.Contains("Half of the headline findings are remediated within 9 days, unless they end otherwise.", Text(page.Find(".lead")), StringComparison.Ordinal);
        Assert.Equal("9 days", Text(page.Find("[data-figure=ttr-median]")));
        Assert.Equal("Not reached", Text(page.Find("[data-figure=ttr-p90]")));
        Assert.Equal("6.5 days", Text(page.Find("[data-figure=ttr-mean]")));
        Assert.Equal(["4 headline findings", "2", "1", "1"], page.FindAll("p.sub [data-figure^=curve-]").Select(Text));
        // One was mended before it was due, after 4 days; one after it; one stands beyond it; one was gone after 10 days, past its 7.
        Assert.Equal(["1", "3", "0"], page.FindAll("[data-figure^=sla-]:not([data-figure=sla-kept])").Select(Text));
        Assert.Equal("25.0%", Text(page.Find("[data-figure=sla-kept]")));
        Assert.Equal(["0", "1", "0", "0", "1"], page.FindAll("[data-figure=open-age], [data-figure=open-headline]").Select(Text));
        var figures = page.FindAll("a[data-figure]").ToList();
        Assert.True(figures.Count > 15, "few figures");
        foreach (var figure in figures) await FigureRows.AssertAsync(history, figure);
    }

    [Fact]
    public async Task The_weeks_add_up_and_each_leads_to_its_rows()
    {
        await using var history = await LifeAsync();
        var page = Show(history);
        var rows = page.FindAll("section").Single(s => Text(s).StartsWith("Arrivals", StringComparison.Ordinal)).QuerySelectorAll(".only-print tbody tr");
        var numbers = rows.Select(r => r.QuerySelectorAll("td").Select(c => int.Parse(c.TextContent, CultureInfo.InvariantCulture)).ToArray()).Reverse().ToList();
        var open = 0;
        foreach (var week in numbers)
        {
            open += week[0] - week[1] - week[2];
            Assert.Equal(open, week[3]);
        }

        Assert.Equal((4, 2, 1), (numbers.Sum(n => n[0]), numbers.Sum(n => n[1]), numbers.Sum(n => n[2])));
    }

    [Fact]
    public async Task By_an_owner_the_names_are_text_and_the_url_says_by_what()
    {
        await using var history = await LifeAsync();
        Assert.Equal("team-blue", Text(Show(history).Find("#by tbody th bdi")));
        var page = Show(history, "/remediation?by=rule");
        Assert.Equal("Mode off", Text(page.Find("#by tbody th bdi")));
        Assert.Equal("true", page.FindAll("nav[aria-label=Dimension] a").Single(a => Text(a) == "Rule").GetAttribute("aria-current"));
    }

    [Theory]
    [InlineData("rule")]
    [InlineData("severity")]
    [InlineData("scenario")]
    [InlineData("subscription")]
    public async Task Each_group_leads_to_its_rows(string dimension)
    {
        await using var history = await LifeAsync();
        var figures = Show(history, "/remediation?by=" + dimension).FindAll("#by a[data-figure]").ToList();
        Assert.Equal(4, figures.Count);
        foreach (var figure in figures) await FigureRows.AssertAsync(history, figure);
    }

    [Fact]
    public async Task In_the_first_days_the_table_says_nothing_of_days_that_nobody_was_followed_for()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Off, null));
        history.Clock.Advance(TimeSpan.FromDays(8));
        var table = Show(history).FindAll("section").Single(s => Text(s).StartsWith("How long", StringComparison.Ordinal)).QuerySelector(".only-print table")!;
        Assert.Equal(["0", "7"], table.QuerySelectorAll("tbody th").Select(Text));
    }

    [Fact]
    public async Task Within_a_day_no_file_is_offered_that_would_be_of_its_end()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/remediation?asOf=" + Samples.Now.AddDays(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Assert.Empty(page.FindAll("#export-menu a[download]"));
        Assert.NotEmpty(Show(history).FindAll("#export-menu a[download]"));
        Assert.Contains("No run by then", Text(Show(history, "/remediation?asOf=0001-03-01").Find(".state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_of_an_earlier_moment_only_what_was_known_then_is_counted()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/remediation?asOf=" + Samples.Now.AddDays(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Assert.Equal("None of 3 open findings is overdue", Text(page.Find("h1")));
        Assert.Equal("Not reached", Text(page.Find("[data-figure=ttr-median]")));
        Assert.Contains("more than 5 days", Text(page.Find(".lead")), StringComparison.Ordinal);
        foreach (var figure in page.FindAll("a[data-figure]").ToList()) await FigureRows.AssertAsync(history, figure);
    }

    /// <summary>Every seventh day back from the twentieth: one open, one, and three of the four; too few weeks to look ahead.</summary>
    [Fact]
    public async Task The_backlog_is_told_by_days_and_without_a_date_while_too_little_is_known()
    {
        await using var history = await LifeAsync();
        var page = Show(history);
        var panel = page.FindAll("section").Single(s => Text(s).StartsWith("Backlog", StringComparison.Ordinal));
        Assert.Equal(["1", "1", "3"], panel.QuerySelectorAll("[data-figure=day-open]").Select(Text));
        Assert.Equal(["1", "1", "0"], panel.QuerySelectorAll("[data-figure=day-overdue]").Select(Text));
        Assert.Equal("TooFewWeeks", panel.QuerySelector(".said")!.GetAttribute("data-outcome"));
        Assert.Matches("^No date yet: [1-7] weeks? of changes (is|are) known, and 8 are needed.$", Text(panel.QuerySelector(".said")!));
        Assert.Null(panel.QuerySelector("path.band"));
        foreach (var figure in panel.QuerySelectorAll("a[data-figure]")) await FigureRows.AssertAsync(history, figure);
    }

    [Fact]
    public async Task The_target_of_the_backlog_is_in_the_url_and_in_every_link_that_keeps_the_page()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/remediation?target=3");
        Assert.Equal("Reached: at most 3 findings open.", Text(page.Find(".said")));
        Assert.All(page.FindAll("nav[aria-label=Dimension] a"), a => Assert.Contains("target=3", a.GetAttribute("href"), StringComparison.Ordinal));
        page.Find(".aim input").Change("0");
        Assert.DoesNotContain("target", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.Find(".aim input").Change("-1");
        Assert.EndsWith("/remediation", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private static AppState Mended(AppState app) => app with { Verdict = Verdict.Enforced, Rules = [.. app.Rules.Select(r => r with { Result = RuleResult.Pass })] };

    private static AppState App(int number) => Off with { ResourceId = Off.ResourceId + number, Name = "shop" + number };

    private static async Task<TestHistory> LifeAsync()
    {
        var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync([.. Enumerable.Range(1, 4).Select(i => TestHistory.Seen(App(i), null))]);
        history.Clock.Advance(TimeSpan.FromDays(4));
        await history.RunAsync(TestHistory.Seen(Mended(App(1)), await history.AppIdAsync(App(1))));
        history.Clock.Advance(TimeSpan.FromDays(5));
        await history.RunAsync(TestHistory.Seen(Mended(App(2)), await history.AppIdAsync(App(2))));
        history.Clock.Advance(TimeSpan.FromDays(1));
        await history.RunAsync(new Dashboard.Core.Collection.AppChange.Decommissioned(await history.AppIdAsync(App(3))));
        history.Clock.Advance(TimeSpan.FromDays(10));
        return history;
    }

    private IRenderedComponent<RemediationPage> Show(TestHistory history, string address = "/remediation")
    {
        if (Services.All(s => s.ServiceType != typeof(RemediationQuery)))
        {
            JSInterop.Mode = JSRuntimeMode.Loose;
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<RemediationPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
