using System.Text.Json.Nodes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using static Dashboard.Collection.Tests.EstateRows;

namespace Dashboard.Collection.Tests;

/// <summary>Absent is not gone, and a scope that could not be read never looks like compliance.</summary>
public abstract class AbsenceTests(DatabaseProvider provider)
{
    public sealed class OnSqlite() : AbsenceTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : AbsenceTests(DatabaseProvider.PostgreSql);

    private static readonly string Whole = File(
        Plan(First), Plan(Second), Site(First, "one"), Configuration(First, "one"), Site(First, "two"), Configuration(First, "two"),
        Site(Second, "far"), Configuration(Second, "far"));

    private static readonly string WithoutSecond = File(
        Plan(First), Site(First, "one"), Configuration(First, "one"), Site(First, "two"), Configuration(First, "two"));

    private static readonly string WithoutTwo = File(
        Plan(First), Plan(Second), Site(First, "one"), Configuration(First, "one"), Site(Second, "far"), Configuration(Second, "far"));

    [Fact]
    public async Task A_lost_subscription_makes_the_run_partial_and_its_apps_stale_then_unknown_and_back()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Whole);
        Assert.Equal(RunStatus.Succeeded, (await world.CollectAsync()).Status);

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(WithoutSecond);
        var partial = await world.CollectAsync();
        Assert.Equal(RunStatus.Partial, partial.Status);
        Assert.False(partial.Report!.Scopes.Single(s => s.SubscriptionId == Second).Read);
        var stale = await Far(world);
        Assert.True(stale.State.Stale);
        Assert.Equal(Verdict.Enforced, stale.State.Verdict);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero), stale.LastSeen);

        world.Clock.Advance(TimeSpan.FromDays(7));
        await world.CollectAsync();
        Assert.Equal(Verdict.Unknown, (await Far(world)).State.Verdict);

        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(Whole);
        Assert.Equal(RunStatus.Succeeded, (await world.CollectAsync()).Status);
        var back = await Far(world);
        Assert.Equal((Verdict.Enforced, false), (back.State.Verdict, back.State.Stale));
    }

    [Fact]
    public async Task Coverage_never_rises_because_something_was_not_read()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Whole.Replace("\"Required\"", "\"Optional\"", StringComparison.Ordinal));
        await world.CollectAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(WithoutSecond);
        await world.CollectAsync();
        var counts = (await world.Query<OverviewQuery>().RunAsync(AppFilter.Any, null, CancellationToken.None))!.Counts;
        Assert.Equal((3, 2, 1), (counts.Denominator, counts.CoveredEnforced, counts.CoveredNotEnforced));
        Assert.Equal(1, counts.Stale);
    }

    [Fact]
    public async Task An_app_that_ARM_answers_404_for_is_decommissioned()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Whole);
        await world.CollectAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(WithoutTwo);
        Assert.Equal(RunStatus.Succeeded, (await world.CollectAsync()).Status);
        Assert.DoesNotContain(ResourceIds.Key(SiteId(First, "two")), (await world.AppsAsync()).Keys);
        var detail = await world.Query<AppDetailQuery>().RunAsync(SiteId(First, "two"), null, CancellationToken.None);
        Assert.NotNull(detail!.Decommissioned);
    }

    [Fact]
    public async Task Losing_the_tags_of_a_level_raises_no_coverage()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        var optional = new JsonObject { ["clientCertMode"] = "Optional" };
        await world.ServeRowsAsync(File(
            Plan(First), Group(First, Tags()), Site(First, "good"), Configuration(First, "good"),
            Site(First, "bad", optional, []), Configuration(First, "bad")));
        await world.CollectAsync();
        Assert.Equal((2, 1), await CoverageAsync(world));

        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Estate.WithoutResourceGroups = true;
        Assert.Equal(RunStatus.Partial, (await world.CollectAsync()).Status);
        Assert.Equal((2, 1), await CoverageAsync(world));

        world.Clock.Advance(TimeSpan.FromDays(1));
        world.Estate.WithoutResourceGroups = false;
        Assert.Equal(RunStatus.Succeeded, (await world.CollectAsync()).Status);
        Assert.Equal((2, 1), await CoverageAsync(world));
    }

    [Fact]
    public async Task After_a_pause_longer_than_the_allowance_an_absent_app_is_unknown_at_once()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Whole);
        await world.CollectAsync();
        world.Clock.Advance(TimeSpan.FromDays(8));
        await world.ServeRowsAsync(WithoutSecond);
        await world.CollectAsync();
        var far = await Far(world);
        Assert.Equal((Verdict.Unknown, true), (far.State.Verdict, far.State.Stale));
    }

    [Fact]
    public async Task Configurations_that_answer_404_are_counted_and_shown()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(File(Plan(First), Site(First, "bare")));
        var result = await world.CollectAsync();
        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Contains(result.Report!.Warnings, w => w.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_in_which_nothing_changed_writes_nothing()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Whole);
        await world.CollectAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, (await world.CollectAsync()).Changed);
    }

    private static async Task<(int Denominator, int Enforced)> CoverageAsync(CollectionWorld world)
    {
        var counts = (await world.Query<OverviewQuery>().RunAsync(AppFilter.Any, null, CancellationToken.None))!.Counts;
        return (counts.Denominator, counts.CoveredEnforced);
    }

    private static async Task<AppRow> Far(CollectionWorld world) => (await world.AppsAsync())[ResourceIds.Key(SiteId(Second, "far"))];
}
