using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.MyApps;
using Dashboard.Web.Demo;
using Dashboard.Web.Tests.Support;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>The page of somebody's own apps on a real history: nobody else's are there, and each figure leads to its rows.</summary>
public sealed class MyAppsPageTests : BunitContext
{
    private static readonly AppState[] Estate =
    [
        App("late", "Ada@Example.com", ("MTLS001", Severity.Critical), ("MTLS012", Severity.Low)),
        App("soon", " ada@example.com ", ("MTLS002", Severity.High)),
        App("fine", "team-payments@example.com"),
        App("theirs", "eve@example.com", ("MTLS001", Severity.Critical)),
        App("nobodys", null, ("MTLS001", Severity.Critical)),
    ];

    [Fact]
    public async Task It_tells_what_is_to_change_first_on_own_apps_alone()
    {
        await using var history = await HistoryAsync();
        history.Clock.Advance(TimeSpan.FromDays(10));
        var page = Show(history, "/my-apps", "ada@example.com", "team-payments@example.com");
        Assert.Equal("3 findings open on your 3 apps", Text(page.Find("h1")));
        Assert.Equal(["late", "soon"], page.FindAll("tbody th a").Select(Text));
        Assert.Equal(["Mode off", "Mode optional"], page.FindAll("tbody .what a").Select(Text));
        Assert.Equal(["3 days late", "in 20 days"], page.FindAll("tbody .due > span:first-child").Select(Text));
        Assert.DoesNotContain("theirs", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("nobodys", page.Markup, StringComparison.Ordinal);
        Assert.EndsWith("/late#fix-panel", page.Find("tbody .fix a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.StartsWith("Fix", Text(page.Find("tbody .fix a")), StringComparison.Ordinal);
        Assert.Contains("because their owner tag means you", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MTLS003", "Fix", "/apps/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/shop?asOf=2026-10-31#fix-panel")]
    [InlineData("MTLS011", "Tag", "/tags?selected=%2Fsubscriptions%2Fs%2FresourceGroups%2Frg&owner=ada&asOf=2026-10-31#todo")]
    [InlineData("MTLS016", "Remedy", "/rules#MTLS016")]
    public void The_way_to_the_fix_is_that_of_the_rule(string rule, string word, string href)
    {
        var first = new FindingItem
        {
            Id = 1,
            RuleId = rule,
            Severity = Severity.High,
            Detected = Samples.Now,
            Due = Samples.Now,
            Overdue = false,
            Age = default,
            Baseline = false,
            Flapping = false,
            Occurrence = 1,
            App = Samples.App,
            SubscriptionName = "s",
        };
        Assert.Equal(
            new OwnFix(word, href),
            OwnFix.Of(new OwnAppToDo(first, 1, 0), AppFilter.Any with { Owner = ["ada"] }, AsOfUrl.EndOf(new DateOnly(2026, 10, 31))));
    }

    [Theory]
    [InlineData("/my-apps")]
    [InlineData("/my-apps?asOf=2026-11-30")]
    public async Task Every_figure_leads_to_the_rows_that_it_counts(string address)
    {
        await using var history = await HistoryAsync();
        history.Clock.Advance(TimeSpan.FromDays(10));
        await history.RunAsync(TestHistory.Seen(Estate[1] with { Rules = [], Verdict = Verdict.Enforced }, await history.AppIdAsync(Estate[1])));
        var figures = Show(history, address, "ada@example.com", "team-payments@example.com").FindAll("a[data-figure]");
        Assert.True(figures.Count >= 8, $"only {figures.Count} figures");
        foreach (var figure in figures) await FigureRows.AssertAsync(history, figure);
    }

    [Fact]
    public async Task Who_owns_nothing_is_told_what_was_looked_for()
    {
        await using var history = await HistoryAsync();
        var page = Show(history, "/my-apps", "nina@example.com", "<b>team</b>");
        Assert.Equal("No app carries your name", Text(page.Find("h1")));
        Assert.Equal(["nina@example.com", "<b>team</b>"], page.FindAll(".names code").Select(Text).OrderDescending());
        Assert.Empty(page.FindAll("[data-figure]"));
        Assert.Contains("Nothing can mean you", Show(history, "/my-apps").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_run_and_on_a_broken_history_it_says_so()
    {
        await using var empty = await TestHistory.CreateAsync(Samples.Now);
        Assert.Contains("Nothing was collected yet", Show(empty, "/my-apps", "ada@example.com").Find(".state").TextContent, StringComparison.Ordinal);
        await using var other = new MyAppsPageTests();
        await using var broken = await TestHistory.CreateAsync(Samples.Now, schema: false);
        Assert.Matches("[0-9a-f]{4}-[0-9a-f]{4}", other.Show(broken, "/my-apps", "ada@example.com").Find("[role=alert] code").TextContent);
    }

    [Fact]
    public async Task Where_all_is_well_it_says_so()
    {
        await using var history = await HistoryAsync();
        var page = Show(history, "/my-apps", "team-payments@example.com");
        Assert.Equal("Nothing to change on your 1 app", Text(page.Find("h1")));
        Assert.Contains("Nothing is open", page.Markup, StringComparison.Ordinal);
    }

    private static AppState App(string name, string? owner, params (string Rule, Severity Severity)[] failed) => Samples.App with
    {
        ResourceId = $"/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/{name}",
        Name = name,
        Owner = owner,
        Verdict = failed.Length == 0 ? Verdict.Enforced : Verdict.NotEnforced,
        Sensitivity = Sensitivity.Confidential,
        Rules = [.. failed.Select(f => new RuleOutcome(f.Rule, RuleResult.Fail, f.Severity, "why"))],
    };

    private static async Task<TestHistory> HistoryAsync()
    {
        var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync([.. Estate.Select(a => TestHistory.Seen(a, null))]);
        return history;
    }

    private IRenderedComponent<MyAppsPage> Show(TestHistory history, string address, params string[] names)
    {
        if (Services.All(s => s.ServiceType != typeof(OverviewQuery)))
        {
            JSInterop.Mode = JSRuntimeMode.Loose;
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var user = new ClaimsPrincipal(new ClaimsIdentity(names.Select(n => new Claim(DashboardClaims.Owner, n)), "test"));
        var page = Render<MyAppsPage>(p => p.AddCascadingValue(Task.FromResult(new AuthenticationState(user))));
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
