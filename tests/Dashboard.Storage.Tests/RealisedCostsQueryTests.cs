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
/// Four plans that went to B1 at the half of March: a Free one and a Shared one with two apps because of MTLS005, one that nothing asked
/// for, and one whose prices nobody tells. B1 is 73.00 a month, D1 7.30 an app.
/// </summary>
public abstract class RealisedCostsQueryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly PlanState Free = Plan("free", "F1", "Free");
    private static readonly PlanState Shared = Plan("shared", "D1", "Shared");
    private static readonly PlanState Bare = Plan("bare", "F1", "Free");
    private static readonly PlanState Priceless = Plan("priceless", "F1", "Free", region: "southindia");
    private static readonly AppState Blog = Locked("blog", Free) with { PlanId = Free.ResourceId.ToUpperInvariant() + "/" };
    private static readonly AppState Shop = Locked("shop", Shared);
    private static readonly AppState Toy = Locked("toy", Shared) with { InScope = false };
    private static readonly AppState Wiki = Estate.App("wiki", verdict: Verdict.Unsupported).On(Bare);
    private static readonly AppState Mail = Locked("mail", Priceless);
    private static readonly DateTimeOffset Half = new(2025, 3, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset MayTenth = new(2025, 5, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly CostMonth April = March.Plus(1);
    private static readonly CostMonth May = March.Plus(2);

    public sealed class OnSqlite() : RealisedCostsQueryTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : RealisedCostsQueryTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Upgrades_that_MTLS005_asked_for_count_from_then_on_and_no_others()
    {
        await using var db = await UpgradedAsync();
        await db.RunAsync(CostMerge.None);
        var answer = await RunAsync(db, null);
        Assert.Equal(["free", "priceless", "shared"], answer.Plans.Select(p => p.PlanId.Split('/')[^1]));
        // Half of March, April, and 9 of May's 31 days of 73.00; the Shared plan was charged 14.60 for its two apps before.
        Assert.Equal([3650, 7300, 2119], answer.Plans[0].Months.Select(m => m.Minor));
        Assert.Equal([2920, 5840, 1695], answer.Plans[2].Months.Select(m => m.Minor));
        Assert.Equal([null, null, null], answer.Plans[1].Months.Select(m => m.Minor));
        Assert.Equal([new RealisedSum("USD", 23524, 3, 1)], answer.SumsSince(March));
        Assert.Equal([new RealisedSum("USD", 3814, 3, 1)], answer.SumsOf(May));
        Assert.Empty(answer.SumsSince(May.Plus(1)));
        var upgrade = Assert.Single(answer.Plans[2].Upgrades);
        Assert.Equal(("D1", "B1", Half), (upgrade.Before.SkuName, upgrade.After.SkuName, upgrade.At));
        Assert.Equal(["shop"], upgrade.Apps.Select(a => a.Split('/')[^1]));
        Assert.Equal(["blog"], answer.Plans[0].Upgrades[0].Apps.Select(a => a.Split('/')[^1]));
    }

    [Fact]
    public async Task It_ends_where_no_app_in_scope_is_on_the_plan_and_stays_in_the_list()
    {
        await using var db = await UpgradedAsync(new DateTimeOffset(2025, 4, 16, 0, 0, 0, TimeSpan.Zero));
        await db.RunAsync(CostMerge.None, TestDatabase.Seen(Unlocked(Blog) with { InScope = false }, await db.AppIdAsync(Blog)));
        db.Clock.SetUtcNow(MayTenth);
        await db.RunAsync(CostMerge.None);
        var free = (await RunAsync(db, null)).Plans[0];
        Assert.Equal([(March, 3650L), (April, 3650L)], free.Months.Select(m => (m.Month, m.Minor!.Value)));
        Assert.Equal((3650L, null), (free.KnownSince(April), free.KnownSince(May)));
        Assert.Single(free.Upgrades);
    }

    [Fact]
    public async Task A_past_moment_knows_what_was_known_then()
    {
        await using var db = await UpgradedAsync();
        await db.RunAsync(CostMerge.None);
        Assert.Empty((await RunAsync(db, Half.AddMilliseconds(-1))).Plans);
        Assert.Null((await RunAsync(db, MarchStart.AddDays(-1))).Run);
        // A quarter of April.
        var then = await RunAsync(db, new DateTimeOffset(2025, 4, 8, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal([3650, 1825], then.Plans[0].Months.Select(m => m.Minor));
        Assert.Null((await db.Get<RealisedCostsQuery>().RunAsync(May, May, then.AsOf, Token)).Plans[0].KnownSince(March));
    }

    [Fact]
    public async Task Without_such_an_upgrade_there_is_nothing_and_no_sum()
    {
        await using var db = await CreateAsync(MarchStart);
        await db.RunAsync(Plans(Free, Bare), CostWorld.Seen(Blog, Wiki));
        var answer = await RunAsync(db, null);
        Assert.Equal((0, 0), (answer.Plans.Count, answer.SumsSince(March).Count));
    }

    private static AppState Locked(string name, PlanState plan) =>
        Estate.App(name, verdict: Verdict.Unsupported).On(plan) with { Rules = [new RuleOutcome("MTLS005", RuleResult.Fail, Severity.High, "Free")] };

    private static AppState Unlocked(AppState app) => app with
    {
        Tier = "Basic",
        Verdict = Verdict.NotEnforced,
        Rules = [new RuleOutcome("MTLS005", RuleResult.Pass, Severity.High, "Basic")],
    };

    private static Task<RealisedAnswer> RunAsync(TestDatabase db, DateTimeOffset? asOf) => db.Get<RealisedCostsQuery>().RunAsync(March, May, asOf, Token);

    /// <summary>The four plans after their upgrade; the clock stands at the next run.</summary>
    private async Task<TestDatabase> UpgradedAsync(DateTimeOffset? next = null)
    {
        var since = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var db = await CreateAsync(MarchStart);
        var prices = new PricesRead("westeurope", "USD",
            [.. new[] { ("B1", 0.1m), ("D1", 0.01m) }.Select(p => new ListPrice("westeurope", true, p.Item1, "USD", p.Item2, since, PriceSource.RetailPrices))]);
        await db.RunAsync(Plans(Free, Shared, Bare, Priceless) with { Prices = [prices] }, CostWorld.Seen(Blog, Shop, Toy, Wiki, Mail));
        db.Clock.SetUtcNow(Half);
        var stored = await db.Get<ICostStore>().ReadPlansAsync(Token);
        var apps = new List<Core.Collection.AppChange>();
        foreach (var app in new[] { Blog, Shop, Toy, Wiki, Mail }) apps.Add(TestDatabase.Seen(Unlocked(app), await db.AppIdAsync(app)));
        await db.RunAsync(
            new CostMerge { Plans = [.. stored.Select(p => new PlanChange.Seen(p.PlanId, p.State with { SkuName = "B1", Tier = "Basic" }))] }, apps.ToArray());
        db.Clock.SetUtcNow(next ?? MayTenth);
        return db;
    }
}
