using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access.Demo;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Charts;
using Dashboard.Web.Components.Pages.Overview;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Tests.Support;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>The Overview on a real history: what it says to whom, and that each figure leads to the rows that it counts.</summary>
public sealed class OverviewPageTests : BunitContext
{
    private const string RetailId = "11111111-1111-4111-8111-111111111111";
    private const string BankId = "22222222-2222-4222-8222-222222222222";

    private static readonly AppState[] Tagged =
    [
        App("a", Verdict.Enforced), App("b", Verdict.Enforced) with { Owner = "Payments", Environment = "test" },
        App("c", Verdict.Gaps) with { Reachability = Reachability.Private, Owner = "Payments" },
        App("d", Verdict.NotEnforced, BankId) with { CostCentre = "<b>CC</b>", Owner = "Payments" },
        App("e", Verdict.Unsupported, BankId) with { CostCentre = null, Scenario = "iot" },
        App("f", Verdict.NotEnforced) with { InScope = null, Sensitivity = null },
        App("g", Verdict.Enforced) with { Stopped = true }, App("h", Verdict.NotApplicable),
        App("i", Verdict.NotEnforced) with { InScope = false, OptedOut = true },
    ];

    private static readonly AppState[] Failing =
    [
        .. Tagged[1..4].Select(a => a with { Verdict = Verdict.NotEnforced, Owner = a.Name == "b" ? "Risk" : a.Owner, Rules = [new RuleOutcome("MTLS001", RuleResult.Fail, Severity.High, "off")] }),
        Tagged[0],
    ];

    /// <summary>As Azure has them on the first day: no tag anywhere.</summary>
    private static readonly AppState[] Bare =
    [
        .. Tagged.Select(a => a with
        {
            InScope = null, Sensitivity = null, Owner = null, CostCentre = null, Environment = null, Scenario = null, OptedOut = false,
        }),
    ];

    [Theory]
    [InlineData("/")]
    [InlineData("/?owner=Payments")]
    [InlineData("/?owner=Payments&environment=&by=environment")]
    [InlineData("/?reachability=private&by=sensitivity&sort=-apps")]
    [InlineData("/?by=scenario&sort=value")]
    [InlineData("/?by=tier&sort=change")]
    public async Task Every_figure_leads_to_the_rows_that_it_counts(string address)
    {
        foreach (var estate in new[] { Tagged, Bare })
        {
            await using var context = new OverviewPageTests();
            await using var history = await HistoryAsync(estate);
            var page = context.Show(history, address);
            var followed = 0;
            foreach (var figure in page.FindAll("a[data-figure]"))
            {
                await FigureRows.AssertAsync(history, figure);
                followed++;
            }

            Assert.True(followed >= 12, $"only {followed} figures under {address}");
            Assert.Single(page.FindAll("h1"));
        }
    }

    [Fact]
    public async Task An_untagged_estate_leads_with_what_anyone_can_reach_and_shows_the_way_to_tags()
    {
        await using var history = await HistoryAsync(Bare);
        var page = Show(history, "/");
        Assert.Equal("33.3% enforced", Text(page.Find("h1")));
        var hero = Text(page.Find(".hero"));
        Assert.StartsWith("Publicly reachable apps", hero, StringComparison.Ordinal);
        Assert.Contains("2 of 6 apps that anyone on the internet can reach.", hero, StringComparison.Ordinal);
        Assert.Contains("9 apps unclassified.", hero, StringComparison.Ordinal);
        Assert.Equal("/apps?inScope=unclassified", page.Find(".hero [data-figure=unclassified]").GetAttribute("href"));
        Assert.NotNull(page.Find(".hero a[href='/tags']"));
        Assert.NotNull(page.Find(".hero a[href='/rules#MTLS011']"));

        var chart = page.FindAll("section.card").Single(c => Text(c).StartsWith("Publicly reachable apps, day by day", StringComparison.Ordinal));
        Assert.StartsWith("Enforced: 33.3%", chart.QuerySelector("[role=img]")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing to draw", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("none granted", page.Markup, StringComparison.Ordinal);

        Assert.Equal("Subscription", Text(page.Find(".tabs [aria-current=true]")));
        Assert.Equal([RetailId, BankId], Values(page).Order());
        Assert.Equal(["private", "public"], Values(Show(history, "/?by=reachability")).Select(v => v.ToLowerInvariant()).Order());
    }

    [Fact]
    public async Task The_headline_says_coverage_change_and_target_in_words()
    {
        await using var history = await HistoryAsync(Tagged);
        var hero = Text(Show(history, "/").Find(".hero"));
        Assert.Contains("40.0% enforced", hero, StringComparison.Ordinal);
        Assert.Contains("2 of 5 apps.", hero, StringComparison.Ordinal);
        Assert.Contains("Nothing to compare with on 31 October", hero, StringComparison.Ordinal);
        Assert.Contains("3 more, of the other 3, reach the 90% target.", hero, StringComparison.Ordinal);
        Assert.Contains("Classified 8 of 9", hero, StringComparison.Ordinal);
        Assert.Contains("Proven: not measured yet", hero, StringComparison.Ordinal);
        Assert.Contains("With exceptions 40.0% (none granted)", hero, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_and_overdue_findings_stand_beside_the_headline_with_their_change()
    {
        await using var history = await HistoryAsync(Failing);
        var hero = Show(history, "/").Find(".hero .open");
        Assert.Equal("3 open findings Nothing to compare with on 31 October 0 of them overdue Nothing to compare with on 31 October", Text(hero));
        history.Clock.Advance(TimeSpan.FromDays(45));
        var page = Show(history, "/?owner=Payments");
        Assert.Equal("2 open findings Unchanged since 31 December 2 of them overdue Unchanged since 31 December", Text(page.Find(".hero .open")).Replace(" 2026", "", StringComparison.Ordinal));
        Assert.Equal("/findings?status=Overdue&owner=payments", page.Find("[data-figure=findings-overdue]").GetAttribute("href"));
        Assert.NotNull(page.Find(".hero .open .late"));
    }

    [Fact]
    public async Task The_time_to_remediate_is_the_apis_or_says_that_it_was_not_reached()
    {
        await using var history = await HistoryAsync(Failing);
        history.Clock.Advance(TimeSpan.FromDays(20));
        Assert.StartsWith("Not reached more than 20 days", Text(Tile(Show(history, "/")).QuerySelector(".value")!), StringComparison.Ordinal);
        foreach (var app in Failing.Take(2))
            await history.RunAsync(TestHistory.Seen(app with { Verdict = Verdict.Enforced, Rules = [app.Rules[0] with { Result = RuleResult.Pass }] }, await history.AppIdAsync(app)));
        history.Clock.Advance(TimeSpan.FromDays(1));
        var page = Show(history, "/");
        var tile = Tile(page);
        Assert.StartsWith("20 days", Text(tile.QuerySelector(".value")!), StringComparison.Ordinal);
        Assert.Equal(20m, decimal.Parse(page.Find("[data-kpi=time-to-remediate]").GetAttribute("data-value")!, CultureInfo.InvariantCulture));
        Assert.Contains("90th percentile: not reached, more than 21 days", Text(tile), StringComparison.Ordinal);
        Assert.EndsWith("2 remediated, 1 open, 0 ended otherwise", Text(tile), StringComparison.Ordinal);
        Assert.Equal("/remediation", tile.QuerySelector("a.fig")!.GetAttribute("href"));
        Assert.Contains("Nothing to measure yet", Text(Tile(Show(history, "/?owner=Shop"))), StringComparison.Ordinal);

        static IElement Tile(IRenderedComponent<OverviewPage> page) =>
            page.FindAll(".tile").Single(t => Text(t).StartsWith("Time to remediate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_measured_yet_says_why_and_has_no_figure()
    {
        await using var history = await HistoryAsync(Tagged);
        var kpis = Show(history, "/").FindAll(".strip [data-kpi]");
        Assert.Equal(["renewal-lead-time", "connection-failures"], kpis.Select(k => k.GetAttribute("data-kpi")));
        Assert.All(kpis, k => Assert.Contains("Not measured yet.", Text(k), StringComparison.Ordinal));
        Assert.All(kpis, k => Assert.DoesNotMatch("[0-9]", Text(k)));
    }

    [Fact]
    public async Task The_breakdown_follows_the_filter_and_is_sorted_by_the_address()
    {
        await using var history = await HistoryAsync(Tagged);
        var page = Show(history, "/?owner=Payments&by=owner");
        Assert.Equal(["Payments"], Values(page));
        Assert.Contains("under the filters above", Text(Breakdown(page)), StringComparison.Ordinal);
        Assert.Equal("1", Breakdown(page).GetAttribute("data-total"));

        var sorted = Show(history, "/?sort=-apps");
        Assert.Equal("descending", sorted.FindAll("th[aria-sort]").Single(h => Text(h) == "Apps").GetAttribute("aria-sort"));
        Assert.Equal("CC-1", Values(sorted)[0]);
        Assert.Contains("Not tagged", Values(sorted));
        Assert.Contains("<b>CC</b>", Values(sorted));
        Assert.EndsWith("sort=apps", sorted.FindAll("th[aria-sort] a").Single().GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(["<b>CC</b>", "CC-1", "Not tagged"], Values(Show(history, "/?sort=value")));
    }

    [Fact]
    public async Task Figures_that_stand_on_a_partial_run_are_marked()
    {
        await using var history = await HistoryAsync(Tagged);
        Assert.DoesNotContain("partial run", Text(Show(history, "/").Find(".hero")), StringComparison.Ordinal);
        var last = history.Clock.GetUtcNow();
        history.Clock.Advance(TimeSpan.FromHours(1));
        await MergeAsync(history, RunStatus.Partial, new AppChange.BecameStale(await history.AppIdAsync(Tagged[3]), last));
        var page = Show(history, "/?by=subscription");
        Assert.Contains("From a partial run: 1 app of these was not read and counts as last seen.", Text(page.Find(".hero")), StringComparison.Ordinal);
        Assert.Equal("1", Text(page.Find("[data-figure=by-stale]")));
    }

    [Fact]
    public async Task A_first_visit_sees_thirty_days_and_the_next_one_what_changed_since()
    {
        await using var history = await HistoryAsync(Tagged);
        Assert.Contains("In the last 30 days", Panel(Show(history, "/")), StringComparison.Ordinal);
        await history.Get<RecordVisitCommand>().RunAsync("demo:reader", history.Clock.GetUtcNow(), Token);
        var seen = history.Clock.GetUtcNow();
        history.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Contains("No run was made since then.", Panel(Show(history, "/")), StringComparison.Ordinal);

        var drifted = Tagged[0] with { Verdict = Verdict.NotEnforced };
        await history.RunAsync(TestHistory.Seen(drifted, await history.AppIdAsync(drifted), new AppEvent
        {
            Kind = AppEventKind.Changed,
            OccurredAt = seen.AddMinutes(1),
            Exact = true,
            VerdictBefore = Verdict.Enforced,
            VerdictAfter = Verdict.NotEnforced,
            Author = new ChangeAuthor("<i>eve</i>@example.org", "User", "Azure Portal", "Write"),
            ChangeId = "1",
        }));
        history.Clock.Advance(TimeSpan.FromMinutes(5));
        var page = Show(history, "/");
        Assert.Contains("Since your last visit", Panel(page), StringComparison.Ordinal);
        Assert.Equal(["1 got worse", "0 got better", "0 other"], page.FindAll(".sums li").Select(Text));
        Assert.Contains("Got worse:", Panel(page), StringComparison.Ordinal);
        Assert.Contains("by <i>eve</i>@example.org", Panel(page), StringComparison.Ordinal);
        var (view, problems) = ChangesView.Parse(QueryHelpers.ParseQuery(new Uri("http://x" + page.Find("[data-figure=since-worse]").GetAttribute("href")).Query));
        Assert.Empty(problems);
        Assert.Equal(history.Clock.GetUtcNow(), view.Events.Until);
        Assert.Equal([EventDirection.Worse], view.Events.Direction);
        Assert.Contains("In the 30 days before", Panel(Show(history, "/?asOf=2026-11-24T09:00:00Z")), StringComparison.Ordinal);
    }

    [Fact]
    public void Excepted_apps_are_a_band_only_where_there_are_any()
    {
        var counts = new PostureCounts { Total = 10, InScope = 10, Denominator = 10, CoveredEnforced = 5, CoveredGaps = 3, CoveredNotEnforced = 2 };
        var run = new RunRef(1, RunStatus.Succeeded, Samples.Now, Samples.Now, []);
        var excepted = new ExceptedCounts { Gaps = 2, NotEnforced = 1 };
        Assert.DoesNotContain("Excepted", Hero(default), StringComparison.Ordinal);
        Assert.Contains("3Excepted", Hero(excepted), StringComparison.Ordinal);
        Assert.Contains("With exceptions 80.0%", Hero(excepted), StringComparison.Ordinal);

        Assert.Equal(["Enforced", "Gaps", "Not enforced", "Unsupported", "Unknown"], Bands(default).Series.Select(s => s.Name));
        var bands = Bands(excepted);
        Assert.Equal(["Enforced 5", "Excepted 3", "Gaps 1", "Not enforced 1", "Unsupported 0", "Unknown 0"], bands.Series.Select(s => $"{s.Name} {s.Counts[0]}"));
        JSInterop.Mode = JSRuntimeMode.Loose;
        Assert.Single(Render<BandChart>(p => p.Add(c => c.Spec, bands)).FindAll(".f-excepted"));

        string Hero(ExceptedCounts some) => Text(Render<OverviewHero>(p => p
            .Add(h => h.Answer, new OverviewAnswer(Samples.Now, run, counts) { Excepted = some }).Add(h => h.Then, "31 October").Add(h => h.Target, 90)
            .Add(h => h.Population, AppFilter.Any)).Find(".hero"));

        ChartSpec Bands(ExceptedCounts some) => CoverageCharts.Bands(
            new TrendAnswer([new TrendDay(new DateOnly(2026, 11, 1), counts, RunStatus.Succeeded) { Excepted = some }], Samples.Now, null), 90, "/apps");
    }

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private static AppState App(string name, Verdict verdict, string subscription = RetailId) => Samples.App with
    {
        ResourceId = $"/subscriptions/{subscription}/resourceGroups/rg/providers/Microsoft.Web/sites/{name}",
        Name = name,
        SubscriptionId = subscription,
        Verdict = verdict,
        InScope = true,
        Sensitivity = Sensitivity.Confidential,
        Owner = "Shop",
        CostCentre = "CC-1",
        Environment = "prod",
        Scenario = "b2b-api",
        Tier = "PremiumV3",
        Reachability = Reachability.Public,
    };

    private static async Task<TestHistory> HistoryAsync(AppState[] estate)
    {
        var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync([.. estate.Select(a => TestHistory.Seen(a, null))]);
        return history;
    }

    private static async Task MergeAsync(TestHistory history, RunStatus status, params AppChange[] changes)
    {
        var store = history.Get<IRunStore>();
        var lease = await store.TryBeginAsync(new RunStart(RunTrigger.Schedule, "schedule", "https://example.org", "Azure", "1.0"), Token);
        await store.MergeAsync(lease!, new RunMerge { Status = status, Changes = changes, Subscriptions = [], Report = new RunReport() }, Token);
    }

    private IRenderedComponent<OverviewPage> Show(TestHistory history, string address)
    {
        if (Services.All(s => s.ServiceType != typeof(OverviewQuery)))
        {
            JSInterop.Mode = JSRuntimeMode.Loose;
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddSingleton(new DashboardSettings { Mode = DashboardMode.Azure, DataDirectory = "/", Storage = history.Settings });
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var user = new AuthenticationState(Personas.Find("reader")!.ToPrincipal("Demo"));
        var page = Render<OverviewPage>(p => p.AddCascadingValue(Task.FromResult(user)));
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static IElement Breakdown(IRenderedComponent<OverviewPage> page) => page.Find("section[aria-labelledby=by-title]");

    private static List<string> Values(IRenderedComponent<OverviewPage> page) =>
        [.. Breakdown(page).QuerySelectorAll("tbody th a.name").Select(a => a.TextContent)];

    private static string Panel(IRenderedComponent<OverviewPage> page) => Text(page.Find("section[aria-labelledby=changes-title]"));

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
