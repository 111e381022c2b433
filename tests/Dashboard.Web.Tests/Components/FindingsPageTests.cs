using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Audit;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Actions;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.Findings;
using Dashboard.Web.Demo;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>The list of findings and what can be done on one, on a real history.</summary>
public sealed class FindingsPageTests : BunitContext
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    private static readonly AppState Off = Samples.App with { Verdict = Verdict.NotEnforced, Owner = Hostile, Rules = [Failed("MTLS001", Severity.Critical), Failed("MTLS004", Severity.High)] };
    private static readonly AppState On = Off with { Verdict = Verdict.Enforced, Rules = [.. Off.Rules.Select(r => r with { Result = RuleResult.Pass })] };
    private static readonly AppState Other = Off with { ResourceId = Off.ResourceId + "2", Name = "shop2", Owner = "team-blue" };

    [Fact]
    public async Task Before_the_first_run_there_is_nothing_to_list()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        Assert.Contains("No run yet", Show(history, "/findings").Find(".state").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_is_an_error_with_an_id()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now, schema: false);
        Assert.Matches("[0-9a-f]{4}-[0-9a-f]{4}", Show(history, "/findings").Find("[role=alert] code").TextContent);
    }

    [Fact]
    public async Task The_headline_counts_what_stands_and_every_figure_leads_to_its_rows()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/findings?status=Open");
        Assert.Equal("1 of 2 open findings is overdue", Text(page.Find("h1")));
        Assert.Equal(["2", "1", "2", "4"], page.FindAll(".facet .figure").Select(Text));
        Assert.Equal(["Mode off MTLS001", "HTTP open MTLS004"], page.FindAll("tbody [data-row]").Select(Text));
        Assert.Equal(["3 days late", "In 20 days"], page.FindAll(".due > span:first-child").Select(Text).Where(t => t.Length > 0));
        foreach (var figure in page.FindAll("a[data-figure]").ToList()) await FigureRows.AssertAsync(history, figure);

        var ended = Show(history, "/findings?status=Ended");
        Assert.All(ended.FindAll(".due"), d => Assert.Contains("Remediated", Text(d), StringComparison.Ordinal));
        Assert.Empty(ended.FindAll("img"));
    }

    [Fact]
    public async Task The_list_of_one_app_counts_its_own_findings_and_says_so()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/findings?status=Open&app=" + Uri.EscapeDataString(Other.ResourceId));
        Assert.Equal(["2", "1", "0", "2"], page.FindAll(".facet .figure").Select(Text));
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        foreach (var figure in page.FindAll("a[data-figure]").ToList()) await FigureRows.AssertAsync(history, figure);
        Assert.Contains("Only findings on shop2.", Text(page.Find(".note")), StringComparison.Ordinal);
        Assert.Equal("/findings?status=Open", page.Find(".note a").GetAttribute("href"));
        Assert.Contains("2", Text(page.FindAll("ul[aria-label=Assignee] .n")[0]), StringComparison.Ordinal);
        Assert.Equal("No finding is open", Text(Show(history, "/findings?status=Open&app=" + Uri.EscapeDataString(Off.ResourceId)).Find("h1")));
    }

    [Fact]
    public async Task What_a_colleague_wrote_meanwhile_is_taken_over_and_what_was_typed_is_kept()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/findings?status=Open&selected=3", Policies.Read, Policies.WorkOnFindings);
        await page.Find("#finding-ticket").InputAsync(new ChangeEventArgs { Value = "https://tickets.example/MINE" });
        var colleague = new AuditActor("entra:t:other", "Colleague", [], ActorKind.Person);
        await history.Get<NoteFindingCommand>().RunAsync(3, FindingNoteKind.Assignment, "Bob", colleague, Token);
        await history.Get<NoteFindingCommand>().RunAsync(3, FindingNoteKind.Ticket, "https://tickets.example/THEIRS", colleague, Token);
        await WriteAsync(page, "#finding-comment", "I look at it.", "finding.comment");
        page.WaitForAssertion(() => Assert.Equal("Bob", page.Find("#finding-assignee").GetAttribute("value")), TimeSpan.FromSeconds(30));
        Assert.True(page.Find("[data-action='finding.assign'] button").HasAttribute("disabled"));
        Assert.Equal("https://tickets.example/MINE", page.Find("#finding-ticket").GetAttribute("value"));
    }

    [Fact]
    public async Task One_menu_has_the_kinds_and_each_choice_leads_to_its_rows()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/findings");
        foreach (var (choice, rows) in ((string, int)[])[("of a headline rule", 4), ("of another rule", 0), ("older than the first run", 4), ("found since the first run", 0), ("comes and goes", 0)])
        {
            var link = page.FindAll("a").First(a => Text(a).StartsWith(choice, StringComparison.Ordinal));
            Assert.Equal(rows, await FigureRows.CountAsync(history, link.GetAttribute("href")!));
        }
    }

    [Fact]
    public async Task A_link_from_a_figure_says_how_the_list_is_limited_and_how_to_see_the_rest()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/findings?headline=true&detectedWithin=5&sla=Missed");
        Assert.Equal(2, page.FindAll(".note.no-print, .note").Count(n => Text(n).StartsWith("Only findings", StringComparison.Ordinal)));
        Assert.Contains("detected in the last 5 days", Text(page.Find(".page")), StringComparison.Ordinal);
        var wider = page.FindAll(".note a")[0].GetAttribute("href")!;
        Assert.DoesNotContain("detectedWithin", wider, StringComparison.Ordinal);
        Assert.Contains("sla=", wider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_assigns_links_and_comments_and_the_panel_tells_it()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/findings?status=Open&selected=3", Policies.Read, Policies.WorkOnFindings);
        Assert.Equal(["finding.assign", "finding.link", "finding.comment"], page.FindAll("[data-action]").Select(f => f.GetAttribute("data-action")));

        await WriteAsync(page, "#finding-assignee", Hostile, "finding.assign");
        Assert.Contains("Assigned to " + Hostile, Text(page.Find("[role=status].said")), StringComparison.Ordinal);
        await WriteAsync(page, "#finding-ticket", "javascript:alert(1)", "finding.link");
        Assert.StartsWith("Not written.", Text(page.Find(".said")), StringComparison.Ordinal);
        await WriteAsync(page, "#finding-ticket", "https://tickets.example/SEC-9", "finding.link");
        await WriteAsync(page, "#finding-comment", "Waits for the certificate. " + Hostile, "finding.comment");

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".notes li").Count), TimeSpan.FromSeconds(30));
        Assert.Contains("Waits for the certificate. " + Hostile, Text(page.Find(".notes .text")), StringComparison.Ordinal);
        Assert.Equal("https://tickets.example/SEC-9", page.Find(".facts a[rel]").GetAttribute("href"));
        Assert.Empty(page.FindAll("img"));
        var found = await history.Get<FindingListQuery>().FindAsync(3, null, Token);
        Assert.Equal((Hostile, "https://tickets.example/SEC-9"), (found!.Item.Assignee, found.Item.Ticket));
    }

    [Fact]
    public async Task Others_read_what_is_written_and_are_told_which_role_it_takes()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/findings?status=Open&selected=3", Policies.Read);
        Assert.Empty(page.FindAll("aside form"));
        Assert.Contains("need the Security role", Text(page.Find("aside")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_in_the_past()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/findings?selected=1&asOf=" + Samples.Now.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null), Policies.Read, Policies.WorkOnFindings);
        Assert.Empty(page.FindAll("aside form"));
        Assert.Contains("This is the past", Text(page.Find("aside")), StringComparison.Ordinal);
    }

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private static RuleOutcome Failed(string rule, Severity severity) => new(rule, RuleResult.Fail, severity, "why");

    /// <summary>Two apps fail two rules each; one is mended after four days; ten days are over.</summary>
    private static async Task<TestHistory> LifeAsync()
    {
        var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Off, null), TestHistory.Seen(Other, null));
        history.Clock.Advance(TimeSpan.FromDays(4));
        await history.RunAsync(TestHistory.Seen(On, await history.AppIdAsync(Off)));
        history.Clock.Advance(TimeSpan.FromDays(6));
        return history;
    }

    private static async Task WriteAsync(IRenderedComponent<FindingsPage> page, string field, string text, string action)
    {
        await page.Find(field).InputAsync(new ChangeEventArgs { Value = text });
        await page.Find($"[data-action='{action}']").SubmitAsync();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0 && Text(page.Find(".said")).Length > 0, TimeSpan.FromSeconds(30));
    }

    private IRenderedComponent<FindingsPage> Show(TestHistory history, string address, params string[] policies)
    {
        if (Services.All(s => s.ServiceType != typeof(FindingListQuery)))
        {
            JSInterop.Mode = JSRuntimeMode.Loose;
            AddAuthorization().SetAuthorized("somebody").SetPolicies(policies)
                .SetClaims(new Claim("tid", "t"), new Claim("oid", "o"));
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddScoped<ActionGuard>().AddLogging();
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<FindingsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
