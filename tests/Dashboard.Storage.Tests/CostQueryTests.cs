using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.CostWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>
/// A month of two plans with costs, one that nobody tells the cost of, and one without apps. <c>web</c> with its slot and <c>api</c> are
/// on the first one all month; <c>job</c> comes there from the second at the month's half, and <c>fun</c> is on the unknown one.
/// </summary>
public abstract class CostQueryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly PlanState First = Plan("plan-1");
    private static readonly PlanState Second = Plan("plan-2", "B1", "Basic", region: "francecentral", isLinux: false);
    private static readonly PlanState Flexible = Plan("plan-3", "FC1", "FlexConsumption");
    private static readonly PlanState Empty = Plan("plan-4", "S1", "Standard", region: "northeurope");
    private static readonly AppState Web = Estate.App("web", verdict: Verdict.Enforced) with { Owner = "Shop", CostCentre = "CC-1" };
    private static readonly AppState Api = Estate.App("api") with { Owner = "Payments", CostCentre = null, Environment = "test" };
    private static readonly AppState Job = Estate.App("job").On(Second) with { Owner = "Shop", CostCentre = "CC-2" };
    private static readonly AppState Fun = Estate.App("fun").On(Flexible) with { Owner = "Shop", CostCentre = "CC-3" };
    private static readonly DateTimeOffset Half = new(2025, 3, 16, 12, 0, 0, TimeSpan.Zero);

    public sealed class OnSqlite() : CostQueryTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : CostQueryTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_slot_rides_and_an_app_that_moved_between_plans_has_a_part_of_both()
    {
        await using var db = await FilledAsync();
        var parts = await db.Get<CostQuery>().OfAppsAsync(
            [Web.ResourceId.ToUpperInvariant(), Api.ResourceId, Job.ResourceId, Fun.ResourceId, Web.Slot("staging").ResourceId], March, null, Token);
        // 300.01 by 31 : 31 : 15.5 days, and all of 100.
        Assert.Equal([("api", 12001), ("job", 10000 + 6000), ("web", 12000)], parts.Select(p => (p.Key.Split('/')[^1], p.Value.Minor)).Order());
        Assert.All(parts.Values, p => Assert.Equal("EUR", p.Currency));
        var plan = (await db.Get<PlanQuery>().FindAsync(First.ResourceId, March, March, null, Token))!;
        Assert.Equal([12001, 12000, 6000], plan.Apps.Select(a => a.Minor));
        Assert.Equal((4, 4, 4, 2), (plan.Item.Apps, plan.Item.RunningApps, plan.Item.InScope, plan.Item.Enforced));
    }

    [Fact]
    public async Task Groups_of_each_dimension_are_the_month_and_the_month_is_the_plans()
    {
        await using var db = await FilledAsync();
        var plans = (await db.Get<PlanQuery>().RunAsync(March, null, Token)).Items;
        var expected = plans.SelectMany(p => p.Cost!.Amounts).GroupBy(a => a.Currency).Select(g => (g.Key, g.Sum(a => a.Minor))).Order().ToList();
        Assert.Equal([("EUR", 30001 + 10000), ("USD", 500)], expected);
        var month = Assert.Single((await db.Get<CostQuery>().TrendAsync(AppFilter.Any, March, March, null, Token)).Months);
        Assert.Equal(expected, month.Amounts.Select(a => (a.Currency, a.Minor)));
        Assert.Equal((4, 1), (month.Plans, month.UnknownPlans));
        Assert.Equal([0, 500], month.Amounts.Select(a => a.UnallocatedMinor));
        foreach (var by in Enum.GetValues<CostDimension>())
        {
            var groups = await ByAsync(db, by, AppFilter.Any);
            Assert.Equal(expected, groups.Groups.GroupBy(g => g.Amount.Currency).Select(g => (g.Key, g.Sum(x => x.Amount.Minor))));
            Assert.Equal((by, 1), (by, groups.Unknown.Sum(g => g.Plans)));
        }
    }

    [Fact]
    public async Task Each_value_has_its_apps_parts_and_unknown_ones_beside()
    {
        await using var db = await FilledAsync();
        var centres = await ByAsync(db, CostDimension.CostCentre, AppFilter.Any);
        Assert.Equal(
            [("cc-2", "EUR", 16000, 1, 2, false), ("", "EUR", 12001, 1, 1, false), ("cc-1", "EUR", 12000, 1, 1, false), ("", "USD", 500, 0, 1, true)],
            centres.Groups.Select(g => (g.Value, g.Amount.Currency, g.Amount.Minor, g.Apps, g.Plans, g.IsUnallocated)));
        Assert.Equal([("cc-3", 1, 1, false)], centres.Unknown.Select(g => (g.Value, g.Apps, g.Plans, g.IsUnallocated)));
        Assert.Equal("CC-2", centres.Groups[0].Label);

        var tiers = await ByAsync(db, CostDimension.Tier, AppFilter.Any);
        Assert.Equal(["PremiumV3", "Basic", "Standard"], tiers.Groups.Select(g => g.Value));
        Assert.Equal("FlexConsumption", Assert.Single(tiers.Unknown).Value);
        var systems = await ByAsync(db, CostDimension.OperatingSystem, AppFilter.Any);
        Assert.Equal([("Linux", 30001), ("Windows", 10000), ("Linux", 500)], systems.Groups.Select(g => (g.Value, g.Amount.Minor)));
    }

    [Fact]
    public async Task Under_a_filter_only_the_parts_of_the_apps_count()
    {
        await using var db = await FilledAsync();
        foreach (var (filter, minor, plans, unknown) in new (AppFilter, long[], int, int)[]
        {
            (new() { Owner = ["shop"] }, [28000], 3, 1), (new() { Owner = ["payments"] }, [12001], 1, 0), (new() { CostCentre = [""] }, [12001], 1, 0),
            (new() { Environment = ["test"] }, [12001], 1, 0), (new() { Verdict = [Verdict.Enforced] }, [12000], 1, 0),
            (new() { CostCentre = ["cc-3"] }, [], 1, 1), (new() { Owner = ["nobody"] }, [], 0, 0), (new() { Subscription = [Estate.SubscriptionB] }, [], 0, 0),
        })
        {
            var month = Assert.Single((await db.Get<CostQuery>().TrendAsync(filter, March, March, null, Token)).Months);
            Assert.Equal(minor, month.Amounts.Select(a => a.Minor));
            Assert.Equal((plans, unknown), (month.Plans, month.UnknownPlans));
            var groups = await ByAsync(db, CostDimension.App, filter);
            Assert.Equal(minor.Sum(), groups.Groups.Sum(g => g.Amount.Minor));
            Assert.Equal(unknown, groups.Unknown.Count);
            Assert.DoesNotContain(groups.Groups, g => g.IsUnallocated);
        }
    }

    [Fact]
    public async Task An_app_that_was_on_a_plan_of_unknown_cost_has_no_known_cost()
    {
        await using var db = await FilledAsync();
        // In April it goes from a plan with a cost to the one without.
        await db.RunAsync(CostMerge.None, TestDatabase.Seen(Api.On(Flexible), await db.AppIdAsync(Api)));
        db.Clock.SetUtcNow(new DateTimeOffset(2025, 5, 2, 0, 0, 0, TimeSpan.Zero));
        var april = March.Plus(1);
        await db.RunAsync(new CostMerge { Costs = [Costs(april, (First, 90m, "EUR"))] });
        var parts = await db.Get<CostQuery>().OfAppsAsync([Web.ResourceId, Api.ResourceId], april, null, Token);
        Assert.Equal(["web"], parts.Keys.Select(k => k.Split('/')[^1]));
    }

    [Fact]
    public async Task An_app_keeps_its_cost_where_its_id_changed_meanwhile()
    {
        await using var db = await FilledAsync();
        var number = await db.AppIdAsync(Web);
        var before = db.Clock.GetUtcNow();
        db.Clock.Advance(TimeSpan.FromDays(1));
        var moved = Web with { ResourceGroup = "rg-New", ResourceId = Web.ResourceId.Replace("rg-Shop", "rg-New", StringComparison.Ordinal) };
        await db.RunAsync(CostMerge.None, new AppChange.Moved(number, moved, StateFingerprint.Of(moved, "1.0"))
        {
            Events = [new AppEvent { Kind = AppEventKind.Moved, OccurredAt = before, VerdictBefore = Web.Verdict, VerdictAfter = Web.Verdict }],
        });
        // Its slot stayed behind in the books: it was gone before any run could see it move.
        foreach (var (asOf, id) in new (DateTimeOffset?, string)[] { (before, Web.ResourceId), (null, moved.ResourceId) })
        {
            Assert.Equal(12000, (await (await db.Get<CostQuery>().OpenAsync(March, asOf, Token)).OfAsync([number], Token))[number].Minor);
            var found = await db.Get<CostQuery>().OfAppsAsync([Web.ResourceId, moved.ResourceId], March, asOf, Token);
            Assert.Equal((id.ToLowerInvariant(), 12000), (Assert.Single(found).Key, found.Values.Single().Minor));
        }
    }

    [Fact]
    public async Task A_past_moment_knows_what_was_known_then()
    {
        await using var db = await FilledAsync();
        var trend = await db.Get<CostQuery>().TrendAsync(AppFilter.Any, March, March, Half, Token);
        // Nothing of costs was read yet, and no price of these regions: all is unknown, and nothing is 0.
        Assert.Empty(trend.Months[0].Amounts);
        Assert.Equal((4, 4, true), (trend.Months[0].Plans, trend.Months[0].UnknownPlans, trend.Months[0].IsPreliminary));
        Assert.Empty((await db.Get<CostQuery>().TrendAsync(AppFilter.Any, March, March, MarchStart.AddDays(-1), Token)).Months);
        var apps = await Task.WhenAll(new[] { Web, Api, Job, Fun }.Select(db.AppIdAsync));
        Assert.Empty(await (await db.Get<CostQuery>().OpenAsync(March, Half, Token)).OfAsync(apps, Token));
    }

    [Fact]
    public async Task Waste_is_a_plan_that_is_there_costs_and_runs_nothing()
    {
        await using var db = await FilledAsync();
        var plans = (await db.Get<PlanQuery>().RunAsync(March, null, Token)).Items;
        // All apps have left the second one by now; of the unknown one an app runs.
        Assert.Equal(["plan-2", "plan-4"], plans.Where(p => p.IsWaste).Select(p => p.Name));
    }

    private async Task<TestDatabase> FilledAsync()
    {
        var db = await CreateAsync(MarchStart);
        await db.RunAsync(Plans(First, Second, Flexible, Empty), CostWorld.Seen(Web, Web.Slot("staging"), Api, Job, Fun));
        db.Clock.SetUtcNow(Half);
        await db.RunAsync(CostMerge.None, TestDatabase.Seen(Job.On(First), await db.AppIdAsync(Job)));
        db.Clock.SetUtcNow(new DateTimeOffset(2025, 4, 10, 0, 0, 0, TimeSpan.Zero));
        await db.RunAsync(new CostMerge { Costs = [Costs(March, (First, 300.01m, "EUR"), (Second, 100m, "EUR"), (Empty, 5m, "USD"))] });
        return db;
    }

    private static Task<CostGroupsAnswer> ByAsync(TestDatabase db, CostDimension by, AppFilter filter) =>
        db.Get<CostQuery>().ByAsync(by, filter, March, null, Token);
}
