using System.Net;
using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Dashboard.EndToEnd.Tests.SignIn;

/// <summary>Coming, being here and going, in a real browser with a real provider.</summary>
public sealed class SessionTests(AzureProgram program, Browser browser) : IClassFixture<AzureProgram>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_reader_signs_in_comes_back_to_the_page_and_sees_what_a_reader_may()
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.EnterAsync("rita", "/apps?verdict=NotEnforced");
        Assert.Equal(new Uri(program.Address, "/apps?verdict=NotEnforced"), new Uri(visit.Page.Url));
        Assert.Equal(0, await visit.Page.Locator(".side a[href^='/audit']").CountAsync());
        var account = await visit.Page.AccountAsync();
        Assert.Contains("Rita Reader", account, StringComparison.Ordinal);
        Assert.Contains("Sees pages and lists", account, StringComparison.Ordinal);

        visit.Complaints.RemoveAll(c => !c.Contains(program.Address.Authority, StringComparison.Ordinal) && !c.Contains("CSP", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
        await visit.Page.GotoAsync("/audit");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Not visible to your role");
    }

    [Fact]
    public async Task An_admin_reads_in_the_trail_who_signed_in()
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.EnterAsync("amin", "/audit");
        var row = visit.Page.Locator("tr", new PageLocatorOptions { HasText = "Signed in" }).First;
        await Assertions.Expect(row).ToContainTextAsync("Amin Admin");
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.EnterAsync("rita");
        var cookies = await visit.Page.Context.CookiesAsync([program.Address.ToString()]);
        var session = Assert.Single(cookies, c => c.Name == "dashboard-session");
        Assert.True(session.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, session.SameSite);
        Assert.Equal("", await visit.Page.EvaluateAsync<string>("() => document.cookie"));
        Assert.DoesNotContain(cookies, c => c.Name.Contains("Correlation", StringComparison.Ordinal) || c.Name.Contains("Nonce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_sign_out_the_old_cookie_is_worth_nothing_and_other_tabs_go_blank()
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.EnterAsync("sam");
        var stolen = await visit.CookiesAsync(program.Address);
        using var thief = program.Client(("Cookie", stolen));
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/api/v1/overview")).StatusCode);
        var other = await visit.OpenTabAsync();
        await other.GotoAsync("/apps");
        await other.WaitForFunctionAsync("() => 'live' in document.documentElement.dataset");

        await visit.Page.SignOutAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("You are signed out");
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/v1/overview")).StatusCode);
        var page = await thief.GetAsync("/");
        Assert.StartsWith(program.Provider.Authority(), page.Headers.Location?.ToString(), StringComparison.Ordinal);
        await Assertions.Expect(other.Locator("h1")).ToHaveTextAsync("Your session has ended");
        Assert.Equal(0, await other.Locator("#main table").CountAsync());

        // The provider forgot the browser as well: its form is there again.
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.GetByLabel("Name")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_operator_ends_the_sessions_of_one_user()
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.EnterAsync("grit");
        using var client = program.Client(("Cookie", await visit.CookiesAsync(program.Address)));
        var (code, lines) = await program.RunAsync("end-sessions", "--user", "33333337-aaaa-4bbb-8ccc-000000000007");
        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Matches("Sessions ended: [1-9]", string.Join('\n', lines));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/overview")).StatusCode);
    }

    [Theory]
    [InlineData("nora", "No access yet")]
    [InlineData("mona", "No access to the pages yet")]
    [InlineData("tess", "Your account is of another organisation")]
    [InlineData("ines", "Your account has no identity here")]
    [InlineData("omar", "Your groups could not be read")]
    public async Task Who_may_not_come_in_is_told_why_and_gets_no_session(string name, string title)
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.SignInAsync(name);
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(title);
        Assert.DoesNotContain("dashboard-session", await visit.CookiesAsync(program.Address), StringComparison.Ordinal);
        Assert.Contains(visit.Complaints, c => c.StartsWith("403 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Roles_that_come_with_groups_are_there_and_where_groups_are_unknown_that_is_said()
    {
        await using var grit = await browser.VisitAsync(program.Address);
        await grit.EnterAsync("grit");
        Assert.Contains("Security", await grit.Page.AccountAsync(), StringComparison.Ordinal);

        await using var olaf = await browser.VisitAsync(program.Address);
        await olaf.EnterAsync("olaf");
        var account = await olaf.Page.AccountAsync();
        Assert.DoesNotContain("Security", account, StringComparison.Ordinal);
        Assert.Contains("more groups than sign-in can tell", account, StringComparison.Ordinal);

        // An operator sees it too, in the log and in the trail, and who was refused for it.
        Assert.Contains(program.Log, line => line.Contains("33333336-aaaa-4bbb-8ccc-000000000006", StringComparison.Ordinal) && line.Contains("more groups than a token holds", StringComparison.Ordinal));
        await using var omar = await browser.VisitAsync(program.Address);
        await omar.SignInAsync("omar");
        await using var amin = await browser.VisitAsync(program.Address);
        await amin.EnterAsync("amin");
        using var client = program.Client(("Cookie", await amin.CookiesAsync(program.Address)));
        var trail = await client.GetStringAsync("/api/v1/audit?pageSize=200");
        Assert.Contains(Entries(trail, "sign-in.refused"), e => e.Contains("GroupsUnknown", StringComparison.Ordinal) && e.Contains("Omar Overage", StringComparison.Ordinal));
        Assert.Contains(Entries(trail, "session.started"), e => e.Contains("\"groups\"", StringComparison.Ordinal) && e.Contains("Olaf Overage", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Entries(string trail, string action) =>
        JsonNode.Parse(trail)!["items"]!.AsArray().Where(e => (string?)e!["action"] == action).Select(e => e!.ToJsonString());

    [Theory]
    [InlineData("/signed-out")]
    [InlineData("/sign-in-refused?why=NoRole")]
    [InlineData("account menu")]
    public async Task What_sign_in_shows_has_no_accessibility_violation(string what)
    {
        await using var visit = await browser.VisitAsync(program.Address, bypassCsp: true);
        if (what.StartsWith('/')) await visit.Page.GotoAsync(what);
        else
        {
            await visit.EnterAsync("olaf", "/rules");
            await visit.Page.AccountAsync();
        }

        var result = await visit.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help}: {v.Nodes[0].Html}")));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Sign_in_leads_back_to_this_site_only(string returnUrl)
    {
        await using var visit = await browser.VisitAsync(program.Address);
        await visit.EnterAsync("rita", "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));
        Assert.Equal(program.Address, new Uri(visit.Page.Url));
    }
}
