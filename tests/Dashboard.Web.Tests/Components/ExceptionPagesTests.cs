using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Actions;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.Exceptions;
using Dashboard.Web.Demo;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>The register, an exception's page and asking for one, on a real history.</summary>
public sealed class ExceptionPagesTests : BunitContext
{
    private const string Hostile = "<img src=x onerror=alert(1)>";
    private const string Me = "entra:t:o";

    private static readonly string[] Readers = [Policies.Read];
    private static readonly string[] Askers = [Policies.Read, Policies.RequestExceptions, Policies.CommentOnExceptions];
    private static readonly string[] Deciders = [Policies.Read, Policies.DecideExceptions, Policies.CommentOnExceptions];

    private static readonly AppState Shop = Samples.App with { Verdict = Verdict.NotEnforced, Owner = "shop-team", Rules = [Failed("MTLS001", Severity.Critical), Failed("MTLS004", Severity.High)] };
    private static readonly AppState Till = Shop with { ResourceId = Shop.ResourceId + "2", Name = "shop2", Owner = "till-team" };

    private static readonly AuditActor Asker = new("entra:t:asker", "Ann Asker", [], ActorKind.Person);
    private static readonly AuditActor Decider = new("entra:t:decider", "Dan Decider", [], ActorKind.Person);

    [Fact]
    public async Task An_empty_register_says_so_and_a_database_that_cannot_be_read_is_an_error()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        var page = Show<ExceptionsPage>(history, "/exceptions", Readers);
        Assert.Equal("No exception is active", Text(page.Find("h1")));
        Assert.Contains("Nobody has asked for one yet", Text(page.Find(".state")), StringComparison.Ordinal);
        Assert.Contains("Nothing: you decide no exceptions", Text(page.Find("[aria-labelledby=inbox-title]")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_is_an_error_with_an_id()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now, schema: false);
        Assert.Matches("[0-9a-f]{4}-[0-9a-f]{4}", Show<ExceptionsPage>(history, "/exceptions", Readers).Find("[role=alert] code").TextContent);
    }

    [Fact]
    public async Task Every_figure_of_the_register_leads_to_its_rows()
    {
        await using var history = await LivesAsync();
        var page = Show<ExceptionsPage>(history, "/exceptions", Readers);
        Assert.Equal("2 exceptions are active, 1 ends within 14 days", Text(page.Find("h1")));
        Assert.Equal(["1", "2", "0", "1", "4", "1"], page.FindAll(".facet .figure").Select(Text));
        Assert.Equal(4, page.FindAll("tbody [data-row]").Count);
        Assert.Empty(page.FindAll("img"));
        var figures = page.FindAll("a[data-figure]").ToList();
        Assert.Contains(figures, f => f.GetAttribute("data-figure")!.StartsWith("exceptions-end-", StringComparison.Ordinal));
        foreach (var figure in figures) await FigureRows.AssertAsync(history, figure);

        page = Show<ExceptionsPage>(history, "/exceptions?expiring=true", Readers);
        Assert.Equal(["Exception 1"], page.FindAll("tbody [data-row]").Select(Text));
        page = Show<ExceptionsPage>(history, "/exceptions?rule=MTLS004", Readers);
        Assert.Equal(["Exception 3", "Exception 2"], page.FindAll("tbody [data-row]").Select(Text));
        page = Show<ExceptionsPage>(history, "/exceptions?owner=nobody", Readers);
        Assert.Contains("No exception fits these filters", Text(page.Find(".state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_its_expiry_all_of_it_says_so_without_a_run()
    {
        await using var history = await LivesAsync();
        history.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("2 exceptions are active, 1 ends within 14 days", Text(Show<ExceptionsPage>(history, "/exceptions", Readers).Find("h1")));
        Assert.StartsWith("Exception 1: active", Text(Show<ExceptionPage>(history, "/exceptions/1", Readers, p => p.Add(e => e.Id, 1)).Find("h1")), StringComparison.Ordinal);
        history.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("1 exception is active", Text(Show<ExceptionsPage>(history, "/exceptions", Readers).Find("h1")));
        var page = Show<ExceptionPage>(history, "/exceptions/1", Readers, p => p.Add(e => e.Id, 1));
        Assert.Equal("Exception 1: expired", Text(page.Find("h1")));
        Assert.StartsWith("It expired", Text(page.FindAll(".history li")[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_is_offered_to_withdraw_and_never_to_decide()
    {
        await using var history = await LivesAsync();
        var page = Show<ExceptionPage>(history, "/exceptions/3", [.. Askers, .. Deciders], p => p.Add(e => e.Id, 3));
        Assert.Equal(["exception.withdraw", "exception.comment"], Actions(page));
        Assert.Contains("somebody else must decide", Text(page.Find(".page")), StringComparison.Ordinal);
        await page.Find("[data-action='exception.withdraw']").ClickAsync();
        page.WaitForState(() => Text(page.Find(".said")) == "Withdrawn.", TimeSpan.FromSeconds(30));
        Assert.Equal("Exception 3: withdrawn", Text(page.Find("h1")));
        Assert.Equal(["exception.comment"], Actions(page));
    }

    [Fact]
    public async Task An_approver_rejects_with_a_reason_and_revokes_with_one()
    {
        await using var history = await LivesAsync();
        await AskAsync(history, Asker, 9, Till, "MTLS001");
        var page = Show<ExceptionPage>(history, "/exceptions/5", Deciders, p => p.Add(e => e.Id, 5));
        Assert.Equal(["exception.approve", "exception.reject", "exception.comment"], Actions(page));
        Assert.True(page.Find("[data-action='exception.reject']").HasAttribute("disabled"));
        await page.Find("[data-action='exception.approve']").ClickAsync();
        page.WaitForState(() => Actions(page).Contains("exception.revoke"), TimeSpan.FromSeconds(30));
        await page.Find("#exception-comment").InputAsync(new ChangeEventArgs { Value = Hostile });
        await page.Find("[data-action='exception.revoke']").ClickAsync();
        page.WaitForState(() => Text(page.Find("h1")) == "Exception 5: revoked", TimeSpan.FromSeconds(30));
        Assert.Contains(Hostile, Text(page.FindAll(".history li")[^1]), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
    }

    [Fact]
    public async Task Others_are_told_which_role_it_takes_and_the_past_is_closed()
    {
        await using var history = await LivesAsync();
        var page = Show<ExceptionPage>(history, "/exceptions/3", Readers, p => p.Add(e => e.Id, 3));
        Assert.Empty(Actions(page));
        Assert.Contains("Deciding needs the role RiskApprover", Text(page.Find(".page")), StringComparison.Ordinal);
        Assert.Equal("Exception 99 is not there", Text(Show<ExceptionPage>(history, "/exceptions/99", Readers, p => p.Add(e => e.Id, 99)).Find("h1")));
    }

    [Fact]
    public async Task Nothing_is_decided_in_the_past()
    {
        await using var history = await LivesAsync();
        var moment = history.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        history.Clock.Advance(TimeSpan.FromDays(1));
        var page = Show<ExceptionPage>(history, "/exceptions/3?asOf=" + moment, [.. Askers, .. Deciders], p => p.Add(e => e.Id, 3));
        Assert.Empty(Actions(page));
        Assert.Contains("This is the past", Text(page.Find(".page")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_offers_what_fails_and_the_days_that_its_worst_severity_allows()
    {
        await using var history = await LivesAsync();
        var page = Show<NewExceptionPage>(history, "/exceptions/new?app=" + Uri.EscapeDataString(Till.ResourceId), Askers, roles: [Roles.Security]);
        Assert.Equal(["MTLS001", "MTLS004"], page.FindAll(".rules b").Select(Text));
        Assert.Contains("exception 2 covers it", Text(page.FindAll(".rules li")[1]), StringComparison.Ordinal);
        Assert.True(page.Find("[data-action='exception.request'] button").HasAttribute("disabled"));
        page = Show<NewExceptionPage>(history, page.FindAll(".rules a")[0].GetAttribute("href")!, Askers, roles: [Roles.Security]);
        Assert.Equal(["true", "false"], page.FindAll(".rules a").Select(a => a.GetAttribute("aria-checked")));
        Assert.Contains("critical can be excepted for 30 days at most", Text(page.Find("#expires-help")), StringComparison.Ordinal);
        await page.Find("[data-action='exception.request']").SubmitAsync();
        page.WaitForState(() => page.FindAll("[aria-invalid=true]").Count == 3, TimeSpan.FromSeconds(30));
        foreach (var (field, value) in ((string, string)[])[("#reason", Hostile), ("#compensatingControl", "A gateway"), ("#riskOwner", "Head of Payments")])
            await page.Find(field).InputAsync(new ChangeEventArgs { Value = value });
        await page.Find("[data-action='exception.request']").SubmitAsync();
        page.WaitForState(() => Address.EndsWith("/exceptions/5", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        var asked = (await history.Get<ExceptionDetailQuery>().RunAsync(5, null, Token))!;
        Assert.Equal((Me, Hostile, ExceptionStatus.Requested), (asked.Item.RequesterId, asked.Item.Terms.Reason, asked.Item.Status));
        Assert.Equal(["MTLS001"], asked.Item.Rules);
    }

    [Fact]
    public async Task An_owner_finds_and_asks_for_own_apps_alone()
    {
        await using var history = await LivesAsync();
        var address = DashboardNew(Till, "MTLS001");
        var page = Show<NewExceptionPage>(history, address, Askers, roles: [Roles.AppOwner], owns: "shop-team");
        await page.Find("#find-app").InputAsync(new ChangeEventArgs { Value = "shop" });
        page.WaitForState(() => page.FindAll(".found li").Count > 0, TimeSpan.FromSeconds(30));
        Assert.Equal(["Add shop"], page.FindAll(".found a").Select(a => a.GetAttribute("aria-label")));
        foreach (var (field, value) in ((string, string)[])[("#reason", "x"), ("#compensatingControl", "x"), ("#riskOwner", "x")])
            await page.Find(field).InputAsync(new ChangeEventArgs { Value = value });
        await page.Find("[data-action='exception.request']").SubmitAsync();
        page.WaitForState(() => Text(page.Find(".said")).Length > 0, TimeSpan.FromSeconds(30));
        Assert.Contains("is not an app of yours", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
        Assert.Null(await history.Get<ExceptionDetailQuery>().RunAsync(5, null, Token));
    }

    [Fact]
    public async Task A_renewal_brings_the_grounds_of_the_old_one_along()
    {
        await using var history = await LivesAsync();
        var page = Show<NewExceptionPage>(history, "/exceptions/new?renews=1", Askers, roles: [Roles.Security]);
        Assert.Equal("Renew exception 1", Text(page.Find("h1")));
        Assert.Equal("Head of Payments", page.Find("#riskOwner").GetAttribute("value"));
        Assert.Equal(["true", "false"], page.FindAll(".rules a").Select(a => a.GetAttribute("aria-checked")));
        await page.Find("[data-action='exception.request']").SubmitAsync();
        page.WaitForState(() => Address.EndsWith("/exceptions/5", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        Assert.Equal(1, (await history.Get<ExceptionDetailQuery>().RunAsync(5, null, Token))!.Item.RenewsId);
    }

    [Fact]
    public async Task Who_may_not_ask_is_told_so()
    {
        await using var history = await LivesAsync();
        var page = Show<NewExceptionPage>(history, DashboardNew(Till, "MTLS001"), Readers);
        Assert.Empty(Actions(page));
        Assert.Contains("You may not ask for exceptions", Text(page.Find(".page")), StringComparison.Ordinal);
    }

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    private static string DashboardNew(AppState app, string rule) => Dashboard.Web.Urls.DashboardUrls.NewException([app.ResourceId], [rule]);

    private static RuleOutcome Failed(string rule, Severity severity) => new(rule, RuleResult.Fail, severity, "why");

    /// <summary>One that ends in five days, one that ends in twenty, one that the reader asked for, and one that was rejected.</summary>
    private static async Task<TestHistory> LivesAsync()
    {
        var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Shop, null), TestHistory.Seen(Till, null));
        history.Clock.Advance(TimeSpan.FromHours(1));
        await StepAsync(history, await AskAsync(history, Asker, 5, Shop, "MTLS001"), ExceptionStep.Approved);
        await StepAsync(history, await AskAsync(history, Asker, 20, Till, "MTLS004"), ExceptionStep.Approved);
        await AskAsync(history, new AuditActor(Me, "Me", [], ActorKind.Person), 20, Shop, "MTLS004");
        await StepAsync(history, await AskAsync(history, Asker, 20, Till, "MTLS001"), ExceptionStep.Rejected);
        return history;
    }

    private static async Task<long> AskAsync(TestHistory history, AuditActor actor, int days, AppState app, string rule)
    {
        var terms = new ExceptionTerms(Hostile, ExceptionTreatment.RiskAccepted, "", "Head of Payments", history.Clock.GetUtcNow().AddDays(days), "https://wiki.example/1");
        var outcome = await history.Get<RequestExceptionCommand>().RunAsync(new ExceptionRequest([app.ResourceId], [rule], terms, null), actor, Token);
        Assert.Empty(outcome.Problems);
        return outcome.Id!.Value;
    }

    private static async Task StepAsync(TestHistory history, long id, ExceptionStep step) =>
        Assert.Null(await history.Get<StepExceptionCommand>().RunAsync(id, step, Hostile, Decider, Token));

    private static List<string?> Actions<T>(IRenderedComponent<T> page) where T : IComponent => [.. page.FindAll("[data-action]").Select(f => f.GetAttribute("data-action"))];

    private IRenderedComponent<T> Show<T>(
        TestHistory history, string address, string[] policies, Action<ComponentParameterCollectionBuilder<T>>? parameters = null, string[]? roles = null,
        string? owns = null) where T : IComponent
    {
        if (Services.All(s => s.ServiceType != typeof(ExceptionListQuery)))
        {
            JSInterop.Mode = JSRuntimeMode.Loose;
            AddAuthorization().SetAuthorized("somebody").SetPolicies(policies).SetRoles(roles ?? [])
                .SetClaims([new Claim("tid", "t"), new Claim("oid", "o"), .. owns is null ? [] : new[] { new Claim(DashboardClaims.Owner, owns) }]);
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddScoped<ActionGuard>()
                .AddSingleton<ExceptionRights>().AddLogging();
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = parameters is null ? Render<T>() : Render(parameters);
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
