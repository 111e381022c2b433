using AngleSharp.Dom;
using Bunit;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Pages.Costs;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Web.Tests.Components;

/// <summary>
/// The pages of costs on a history that can be reckoned by hand. Of the month before the present one: a Basic plan with two apps costs
/// 30.01 EUR, an empty one 10.00 EUR, a Free plan holds an app back, and a plan by use is told of by nobody.
/// </summary>
public sealed class CostsPageTests : BunitContext
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";
    private static readonly CostMonth Month = CostMonth.Of(Samples.Now).Plus(-1);
    private static readonly DateTimeOffset FirstRun = Month.Start.AddDays(-3);

    [Fact]
    public async Task Before_the_first_run_nothing_is_known()
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        Assert.Contains("No run yet", Text(Show<CostsPage>(history, "/costs").Find(".state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_answers_what_it_costs_to_unlock_the_last_apps()
    {
        await using var history = await LifeAsync();
        var page = Show<CostsPage>(history, "/costs");
        // B1 on Linux at 0.02 × 730 = 14.60; the Basic plan has room in the same web space, so moving there costs nothing.
        Assert.Equal("Unlocking 1 app costs nothing a month", Text(page.Find("h1")));
        var row = page.FindAll("#unlock tbody tr").Single();
        Assert.Equal("free", Text(row.QuerySelector("th")!));
        Assert.Equal(["1", "Move its apps", "EUR 0.00", "EUR +14.60", "EUR 0.00"], row.QuerySelectorAll("td").Take(5).Select(Text));
        Assert.Contains("Assumed: 8 apps fit on an instance of Basic", Text(page.Find(".assumed")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Free", Verdict.Unsupported, "Cost unknown")]
    [InlineData(null, Verdict.Unknown, "Not all tiers are known")]
    public async Task A_plan_that_may_not_be_read_is_not_taken_for_one_that_holds_no_app_back(string? tier, Verdict verdict, string expected)
    {
        await using var history = await TestHistory.CreateAsync(Samples.Now);
        await history.RunAsync(CostMerge.None, TestHistory.Seen(App("held", "hidden", "team-red", verdict) with { Tier = tier }, null));
        var panel = Text(Show<CostsPage>(history, "/costs").Find("#unlock"));
        Assert.DoesNotContain("No tier holds an app back", panel, StringComparison.Ordinal);
        Assert.Contains(expected, panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Costs_are_told_with_currency_and_unknown_ones_beside_the_sum()
    {
        await using var history = await LifeAsync();
        var page = Show<CostsPage>(history, "/costs");
        Assert.Equal("EUR 40.01", Text(page.Find("[data-kpi=cost-month]")));
        Assert.Equal("1 plan", Text(page.Find("[data-figure=cost-unknown-plans]")));
        Assert.Equal("EUR 10.00", Text(page.Find("[data-kpi=waste]")));
        Assert.Equal("1 plan", Text(page.Find("[data-figure=waste-plans]")));
    }

    [Fact]
    public async Task A_breakdown_adds_up_to_the_month_and_names_what_no_app_has()
    {
        await using var history = await LifeAsync();
        var rows = Show<CostsPage>(history, "/costs?by=owner").FindAll("#by tbody tr");
        Assert.Equal(
            ["team-blue EUR 15.01", "team-red EUR 15.00", "No app was on the plan EUR 10.00"],
            rows.Where(r => !Text(r).Contains("EUR 0.00", StringComparison.Ordinal)).Select(r => $"{Text(r.QuerySelector("th")!)} {Text(r.QuerySelector("td")!)}"));
    }

    [Fact]
    public async Task Under_a_filter_only_the_parts_of_its_apps_count()
    {
        await using var history = await LifeAsync();
        var page = Show<CostsPage>(history, "/costs?owner=team-red");
        Assert.Equal("EUR 15.00", Text(page.Find("[data-kpi=cost-month]")));
        Assert.Contains("The parts of the apps in the filter", Text(page.Find(".tiles")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plans_are_listed_with_source_and_can_be_narrowed()
    {
        await using var history = await LifeAsync();
        var names = (string address) => Show<PlansPage>(history, address).FindAll("tbody th a").Select(Text).ToArray();
        Assert.Equal(["basic", "empty", "free", "by-use"], names("/plans"));
        Assert.Equal(["empty"], names("/plans?waste=true"));
        Assert.Equal(["by-use"], names("/plans?unknown=true"));
        Assert.Equal(["basic"], names("/plans?q=asi"));
        Assert.Equal(["basic", "by-use", "empty", "free"], names("/plans?sort=name"));
        Assert.Contains("No plan matches", Text(Show<PlansPage>(history, "/plans?q=nothing").Find(".state")), StringComparison.Ordinal);
        Assert.Contains("Unknown", Text(Show<PlansPage>(history, "/plans?unknown=true").Find("tbody")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_tells_its_months_and_who_has_what_of_it()
    {
        await using var history = await LifeAsync();
        var page = Show<PlanPage>(history, "/plans" + Plan("basic"), p => p.Add(x => x.ResourceId, Plan("basic")[1..]));
        Assert.Equal("basic", Text(page.Find("h1")));
        Assert.Contains("EUR 30.01", Text(page.Find("section[aria-labelledby=months-title]")), StringComparison.Ordinal);
        // The present month is not told of yet: an estimate, and preliminary, of what has passed of it.
        Assert.Contains("Estimate from list price", Text(page.Find("section[aria-labelledby=months-title]")), StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("section[aria-labelledby=apps-title] tbody tr").Count);
        var none = Show<PlanPage>(history, "/plans/none", p => p.Add(x => x.ResourceId, "none"));
        Assert.Contains("No such plan", Text(none.Find(".state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_a_source_told_of_it_a_month_is_as_it_was_known()
    {
        await using var history = await LifeAsync();
        var page = Show<CostsPage>(history, $"/costs?asOf={Month.End.AddDays(-1):yyyy-MM-dd}&month={Month}");
        // All that was known then are list prices: of Basic and of the empty plan, which is Basic too, from the first run on.
        Assert.DoesNotContain("40.01", Text(page.Find("[data-kpi=cost-month]")), StringComparison.Ordinal);
        Assert.Contains("list-price estimate", Text(page.Find(".tiles")), StringComparison.Ordinal);
    }

    /// <summary>An address can name any month and moment of the calendar: there are thirteen months all the same.</summary>
    [Fact]
    public async Task A_month_or_moment_at_the_end_of_the_calendar_is_shown_as_any_other()
    {
        await using var history = await LifeAsync();
        Assert.Equal(13, Show<CostsPage>(history, "/costs?month=0001-01").FindAll("caption").Single(c => Text(c).StartsWith("Plan costs by month", StringComparison.Ordinal)).ParentElement!.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("No run by then", Text(Show<CostsPage>(history, "/costs?asOf=0001-01-05").Find(".state")), StringComparison.Ordinal);
        Assert.Contains("No run by then", Text(Show<PlansPage>(history, "/plans?asOf=0001-01-05").Find(".state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_mutual_TLS_has_caused_stands_beside_what_is_planned_and_its_rows_are_the_figure()
    {
        await using var history = await UpgradedAsync();
        var panel = Show<CostsPage>(history, "/costs").Find("#realised");
        // B1 at 0.02 × 730 = 14.60 for all of October, and 23 days and a third of November's 30.
        Assert.Equal("EUR 11.36", Text(panel.QuerySelector("[data-kpi=realised-month]")!));
        Assert.Equal("EUR 25.96", Text(panel.QuerySelector("[data-kpi=realised-year]")!));
        Assert.Equal("None", Text(panel.QuerySelector("[data-kpi=planned-month]")!));
        var row = Assert.Single(panel.QuerySelectorAll("#realised-plans tbody tr"));
        Assert.Equal("grown", Text(row.QuerySelector("th")!));
        Assert.Equal(["F1 → B1", "held", "EUR 11.36", "EUR 25.96"], row.QuerySelectorAll("td").Skip(1).Select(Text));
        var plan = Show<PlanPage>(history, "/plans" + Plan("grown"), p => p.Add(x => x.ResourceId, Plan("grown")[1..]));
        var told = Text(plan.Find("section[aria-labelledby=plan-realised-title] .body"));
        Assert.Contains("from F1 to B1, while MTLS005 failed for 1 app: held.", told, StringComparison.Ordinal);
        Assert.Contains("Realised in November 2026 so far: EUR 11.36; in the 12 months to it: EUR 25.96.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_upgrades_it_says_so_and_plans_say_nothing()
    {
        await using var history = await LifeAsync();
        Assert.Contains("no upgrade from Free or Shared", Text(Show<CostsPage>(history, "/costs").Find("#realised")), StringComparison.Ordinal);
        var plan = Show<PlanPage>(history, "/plans" + Plan("free"), p => p.Add(x => x.ResourceId, Plan("free")[1..]));
        Assert.Empty(plan.FindAll("section[aria-labelledby=plan-realised-title]"));
    }

    /// <summary>A Free plan that goes to B1 with the month's first moment, because of the app on it.</summary>
    private static async Task<TestHistory> UpgradedAsync()
    {
        var history = await TestHistory.CreateAsync(FirstRun);
        var held = App("held", "grown", "team-red", Verdict.Unsupported) with { Rules = [new RuleOutcome("MTLS005", RuleResult.Fail, Severity.High, "Free")] };
        await history.RunAsync(
            new CostMerge
            {
                Plans = [new PlanChange.Seen(null, State("grown", "Free", "F1", 0))],
                Prices = [new PricesRead("westeurope", "EUR", [new("westeurope", true, "B1", "EUR", 0.02m, FirstRun.AddYears(-1), PriceSource.RetailPrices)])],
                Costs = [new CostsRead(CostSource.CostManagement, Group.Split('/')[2], Month.Plus(-1), Month.Plus(-1), [new PlanCost(Plan("grown"), Month.Plus(-1), 1m, "EUR")])],
            },
            TestHistory.Seen(held, null));
        history.Clock.Advance(Month.Start - FirstRun);
        await history.RunAsync(
            new CostMerge { Plans = [new PlanChange.Seen(1, State("grown", "Basic", "B1", 1))] },
            TestHistory.Seen(held with { Verdict = Verdict.Enforced, Rules = [new RuleOutcome("MTLS005", RuleResult.Pass, Severity.High, "Basic")] }, await history.AppIdAsync(held)));
        history.Clock.Advance(Samples.Now - Month.Start);
        await history.RunAsync(CostMerge.None);
        return history;
    }

    private static async Task<TestHistory> LifeAsync()
    {
        var history = await TestHistory.CreateAsync(FirstRun);
        var plans = new[]
        {
            State("basic", "Basic", "B1", 1), State("empty", "Basic", "B1", 1), State("free", "Free", "F1", 0), State("by-use", "Dynamic", "Y1", 0),
        };
        await history.RunAsync(
            new CostMerge
            {
                Plans = [.. plans.Select(p => new PlanChange.Seen(null, p))],
                Prices = [new PricesRead("westeurope", "EUR", [new("westeurope", true, "B1", "EUR", 0.02m, FirstRun.AddYears(-1), PriceSource.RetailPrices)])],
                Costs = [new CostsRead(CostSource.CostManagement, Group.Split('/')[2], Month.Plus(-1), Month.Plus(-1), [new PlanCost(Plan("basic"), Month.Plus(-1), 1m, "EUR")])],
            },
            TestHistory.Seen(App("blue", "basic", "team-blue", Verdict.Enforced), null),
            TestHistory.Seen(App("red", "basic", "team-red", Verdict.Enforced), null),
            TestHistory.Seen(App("held", "free", "team-red", Verdict.Unsupported), null),
            TestHistory.Seen(App("fn", "by-use", "team-red", Verdict.Enforced) with { InScope = false }, null));
        history.Clock.Advance(Samples.Now - FirstRun);
        await history.RunAsync(new CostMerge
        {
            Costs =
            [
                new CostsRead(CostSource.CostManagement, Group.Split('/')[2], Month, Month,
                    [new PlanCost(Plan("basic").ToLowerInvariant(), Month, 30.01m, "EUR"), new PlanCost(Plan("empty"), Month, 10m, "EUR")]),
            ],
        });
        return history;
    }

    private static string Plan(string name) => $"{Group}/providers/Microsoft.Web/serverfarms/{name}";

    private static PlanState State(string name, string tier, string size, int capacity) => new(Plan(name), name, tier, size, capacity, true, "westeurope", "space");

    private static AppState App(string name, string plan, string owner, Verdict verdict) => Samples.App with
    {
        ResourceId = $"{Group}/providers/Microsoft.Web/sites/{name}",
        Name = name,
        PlanId = Plan(plan),
        Owner = owner,
        Verdict = verdict,
        InScope = true,
        Stopped = false,
    };

    private IRenderedComponent<T> Show<T>(TestHistory history, string address, Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : Dashboard.Web.Components.Pages.QueryPage
    {
        if (Services.All(s => s.ServiceType != typeof(CostQuery)))
        {
            JSInterop.Mode = JSRuntimeMode.Loose;
            Services.AddSingleton<TimeProvider>(history.Clock).AddSingleton<DemoProgress>().AddSingleton<RunBoard>().AddLogging();
            Services.AddSingleton(new DashboardSettings { Mode = DashboardMode.Azure, DataDirectory = "/", Storage = history.Settings });
            Services.AddDashboardStorage(history.Settings);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<T>(parameters ?? (_ => { }));
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(30));
        return page;
    }

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
