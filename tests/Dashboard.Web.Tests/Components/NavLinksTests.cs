using Bunit;
using Dashboard.Web.Components.Layout;
using Microsoft.AspNetCore.Components;
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
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Samples.Now));
        AddAuthorization().SetAuthorized("someone");
        Services.GetRequiredService<NavigationManager>().NavigateTo(here);
        var links = Render<NavLinks>().FindAll("a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Equal([overview, apps, changes], links.Take(3));
    }
}
