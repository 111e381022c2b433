using Dashboard.Core.Exceptions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Excepted apps in figures: counted at the moment asked for, beside the verdicts and never among what is enforced.</summary>
public abstract class ExceptedFigureTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : ExceptedFigureTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ExceptedFigureTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task An_excepted_app_keeps_its_verdict_and_is_counted_beside_it_until_that_very_moment()
    {
        await using var world = await WorldAsync();
        var before = await OverviewAsync(world);
        Assert.Equal((0, 0), (before.Excepted.Total, before.Excepted.Stopped));
        await world.ExceptAsync(10);
        await world.ExceptAsync(10, "halted");
        var expiry = world.Now.AddDays(10);

        var active = await OverviewAsync(world);
        Assert.Equal(before.Counts, active.Counts);
        Assert.Equal(new ExceptedCounts { NotEnforced = 1, Stopped = 1 }, active.Excepted);
        world.Db.Clock.Advance(expiry.AddMilliseconds(-1) - world.Now);
        Assert.Equal(1, (await OverviewAsync(world)).Excepted.Total);
        world.Db.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(default, (await OverviewAsync(world)).Excepted);
        Assert.Equal(1, (await OverviewAsync(world, expiry.AddMilliseconds(-1))).Excepted.Total);
        Assert.Equal(before.Counts, (await OverviewAsync(world)).Counts);
    }

    [Fact]
    public async Task An_app_that_fails_another_headline_rule_is_not_excepted()
    {
        var two = Estate.App("shop") with { Rules = Estate.Rules("MTLS001", "MTLS004", "MTLS012") };
        await using var world = await ExceptionWorld.CreateAsync(Provider, two);
        await world.ExceptAsync(10);
        Assert.Equal(0, (await OverviewAsync(world)).Excepted.Total);
        await world.ExceptAsync(5, rule: "MTLS004");
        Assert.Equal(1, (await OverviewAsync(world)).Excepted.Total);
        world.Db.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(0, (await OverviewAsync(world)).Excepted.Total);
    }

    [Fact]
    public async Task Each_day_of_a_trend_has_what_was_active_at_its_end()
    {
        await using var world = await WorldAsync();
        var id = await world.ExceptAsync(60);
        world.Db.Clock.Advance(TimeSpan.FromDays(3));
        await world.Db.RunAsync([Seen(Estate.App("shop", verdict: Verdict.Enforced), 1)]);
        world.Db.Clock.Advance(TimeSpan.FromDays(2));
        await world.Db.RunAsync([Seen(Estate.App("shop"), 1)]);
        world.Db.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await world.StepAsync(id, ExceptionStep.Revoked));
        world.Db.Clock.Advance(TimeSpan.FromDays(1));

        var trend = await world.Db.Get<CoverageTrendQuery>().RunAsync(AppFilter.Any, DateOnly.FromDateTime(Start.Date), world.Now, Token);
        // Active from the second day on; enforced on the fifth and sixth; revoked on the ninth.
        Assert.Equal([0, 1, 1, 1, 0, 0, 1, 1, 0, 0], trend.Days.Select(d => d.Excepted.Total));
        Assert.All(trend.Days, d => Assert.True(d.Counts.CoveredEnforced + d.Excepted.Total <= d.Counts.Denominator));
        var others = await world.Db.Get<CoverageTrendQuery>().RunAsync(
            new AppFilter { Owner = ["nobody"] }, DateOnly.FromDateTime(Start.Date), world.Now, Token);
        Assert.All(others.Days, d => Assert.Equal(default, d.Excepted));
    }

    [Theory]
    [InlineData(KpiDimension.All)]
    [InlineData(KpiDimension.Subscription)]
    [InlineData(KpiDimension.CostCentre)]
    [InlineData(KpiDimension.Owner)]
    [InlineData(KpiDimension.Environment)]
    [InlineData(KpiDimension.Scenario)]
    [InlineData(KpiDimension.Sensitivity)]
    [InlineData(KpiDimension.Tier)]
    [InlineData(KpiDimension.Reachability)]
    public async Task Groups_add_up_to_the_whole(KpiDimension dimension)
    {
        await using var world = await WorldAsync();
        await world.ExceptAsync(10);
        await world.ExceptAsync(10, "till");
        var groups = await world.Db.Get<BreakdownQuery>().RunAsync(dimension, AppFilter.Any, null, null, Token);
        Assert.Equal(2, groups.Sum(g => g.Excepted.Total));
        if (dimension == KpiDimension.Owner) Assert.Equal(["payments 1", "tills 1"], groups.Where(g => g.Excepted.Total > 0).Select(g => $"{g.Value} {g.Excepted.Total}").Order());
    }

    [Fact]
    public async Task A_row_says_whether_its_app_is_excepted_at_that_moment()
    {
        await using var world = await WorldAsync();
        var before = world.Now.AddMilliseconds(-1);
        await world.ExceptAsync(10);
        Assert.Equal(["shop"], await ExceptedAsync(world, null));
        Assert.Empty(await ExceptedAsync(world, before));
        Assert.Empty(await ExceptedAsync(world, world.Now.AddDays(10)));
        var detail = await world.Db.Get<AppDetailQuery>().RunAsync(Estate.App("shop").ResourceId, null, Token);
        Assert.True(detail!.Row.Excepted);
    }

    private Task<ExceptionWorld> WorldAsync() => ExceptionWorld.CreateAsync(
        Provider, Estate.App("shop"), Estate.App("till") with { Owner = "tills" }, Estate.App("halted") with { State = "Stopped", Stopped = true },
        Estate.App("safe", verdict: Verdict.Enforced));

    private static async Task<OverviewAnswer> OverviewAsync(ExceptionWorld world, DateTimeOffset? asOf = null) =>
        (await world.Db.Get<OverviewQuery>().RunAsync(AppFilter.Any, asOf, Token))!;

    private static async Task<IEnumerable<string>> ExceptedAsync(ExceptionWorld world, DateTimeOffset? asOf) =>
        (await world.Db.Get<AppListQuery>().RunAsync(AppFilter.Any, AppSort.Default, 1, 10, true, asOf, Token))
        .Items.Where(a => a.Excepted).Select(a => a.State.Name);
}
