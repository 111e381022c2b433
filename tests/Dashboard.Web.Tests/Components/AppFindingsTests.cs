using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.AppDetails;
using Dashboard.Web.Demo;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>The findings on the page of an app, on a real history.</summary>
public sealed class AppFindingsTests : BunitContext
{
    private static readonly AppState Off = Samples.App with { Verdict = Verdict.NotEnforced, Rules = [Failed("MTLS001", Severity.Critical), Failed("MTLS004", Severity.High)] };
    private static readonly AppState On = Off with { Verdict = Verdict.Enforced, Rules = [.. Off.Rules.Select(r => r with { Result = RuleResult.Pass })] };
    private static readonly AppState Other = Off with { ResourceId = Off.ResourceId + "2", Name = "shop2" };

    [Fact]
    public async Task Open_findings_come_first_and_say_when_they_are_due()
    {
        await using var history = await HistoryAsync(Off, Other);
        history.Clock.Advance(TimeSpan.FromDays(9));
        var page = Show(history);
        Assert.Equal("2 open, 1 overdue, 0 ended. Dates in UTC", Text(Panel(page).QuerySelector(".sub")!));
        Assert.Equal(["Mode off", "HTTP open"], Panel(page).QuerySelectorAll("tbody a.name").Select(Text));
        Assert.Equal(["2 days late", "in 21 days"], Panel(page).QuerySelectorAll(".due > span:first-child").Select(Text));
        Assert.Contains("at the first run", Text(Panel(page).QuerySelector("tbody th")!), StringComparison.Ordinal);
        Assert.Contains("open for 9 days or longer", Text(Panel(page)), StringComparison.Ordinal);
        Assert.Contains("2 days late", Text(page.Find(".side .alarm")), StringComparison.Ordinal);
        Assert.StartsWith("/findings?app=", Panel(page).QuerySelector("tbody a.name")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("&selected=", Panel(page).QuerySelector("tbody a.name")!.GetAttribute("href"), StringComparison.Ordinal);
        foreach (var figure in Panel(page).QuerySelectorAll("a[data-figure]")) await FigureRows.AssertAsync(history, figure);
        Assert.Equal(2, await FigureRows.CountAsync(history, Panel(page).QuerySelector(".card-head a")!.GetAttribute("href")!));
    }

    [Fact]
    public async Task What_ended_is_folded_and_says_how_and_how_well_that_is_known()
    {
        await using var history = await HistoryAsync(Off);
        history.Clock.Advance(TimeSpan.FromDays(2));
        var id = await history.AppIdAsync(Off);
        await history.RunAsync(TestHistory.Seen(On, id));
        history.Clock.Advance(TimeSpan.FromDays(1));
        await history.RunAsync(TestHistory.Seen(Off, id));
        var folded = Show(history);
        var more = Panel(folded).QuerySelector("[aria-expanded=false]")!;
        Assert.Equal("2 ended", Text(more));
        Assert.EndsWith("&ended=all", more.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(2, Panel(folded).QuerySelectorAll("tbody tr").Length);
        Assert.Contains("occurrence 2", Text(Panel(folded)), StringComparison.Ordinal);

        var open = Show(history, "&ended=all");
        Assert.Equal(["Remediated", "Remediated"], Panel(open).QuerySelectorAll(".how").Select(Text));
        Assert.Equal(["2 days or longer", "2 days or longer"], Panel(open).QuerySelectorAll(".after").Select(Text));
        Assert.All(Panel(open).QuerySelectorAll(".when"), w => Assert.Contains("time of the run that saw it", Text(w), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_to_fix_it_is_named_and_the_ticket_gets_no_opener()
    {
        await using var history = await HistoryAsync(Off);
        var actor = Actors.Of(Personas.Find("security")!.ToPrincipal(DemoAuthenticationHandler.Scheme));
        await history.Get<NoteFindingCommand>().RunAsync(1, FindingNoteKind.Assignment, "<b>Marta</b>", actor, Token);
        await history.Get<NoteFindingCommand>().RunAsync(1, FindingNoteKind.Ticket, "https://tickets.example/SEC-1?a=\"b", actor, Token);
        history.Clock.Advance(TimeSpan.FromMinutes(1));
        var who = Panel(Show(history)).QuerySelectorAll(".who").Single(w => w.TextContent.Contains("Marta", StringComparison.Ordinal));
        Assert.Contains("<b>Marta</b>", Text(who), StringComparison.Ordinal);
        var ticket = who.QuerySelector("a")!;
        Assert.StartsWith("https://tickets.example/SEC-1", ticket.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("noopener", ticket.GetAttribute("rel"), StringComparison.Ordinal);
        Assert.Single(Panel(Show(history)).QuerySelectorAll(".who"), w => Text(w) == "Nobody");
    }

    [Fact]
    public async Task An_app_without_findings_says_why()
    {
        await using var history = await HistoryAsync(On);
        Assert.Contains("No rule that applies to this app has failed by then.", Text(Panel(Show(history))), StringComparison.Ordinal);
        Assert.Empty(Panel(Show(history)).QuerySelectorAll("table"));
    }

    [Fact]
    public async Task As_of_an_earlier_moment_later_ends_are_not_told()
    {
        await using var history = await HistoryAsync(Off);
        var then = history.Clock.GetUtcNow().AddHours(1);
        history.Clock.Advance(TimeSpan.FromDays(2));
        await history.RunAsync(TestHistory.Seen(On, await history.AppIdAsync(Off)));
        Assert.Contains("2 open, 0 overdue, 0 ended", Text(Panel(Show(history, at: then))), StringComparison.Ordinal);
        Assert.Contains("0 open, 0 overdue, 2 ended", Text(Panel(Show(history))), StringComparison.Ordinal);
    }

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private static RuleOutcome Failed(string rule, Severity severity) => new(rule, RuleResult.Fail, severity, "why");

    private static async Task<TestHistory> HistoryAsync(params AppState[] apps)
    {
        var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync([.. apps.Select(a => TestHistory.Seen(a, null))]);
        return history;
    }

    /// <summary>The page as of a moment, by default the present one: then nothing can be started from it.</summary>
    private IRenderedComponent<AppPage> Show(TestHistory history, string query = "", DateTimeOffset? at = null)
    {
        if (Services.All(s => s.ServiceType != typeof(OverviewQuery)))
        {
            JSInterop.Mode = JSRuntimeMode.Loose;
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddDashboardStorage(history.Settings);
        }

        var moment = (at ?? history.Clock.GetUtcNow()).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/apps{Off.ResourceId}?asOf={moment}{query}");
        var page = Render<AppPage>(p => p.Add(a => a.ResourceId, Off.ResourceId));
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static IElement Panel(IRenderedComponent<AppPage> page) => page.Find("section[aria-labelledby=findings-title]");

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
