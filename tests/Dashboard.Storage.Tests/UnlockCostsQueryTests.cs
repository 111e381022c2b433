using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Costs.Unlock;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.CostWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>A small estate at the prices that the program carries: a free plan next to one with room, and one that has to be upgraded.</summary>
public abstract class UnlockCostsQueryTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly PlanState Roomy = Plan("roomy", "B1", "Basic", region: "eastus");
    private static readonly PlanState Free = Plan("free", "F1", "Free", region: "eastus");
    private static readonly PlanState Alone = Plan("alone", "F1", "Free", region: "eastus", isLinux: false);
    private static readonly PlanState Priceless = Plan("priceless", "F1", "Free", region: "southindia");
    private static readonly AppState Shop = Estate.App("shop").On(Roomy);
    private static readonly AppState Blog = Estate.App("blog", verdict: Verdict.Unsupported).On(Free);
    private static readonly AppState Wiki = Estate.App("wiki", verdict: Verdict.Unsupported).On(Free);
    private static readonly AppState Mail = Estate.App("mail", verdict: Verdict.Unsupported).On(Alone) with { Owner = "Post" };
    private static readonly AppState Toy = Estate.App("toy", verdict: Verdict.Unsupported).On(Free) with { InScope = false };

    public sealed class OnSqlite() : UnlockCostsQueryTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : UnlockCostsQueryTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Apps_move_where_there_is_room_and_a_plan_without_a_neighbour_is_upgraded()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Plans(Roomy, Free, Alone), CostWorld.Seen(Shop, Blog, Wiki, Mail, Toy));
        var answer = await RunAsync(db, 90m);
        Assert.Equal(
            [
                ("blog", UnlockWay.Move, "roomy", null, 0L), ("mail", UnlockWay.Upgrade, null, "B1", 5475L), ("shop", UnlockWay.NoTierChange, null, null, 0L),
                ("wiki", UnlockWay.Move, "roomy", null, 0L),
            ],
            answer.Unlock.Apps.Select(a => (Name(a.ResourceId)!, a.Way, Name(a.TargetPlanId), a.TargetSize, a.ShareMinor)));
        // 0.075 an hour, 730 hours; of the whole denominator 90 % are needed, which is all four.
        Assert.Equal(new UnlockSum("USD", 5475, 1, 1, 2, 0), Assert.Single(answer.Unlock.Sums));
        Assert.Equal((4, 1, 5475), (answer.ToTarget[0].Denominator, answer.ToTarget[0].Supporting, answer.ToTarget[0].MonthlyMinor));
        Assert.Equal(0, (await RunAsync(db, 75m)).ToTarget[0].MonthlyMinor);
    }

    [Fact]
    public async Task A_filter_shows_a_part_of_the_same_answer()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Plans(Roomy, Free, Alone), CostWorld.Seen(Shop, Blog, Wiki, Mail, Toy));
        var all = await RunAsync(db, 90m);
        var post = await RunAsync(db, 90m, new AppFilter { Owner = ["post"] });
        Assert.Equal(all.Unlock.Apps.Where(a => Name(a.ResourceId) == "mail").Select(Text), post.Unlock.Apps.Select(Text));
        Assert.Equal(new UnlockSum("USD", 5475, 0, 1, 0, 0), Assert.Single(post.Unlock.Sums));
        Assert.Equal(["alone"], post.Unlock.Plans.Select(p => Name(p.PlanId)));
        Assert.Equal(5475, post.ToTarget[0].MonthlyMinor);
        var others = await RunAsync(db, 90m, new AppFilter { Owner = ["payments"] });
        Assert.Equal((3, 0), (others.Unlock.Apps.Count, others.Unlock.Sums[0].UnlockMonthlyMinor));
    }

    [Fact]
    public async Task A_price_that_nobody_tells_makes_the_cost_unknown_and_not_0()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Plans(Priceless), CostWorld.Seen(Blog.On(Priceless)));
        var answer = await RunAsync(db, 90m);
        var app = Assert.Single(answer.Unlock.Apps);
        Assert.Equal((UnlockWay.Unknown, null), (app.Way, app.ShareMinor));
        var sum = Assert.Single(answer.Unlock.Sums);
        Assert.Equal((1, null), (sum.Unknown, sum.KnownMonthlyMinor));
        Assert.Null(Assert.Single(answer.ToTarget).MonthlyMinor);
    }

    [Fact]
    public async Task Apps_on_a_plan_that_may_not_be_read_are_locked_by_their_own_tier_at_an_unknown_cost()
    {
        await using var db = await CreateAsync();
        var hidden = Plan("hidden", "F1", "Free", region: "eastus");
        var dear = Plan("dear", "B1", "Basic", region: "eastus");
        // No run ever saw the two plans: only the sites tell of them.
        await db.RunAsync(Plans(Roomy), CostWorld.Seen(Shop, Blog.On(hidden), Wiki.On(hidden), Shop.On(dear) with { ResourceId = Mail.ResourceId, Name = "mail" }, Toy.On(hidden)));
        var answer = await RunAsync(db, 90m);
        var plan = Assert.Single(answer.Unlock.Plans);
        Assert.Equal(("hidden", 2, UnlockWay.Unknown, null), (Name(plan.PlanId)!, plan.Apps, plan.Way, plan.DeltaMinor));
        Assert.Equal(
            [("blog", UnlockWay.Unknown), ("mail", UnlockWay.NoTierChange), ("shop", UnlockWay.NoTierChange), ("wiki", UnlockWay.Unknown)],
            answer.Unlock.Apps.Select(a => (Name(a.ResourceId)!, a.Way)));
        Assert.Equal(new UnlockSum("USD", 0, 2, 0, 0, 2), Assert.Single(answer.Unlock.Sums));
        Assert.Equal((4, 2, null), (answer.ToTarget[0].Denominator, answer.ToTarget[0].Supporting, answer.ToTarget[0].MonthlyMinor));
    }

    [Fact]
    public async Task A_past_moment_has_the_plans_and_apps_of_then()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync(Plans(Free), CostWorld.Seen(Blog, Wiki));
        db.Clock.Advance(TimeSpan.FromDays(1));
        var id = (await db.Get<ICostStore>().ReadPlansAsync(Token)).Single().PlanId;
        await db.RunAsync(new CostMerge { Plans = [new PlanChange.Seen(id, Free with { Tier = "Basic", SkuName = "B1" })] });
        // 0.017 an hour, 730 hours.
        Assert.Equal(1241, Assert.Single((await RunAsync(db, 90m, asOf: first)).Unlock.Sums).DeltaMinor);
        Assert.Equal(0, Assert.Single((await RunAsync(db, 90m)).Unlock.Sums).DeltaMinor);
        Assert.Empty((await RunAsync(db, 90m, asOf: first.AddMilliseconds(-1))).Unlock.Apps);
    }

    [Fact]
    public async Task Another_assumption_changes_the_present_at_once_and_the_past_not_at_all()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Plans(Roomy, Free, Alone), CostWorld.Seen(Shop, Blog, Wiki, Mail, Toy));
        Assert.Equal(5475, Assert.Single((await RunAsync(db, 90m)).Unlock.Sums).DeltaMinor);
        var before = db.Clock.GetUtcNow();
        db.Clock.Advance(TimeSpan.FromHours(1));
        // One app an instance: no room beside the shop, so that the free plan is upgraded too.
        var preview = await db.Get<UnlockCostsQuery>().PreviewAsync(new CostAssumptions { AppsPerBasicInstance = 1 }, Token);
        Assert.Equal(5475, (await RunAsync(db, 90m)).Unlock.Sums[0].DeltaMinor);
        await db.Get<ChangeAssumptionsCommand>().RunAsync([new("costs.appsPerInstance.basic", "1")], "Measured", 0, AuditWorld.Ada, Token);
        var now = await RunAsync(db, 90m);
        Assert.Equal((UnlockWay.Upgrade, 5475 + 1241), (now.Unlock.Plans.Single(p => Name(p.PlanId) == "free").Way, now.Unlock.Sums[0].DeltaMinor));
        Assert.Equal(now.Unlock.Sums, preview.Sums);
        Assert.Equal((1, "Measured"), (now.Assumed.Values.Costs.AppsPerBasicInstance, now.Assumed.Items[0].Last!.Reason));
        // No run was between the two.
        var past = await RunAsync(db, 90m, asOf: before);
        Assert.Equal((5475, null), (past.Unlock.Sums[0].DeltaMinor, past.Assumed.Items[0].Last));
    }

    private static Task<UnlockCostsAnswer> RunAsync(TestDatabase db, decimal target, AppFilter? filter = null, DateTimeOffset? asOf = null) =>
        db.Get<UnlockCostsQuery>().RunAsync(filter ?? AppFilter.Any, target, asOf, Token);

    private static string? Name(string? id) => id?.Split('/')[^1];

    private static string Text(AppUnlock app) => $"{app.ResourceId} {app.Way} {app.TargetPlanId} {app.TargetSize} {app.ShareMinor} {string.Join(' ', app.Reasons)}";
}
