using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Audit;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Actions;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.Costs;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>What is assumed and changing it, on a history that can be reckoned by hand: a Free plan beside a Basic one with room.</summary>
public sealed class AssumptionsPageTests : BunitContext
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";
    private const string Hostile = "<img src=x onerror=alert(1)>";
    private static readonly AuditActor Colleague = new("entra:t:other", Hostile, [], ActorKind.Person);

    [Fact]
    public async Task What_nobody_changed_is_the_default_and_what_nobody_entered_is_unknown()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/assumptions", Policies.Read);
        Assert.Equal("All 8 assumptions are at their defaults", Text(page.Find("h1")));
        Assert.Equal("8", Value(page, "costs.appsPerInstance.basic"));
        Assert.Equal("The cheapest that has a price", Value(page, "costs.targetSize.linux"));
        Assert.Equal("Unknown: nobody has entered it", Value(page, "costs.pki.fixedMonthly"));
        Assert.Equal("Nothing a month", Text(page.Find("[data-kpi=assumed-unlock]")));
    }

    [Fact]
    public async Task Others_than_FinOps_read_and_are_told_which_role_it_takes()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/assumptions", Policies.Read);
        Assert.Empty(page.FindAll("form[data-action]"));
        Assert.Contains("needs the FinOps role", Text(page.Find("#change")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_changed_in_the_past_and_the_past_has_what_was_assumed()
    {
        await using var history = await LifeAsync();
        await ChangeAsync(history, 0, "costs.appsPerInstance.basic", "12");
        var page = Show(history, $"/assumptions?asOf={Samples.Now.AddHours(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}", Policies.Read, Policies.EditAssumptions);
        Assert.Equal("8", Value(page, "costs.appsPerInstance.basic"));
        Assert.Empty(page.FindAll("form[data-action]"));
        Assert.Contains("This is the past", Text(page.Find("#change")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FinOps_sees_the_effect_saves_and_the_figures_and_the_history_tell_it()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/assumptions", Policies.Read, Policies.EditAssumptions);
        Assert.True(page.Find("form button[type=submit]").HasAttribute("disabled"));
        // One app an instance: no room beside the two that are there, so that the Free plan needs B1 at 0.02 × 730.
        await TypeAsync(page, "costs.appsPerInstance.basic", "1");
        await TypeAsync(page, "costs.pki.fixedMonthly", "400.5");
        await page.FindAll("form button").First(b => Text(b) == "Show the effect").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(
            "To unlock every app: now nothing a month, then EUR 14.60 a month. The fixed part of a PKI is then USD 400.50. Nothing is saved yet.", Text(page.Find(".said"))));
        Assert.Equal(0, (await history.Get<AssumptionsQuery>().RunAsync(null, Token)).Version);

        await SaveAsync(page, Hostile);
        Assert.StartsWith("2 assumptions changed.", Text(page.Find(".said")), StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("2 of 8 assumptions differ from their defaults", Text(page.Find("h1"))), TimeSpan.FromSeconds(30));
        Assert.Equal(("1", "USD 400.50"), (Value(page, "costs.appsPerInstance.basic"), Value(page, "costs.pki.fixedMonthly")));
        Assert.Equal("EUR 14.60 a month", Text(page.Find("[data-kpi=assumed-unlock]")));
        Assert.Contains("1 by somebody " + Hostile, Text(page.Find("[data-assumption='costs.appsPerInstance.basic'] details li")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
        Assert.Equal("", page.Find("#assumption-reason").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_wrong_value_or_no_reason_is_told_at_its_field_and_nothing_is_saved()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/assumptions", Policies.Read, Policies.EditAssumptions);
        await TypeAsync(page, "costs.appsPerInstance.basic", "0");
        await SaveAsync(page, "");
        Assert.Equal("Not saved: 2 fields are not what is asked for.", Text(page.Find(".said")));
        Assert.Equal(["assumption-costs-appsPerInstance-basic", "assumption-reason"], page.FindAll("[aria-invalid=true]").Select(f => f.Id));
        Assert.Contains("Allowed is: 1 to 100.", Text(page.Find("#assumption-costs-appsPerInstance-basic-range")), StringComparison.Ordinal);
        Assert.Equal("0", page.Find("#assumption-costs-appsPerInstance-basic").GetAttribute("value"));
        Assert.Equal(0, (await history.Get<AssumptionsQuery>().RunAsync(null, Token)).Version);
    }

    [Fact]
    public async Task Who_was_overtaken_keeps_what_was_typed_sees_what_holds_and_can_save_then()
    {
        await using var history = await LifeAsync();
        var page = Show(history, "/assumptions", Policies.Read, Policies.EditAssumptions);
        await TypeAsync(page, "costs.appsPerInstance.basic", "10");
        await ChangeAsync(history, 0, "costs.appsPerInstance.basic", "12");
        await SaveAsync(page, "Measured");
        Assert.StartsWith("Not saved: somebody changed assumptions meanwhile.", Text(page.Find(".said")), StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("12", Value(page, "costs.appsPerInstance.basic")), TimeSpan.FromSeconds(30));
        Assert.Contains("Now: 12", Text(page.Find("#assumption-costs-appsPerInstance-basic-range")), StringComparison.Ordinal);
        Assert.Equal(("10", "Measured"), (page.Find("#assumption-costs-appsPerInstance-basic").GetAttribute("value"), page.Find("#assumption-reason").GetAttribute("value")));
        await page.Find("form[data-action]").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("10", Value(page, "costs.appsPerInstance.basic")), TimeSpan.FromSeconds(30));
        Assert.Equal("2 changes", Text(page.Find("[data-assumption='costs.appsPerInstance.basic'] summary")));
    }

    [Fact]
    public async Task One_button_returns_to_the_default()
    {
        await using var history = await LifeAsync();
        await ChangeAsync(history, 0, "costs.targetSize.windows", "S1");
        var page = Show(history, "/assumptions", Policies.Read, Policies.EditAssumptions);
        Assert.Equal("S1", Value(page, "costs.targetSize.windows"));
        await page.Find("#assumption-costs-targetSize-windows + button").ClickAsync(new());
        await SaveAsync(page, "Not needed");
        page.WaitForAssertion(() => Assert.Equal("All 8 assumptions are at their defaults", Text(page.Find("h1"))), TimeSpan.FromSeconds(30));
        Assert.Contains("back to the default", Text(page.Find("[data-assumption='costs.targetSize.windows'] details li")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_costs_tells_who_changed_what_its_figures_hang_on()
    {
        await using var history = await LifeAsync();
        AddServices(history, Policies.Read);
        var page = ShowCosts();
        Assert.Contains("These are the defaults.", Text(page.Find("#unlock .assumed")), StringComparison.Ordinal);
        Assert.Equal("Unknown: nobody has entered it", Text(page.Find("[data-kpi=pki-fixed]")));
        Assert.Equal("/assumptions#change", page.Find("#pki dd a").GetAttribute("href"));
        await ChangeAsync(history, 0, "costs.pki.perCertificateMonthly", "0.125");
        await ChangeAsync(history, 1, "costs.appsPerInstance.basic", "1");
        page = ShowCosts();
        Assert.Equal("Unlocking 1 app costs EUR 14.60 a month", Text(page.Find("h1")));
        Assert.Contains($"{Hostile} changed on {Samples.Now:d MMM yyyy}: Apps on an instance of Basic.", Text(page.Find("#unlock .assumed")), StringComparison.Ordinal);
        Assert.Equal(("Unknown: nobody has entered it", "USD 0.125 a month"), (Text(page.Find("[data-kpi=pki-fixed]")), Text(page.Find("[data-kpi=pki-certificate]"))));
        Assert.Contains("how many client certificates there are is not known yet", Text(page.Find("#pki")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
    }

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private static async Task ChangeAsync(TestHistory history, long version, string key, string value) => Assert.Equal(
        ChangeOutcome.Changed, (await history.Get<ChangeAssumptionsCommand>().RunAsync([new AssumptionEdit(key, value)], Hostile, version, Colleague, Token)).Outcome);

    private static Task TypeAsync(IRenderedComponent<AssumptionsPage> page, string key, string text) =>
        page.Find("#assumption-" + key.Replace('.', '-')).InputAsync(new ChangeEventArgs { Value = text });

    private static async Task SaveAsync(IRenderedComponent<AssumptionsPage> page, string reason)
    {
        await page.Find("#assumption-reason").InputAsync(new ChangeEventArgs { Value = reason });
        await page.Find("form[data-action]").SubmitAsync();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0 && Text(page.Find(".said")) is { Length: > 0 } said && !said.StartsWith("To unlock", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
    }

    private static string Value(IRenderedComponent<AssumptionsPage> page, string key) => Text(page.Find($"[data-assumption='{key}'] .value"));

    private static async Task<TestHistory> LifeAsync()
    {
        var history = await TestHistory.CreateAsync(Samples.Now.AddDays(-1));
        await history.RunAsync(
            new CostMerge
            {
                Plans = [new PlanChange.Seen(null, State("basic", "Basic", "B1", 1)), new PlanChange.Seen(null, State("free", "Free", "F1", 0))],
                Prices = [new PricesRead("westeurope", "EUR", [new("westeurope", true, "B1", "EUR", 0.02m, Samples.Now.AddYears(-1), PriceSource.RetailPrices)])],
                Costs = [new CostsRead(CostSource.CostManagement, Group.Split('/')[2], CostMonth.Of(Samples.Now).Plus(-1), CostMonth.Of(Samples.Now).Plus(-1),
                    [new PlanCost(Plan("basic"), CostMonth.Of(Samples.Now).Plus(-1), 1m, "EUR")])],
            },
            TestHistory.Seen(App("blue", "basic", Verdict.Enforced), null),
            TestHistory.Seen(App("red", "basic", Verdict.Enforced), null),
            TestHistory.Seen(App("held", "free", Verdict.Unsupported), null));
        history.Clock.Advance(TimeSpan.FromDays(1));
        return history;
    }

    private static string Plan(string name) => $"{Group}/providers/Microsoft.Web/serverfarms/{name}";

    private static PlanState State(string name, string tier, string size, int capacity) => new(Plan(name), name, tier, size, capacity, true, "westeurope", "space");

    private static AppState App(string name, string plan, Verdict verdict) => Samples.App with
    {
        ResourceId = $"{Group}/providers/Microsoft.Web/sites/{name}",
        Name = name,
        PlanId = Plan(plan),
        Verdict = verdict,
        InScope = true,
        Stopped = false,
    };

    private void AddServices(TestHistory history, params string[] policies)
    {
        if (Services.Any(s => s.ServiceType == typeof(CostQuery))) return;
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization().SetAuthorized("somebody").SetPolicies(policies).SetClaims(new Claim("tid", "t"), new Claim("oid", "o"));
        Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddScoped<ActionGuard>().AddLogging();
        Services.AddSingleton(new DashboardSettings { Mode = DashboardMode.Azure, DataDirectory = "/", Storage = history.Settings });
        Services.AddDashboardStorage(history.Settings);
    }

    private IRenderedComponent<AssumptionsPage> Show(TestHistory history, string address, params string[] policies)
    {
        AddServices(history, policies);
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<AssumptionsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private IRenderedComponent<CostsPage> ShowCosts()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/costs");
        var page = Render<CostsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
