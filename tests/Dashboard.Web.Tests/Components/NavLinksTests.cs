using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Dashboard.Storage;
using Dashboard.Web.Access;
using Dashboard.Web.Components.Layout;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Web.Tests.Components;

/// <summary>The navigation takes along what the page that it leads to understands.</summary>
public sealed class NavLinksTests : BunitContext
{
    [Theory]
    [InlineData("/?owner=a&period=90d&by=owner&asOf=2026-10-31", "/?owner=a&period=90d&asOf=2026-10-31", "/apps?owner=a&asOf=2026-10-31", "/changes?period=90d&owner=a&asOf=2026-10-31")]
    [InlineData("/apps?owner=a&verdict=Gaps&q=x&rule=MTLS001&sort=owner&page=2&columns=why", "/?owner=a", "/apps?owner=a", "/changes?owner=a")]
    [InlineData("/changes?period=today&direction=all&kind=Moved&subscription=", "/?subscription=", "/apps?subscription=", "/changes?period=today&subscription=")]
    [InlineData("/rules", "/", "/apps", "/changes")]
    public void The_apps_looked_at_the_period_and_the_moment_go_along(string here, string overview, string apps, string changes)
    {
        Add(null);
        AddAuthorization().SetAuthorized("someone");
        Services.GetRequiredService<NavigationManager>().NavigateTo(here);
        var links = Render<NavLinks>().FindAll("a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Equal([overview, apps, changes], links.Take(3));
    }

    [Fact]
    public async Task My_apps_is_there_for_who_owns_some_or_has_the_role()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(TestHistory.Seen(Samples.App with { Owner = "Ada@example.com" }, null));
        Add(history);
        var access = AddAuthorization();
        Assert.False(await ShownAsync(access.SetAuthorized("someone")));
        Assert.False(await ShownAsync(access.SetClaims(new Claim(DashboardClaims.Owner, "eve@example.com"))));
        Assert.True(await ShownAsync(access.SetClaims(new Claim(DashboardClaims.Owner, "ada@example.com"))));
        access.SetClaims();
        Assert.True(await ShownAsync(access.SetPolicies(Policies.ActForOwnApps)));
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_takes_no_navigation_away()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now, schema: false);
        Add(history);
        Assert.False(await ShownAsync(AddAuthorization().SetAuthorized("someone").SetClaims(new Claim(DashboardClaims.Owner, "ada@example.com"))));
    }

    private async Task<bool> ShownAsync(BunitAuthorizationContext access)
    {
        Assert.NotNull(access);
        var nav = Render<NavLinks>();
        // The query is over once the navigation itself could know.
        await nav.InvokeAsync(async () => await Services.GetRequiredService<OwnedApps>().AnyAsync(
            (await Services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User, default));
        nav.Render();
        Assert.Single(nav.FindAll("a[href='/apps']"));
        return nav.FindAll("a[href='/my-apps']").Count == 1;
    }

    private void Add(TestHistory? history)
    {
        Services.AddSingleton<TimeProvider>(history?.Clock ?? new FakeTimeProvider(Samples.Now)).AddSingleton<OwnedApps>().AddLogging();
        Services.AddDashboardStorage(history?.Settings ?? new StorageSettings(DatabaseProvider.Sqlite, "Data Source=/none"));
    }
}
