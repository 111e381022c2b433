using System.Security.Claims;
using Bunit;
using Dashboard.Core.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Actions;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Components.Pages.Status;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Dashboard.Web.Tests.Components;

public sealed class SubscriptionsPanelTests : BunitContext
{
    private static readonly SubscriptionStatus Missing = new(
        "22222222-2222-4222-8222-222222222222", "sub-bank-prod", SubscriptionCondition.Missing, 38, Samples.Now.AddDays(-3), Samples.Now.AddDays(-2),
        null, "It was not listed.");

    private static readonly SubscriptionStatus Read = Missing with
    {
        SubscriptionId = "11111111-1111-4111-8111-111111111111",
        Name = "sub-retail-prod",
        Condition = SubscriptionCondition.Read,
        MissingSince = null,
        Problem = null,
    };

    private readonly Bunit.TestDoubles.BunitAuthorizationContext _user;

    public SubscriptionsPanelTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Samples.Now));
        Services.AddScoped<ActionGuard>();
        _user = AddAuthorization();
        _user.SetAuthorized("Amin Admin");
        _user.SetClaims(new Claim("tid", "t"), new Claim("oid", "o"));
    }

    [Fact]
    public async Task The_panel_counts_and_tells_since_when_one_is_missing()
    {
        var panel = RenderPanel(Policies.Read, [Missing, Read], null);
        Assert.Equal("2 expected, 1 read in the last run, 1 missing.", panel.Find("[data-summary=subscriptions]").TextContent);
        Assert.Contains("Missing since 22 Nov 2026 08:00 UTC. It was not listed. Its apps stand as last seen, marked stale.", panel.Markup, StringComparison.Ordinal);
        Assert.Equal("38", panel.Find("[data-figure=status-subscription-apps]").TextContent);
        await DisposeComponentsAsync();
    }

    [Theory]
    [InlineData(Policies.ManageSettings, 1)]
    [InlineData(Policies.Read, 0)]
    public async Task Only_a_missing_one_can_be_retired_and_only_by_an_administrator(string policy, int buttons)
    {
        Assert.Equal(buttons, RenderPanel(policy, [Missing, Read], _ => { }).FindAll("button").Count);
        await DisposeComponentsAsync();
    }

    [Fact]
    public async Task Retiring_asks_for_a_reason_and_says_what_it_does()
    {
        var dialogs = Render<MudDialogProvider>();
        var retired = new List<(SubscriptionStatus Subscription, string Reason)>();
        var panel = RenderPanel(Policies.ManageSettings, [Missing], retired.Add);
        var asked = panel.Find("button").ClickAsync(new());
        dialogs.WaitForElement("textarea", TimeSpan.FromSeconds(20));
        Assert.Contains("Its 38 apps leave the estate at the next run; this is not counted as remediation.", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("Seeing the subscription again undoes it.", dialogs.Markup, StringComparison.Ordinal);
        var confirm = dialogs.FindAll("button").Single(b => b.TextContent == "Retire the subscription");
        Assert.True(confirm.HasAttribute("disabled"));
        dialogs.Find("textarea").Input("   short     ");
        Assert.True(dialogs.FindAll("button").Single(b => b.TextContent == "Retire the subscription").HasAttribute("disabled"));
        dialogs.Find("textarea").Input("  Closed with CHG-1042, moved to the partner.  ");
        dialogs.FindAll("button").Single(b => b.TextContent == "Retire the subscription").Click();
        await asked;
        Assert.Equal([(Missing, "Closed with CHG-1042, moved to the partner.")], retired);
        await DisposeComponentsAsync();
    }

    [Fact]
    public async Task Whoever_keeps_it_retires_nothing()
    {
        var dialogs = Render<MudDialogProvider>();
        var retired = new List<(SubscriptionStatus Subscription, string Reason)>();
        var asked = RenderPanel(Policies.ManageSettings, [Missing], retired.Add).Find("button").ClickAsync(new());
        dialogs.WaitForElement("textarea", TimeSpan.FromSeconds(20));
        dialogs.FindAll("button").Single(b => b.TextContent == "Keep it").Click();
        await asked;
        Assert.Empty(retired);
        await DisposeComponentsAsync();
    }

    private IRenderedComponent<SubscriptionsPanel> RenderPanel(
        string policy, IReadOnlyList<SubscriptionStatus> rows, Action<(SubscriptionStatus Subscription, string Reason)>? retire)
    {
        _user.SetPolicies(policy);
        return Render<SubscriptionsPanel>(p =>
        {
            p.Add(c => c.Load, Load.Ready(rows));
            if (retire is not null) p.Add(c => c.OnRetire, EventCallback.Factory.Create(this, retire));
        });
    }
}
