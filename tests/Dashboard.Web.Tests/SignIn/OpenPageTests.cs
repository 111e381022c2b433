using System.Security.Claims;
using Dashboard.Core.Audit;
using Dashboard.Storage.Sessions;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Sessions;
using Dashboard.Web.Tests.Components;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Web.Tests.SignIn;

/// <summary>Pages that stay open while their session ends.</summary>
public sealed class OpenPageTests
{
    [Fact]
    public async Task A_page_notices_that_its_session_was_ended_elsewhere()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        var (page, user) = await OpenAsync(history, Book(history));
        history.Clock.Advance(SessionAuthenticationStateProvider.Interval);
        Assert.True(await IsSomebodyAsync(page));
        await history.Get<EndSessionCommand>().RunForAllAsync(Actors.IdOf(user), AuditActor.Program, default);
        await NobodyAfterAsync(history, page);
    }

    [Fact]
    public async Task A_page_goes_at_once_where_its_user_signs_out_on_this_replica()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        var book = Book(history);
        var (page, user) = await OpenAsync(history, book);
        var (other, _) = await OpenAsync(history, book);
        await book.EndAsync(user, default);
        Assert.False(await IsSomebodyAsync(page));
        Assert.True(await IsSomebodyAsync(other));
    }

    [Fact]
    public async Task A_page_does_not_outlive_the_longest_session()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        var (page, _) = await OpenAsync(history, Book(history));
        history.Clock.Advance(TimeSpan.FromHours(10));
        await NobodyAfterAsync(history, page);
    }

    private static SessionBook Book(TestHistory history) =>
        new(history.Get<StartSessionCommand>(), history.Get<EndSessionCommand>(), history.Get<SessionQuery>());

    private static async Task<(SessionAuthenticationStateProvider Page, ClaimsPrincipal User)> OpenAsync(TestHistory history, SessionBook book)
    {
        var identity = Tokens.Identity(("roles", "Reader"));
        var key = await book.StartAsync(Actors.Of(new ClaimsPrincipal(identity)), TimeSpan.FromHours(10), default);
        identity.AddClaim(new Claim(DashboardClaims.Session, key));
        var user = new ClaimsPrincipal(identity);
        var page = new SessionAuthenticationStateProvider(book, history.Clock, NullLogger<SessionAuthenticationStateProvider>.Instance);
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        return (page, user);
    }

    private static async Task<bool> IsSomebodyAsync(SessionAuthenticationStateProvider page) =>
        (await page.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated;

    private static async Task NobodyAfterAsync(TestHistory history, SessionAuthenticationStateProvider page)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.AuthenticationStateChanged += _ => changed.TrySetResult();
        history.Clock.Advance(SessionAuthenticationStateProvider.Interval);
        // The page may have noticed before anybody listened.
        if (await IsSomebodyAsync(page)) await changed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(await IsSomebodyAsync(page));
    }
}
