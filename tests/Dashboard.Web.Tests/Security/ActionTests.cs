using System.Security.Claims;
using System.Text.RegularExpressions;
using Bunit;
using Dashboard.Core.Audit;
using Dashboard.Storage.Sessions;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Actions;
using Dashboard.Web.Access.Sessions;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Tests.Components;
using Dashboard.Web.Tests.SignIn;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Web.Tests.Security;

/// <summary>What pages do is asked for on the server at the moment when it is done, and not only when a button is drawn.</summary>
public sealed partial class ActionTests : BunitContext
{
    public static TheoryData<string> Names => [.. PageActions.All.Select(a => a.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_button_that_was_drawn_does_nothing_for_who_may_not_any_more(string name)
    {
        var asked = new Answers();
        var (button, done) = Draw(PageActions.All.Single(a => a.Name == name), asked);
        asked.Allowed = false;
        await button.Find($"[data-action='{name}']").ClickAsync(new());
        Assert.Empty(done);
        asked.Allowed = true;
        await button.Find($"[data-action='{name}']").ClickAsync(new());
        Assert.Equal("entra:t:o", Assert.Single(done).Id);
    }

    [Fact]
    public void Others_are_offered_nothing()
    {
        var (button, _) = Draw(PageActions.StartRun, new Answers(), offered: false);
        Assert.Equal("Not for you", button.Markup.Trim());
    }

    [Fact]
    public async Task Who_was_signed_out_elsewhere_does_nothing_even_before_the_page_notices()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        var book = new SessionBook(history.Get<StartSessionCommand>(), history.Get<EndSessionCommand>(), history.Get<SessionQuery>());
        var identity = Tokens.Identity(("roles", "Reader"), ("roles", "Security"));
        var id = Actors.Of(new ClaimsPrincipal(identity));
        identity.AddClaim(new Claim(DashboardClaims.Session, await book.StartAsync(id, TimeSpan.FromHours(1), default)));
        using var page = new SessionAuthenticationStateProvider(book, history.Clock, NullLogger<SessionAuthenticationStateProvider>.Instance);
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(identity))));
        await using var services = new ServiceCollection().AddSingleton(book).BuildServiceProvider();
        var guard = new ActionGuard(page, new Answers(), services);

        Assert.Equal(id.Id, (await guard.AdmitAsync(PageActions.StartRun))?.Id);
        await history.Get<EndSessionCommand>().RunForAllAsync(id.Id, AuditActor.Program, default);
        Assert.True((await page.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
        Assert.Null(await guard.AdmitAsync(PageActions.StartRun));
    }

    [Fact]
    public void Every_command_of_a_page_gets_its_actor_from_the_guard()
    {
        var folder = Path.Combine(RepositoryRoot(), "src", "Dashboard.Web", "Components");
        var files = Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 100);
        var own = files.Where(f => OwnActor().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName);
        Assert.Empty(own);
        Assert.Matches(OwnActor(), "await Start(Actors.Of(user))");

        // And every action is there somewhere.
        var all = string.Concat(files.Select(File.ReadAllText));
        Assert.All(
            typeof(PageActions).GetProperties().Where(p => p.PropertyType == typeof(PageAction)),
            action => Assert.Contains($"PageActions.{action.Name}", all, StringComparison.Ordinal));
        Assert.Equal(PageActions.All.Count, typeof(PageActions).GetProperties().Count(p => p.PropertyType == typeof(PageAction)));
    }

    [Fact]
    public void Actions_have_names_and_policies_of_their_own()
    {
        Assert.Equal(PageActions.All.Count, PageActions.All.Select(a => a.Name).Distinct().Count());
        Assert.All(PageActions.All, action => Assert.Contains(action.Policy, Policies.RolesOf.Keys));
    }

    [GeneratedRegex(@"\bActors\.Of\(|new AuditActor\(|AuditActor\.Program|IAuthorizationService")]
    private static partial Regex OwnActor();

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dashboard.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    private (IRenderedComponent<ActionButton> Button, List<AuditActor> Done) Draw(PageAction action, Answers answers, bool offered = true)
    {
        var user = AddAuthorization();
        user.SetAuthorized("Sam Security");
        user.SetClaims(new Claim("tid", "t"), new Claim("oid", "o"));
        // What is drawn and what is asked at the click are two things here.
        user.SetPolicies(offered ? [action.Policy] : []);
        Services.AddScoped(provider => new ActionGuard(provider.GetRequiredService<AuthenticationStateProvider>(), answers, provider));
        var done = new List<AuditActor>();
        var button = Render<ActionButton>(parameters => parameters
            .Add(b => b.Action, action).Add(b => b.OnAct, done.Add).AddChildContent("Do it").Add(b => b.Otherwise, "Not for you"));
        return (button, done);
    }

    private sealed class Answers : IAuthorizationService
    {
        public bool Allowed { get; set; } = true;

        public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, object? resource, IEnumerable<IAuthorizationRequirement> requirements) => Answer();

        public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, object? resource, string policyName) => Answer();

        private Task<AuthorizationResult> Answer() => Task.FromResult(Allowed ? AuthorizationResult.Success() : AuthorizationResult.Failed());
    }
}
