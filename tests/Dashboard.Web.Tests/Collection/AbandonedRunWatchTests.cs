using Dashboard.Core.Audit;
using Dashboard.Core.Runs;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using static Dashboard.Web.Tests.Support.CollectionWorld;

namespace Dashboard.Web.Tests.Collection;

public sealed class AbandonedRunWatchTests
{
    private static readonly TimeSpan Lease = Core.Collection.CollectionSettings.DefaultLeaseDuration;

    [Fact]
    public async Task The_run_of_a_dead_replica_starts_again_within_a_minute()
    {
        await using var world = await CreateAsync();
        using var watch = Watch(world);
        await watch.StartAsync(Token);
        Assert.Equal(AbandonedRunWatch.Every, await world.Clock.TimerAsync());
        var lost = await world.BeginElsewhereAsync(RunTrigger.Manual, "Sam Security");
        var (started, ended) = (world.NextStart(), world.NextSuccess());
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(1); waited += AbandonedRunWatch.Every)
            world.Clock.Advance(AbandonedRunWatch.Every);

        var again = await started;
        Assert.NotEqual(lost.RunId, again.RunId);
        Assert.Equal(again.RunId, (await ended).RunId);
        var run = await world.Get<RunQuery>().FindAsync(again.RunId, Token);
        Assert.Equal((RunTrigger.Manual, "Sam Security"), (run!.Trigger, run.StartedBy));
        Assert.Equal(RunStatus.Failed, (await world.Get<RunQuery>().FindAsync(lost.RunId, Token))!.Status);
        await watch.StopAsync(Token);
    }

    [Fact]
    public async Task A_run_that_lives_is_left_alone()
    {
        await using var world = await CreateAsync();
        await world.BeginElsewhereAsync();
        world.Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));
        await AssertNothingStartsAsync(world);
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var watch = Watch(world);
        await watch.LookAsync(Token);
        Assert.Equal(2, await RunsAsync(world));
    }

    [Fact]
    public async Task Where_no_run_is_under_way_nothing_starts()
    {
        await using var world = await CreateAsync();
        await AssertNothingStartsAsync(world, runs: 0);
        await world.RunElsewhereAsync(RunStatus.Succeeded, new RunReport());
        world.Clock.Advance(TimeSpan.FromDays(1));
        await AssertNothingStartsAsync(world);
    }

    [Fact]
    public async Task A_run_under_way_here_is_no_other_ones_business()
    {
        await using var world = await CreateAsync(gated: true);
        await world.Service.StartAsync(RunTrigger.Manual, "Sam Security");
        world.Clock.Advance(Lease + Lease);
        await AssertNothingStartsAsync(world);
    }

    [Fact]
    public async Task While_the_demo_fills_its_past_nothing_starts()
    {
        await using var world = await CreateAsync();
        await world.BeginElsewhereAsync();
        world.Clock.Advance(Lease);
        using (world.Service.Hold("The demo is still filling its past.")) await AssertNothingStartsAsync(world);
    }

    [Fact]
    public async Task A_day_of_the_demos_past_is_not_started_again()
    {
        await using var world = await CreateAsync();
        await world.BeginElsewhereAsync(RunTrigger.Backfill, "demo");
        world.Clock.Advance(Lease);
        await AssertNothingStartsAsync(world);
    }

    [Fact]
    public async Task A_run_that_was_asked_to_stop_does_not_come_back()
    {
        await using var world = await CreateAsync();
        var lost = await world.BeginElsewhereAsync();
        Assert.True(await world.Get<CancelRunCommand>().RunAsync(lost.RunId, AuditActor.Program, Token));
        world.Clock.Advance(Lease);
        await AssertNothingStartsAsync(world);
    }

    [Fact]
    public async Task A_run_that_ended_while_it_was_looked_at_is_not_replaced()
    {
        await using var world = await CreateAsync();
        var ended = await world.RunElsewhereAsync(RunStatus.Succeeded, new RunReport());
        Assert.IsType<StartOutcome.AlreadyRunning>(await world.Service.StartAsync(RunTrigger.Schedule, "schedule", inPlaceOf: ended.RunId));
        Assert.Equal(1, await RunsAsync(world));
    }

    [Fact]
    public async Task A_run_that_kills_its_collector_each_time_is_given_up()
    {
        await using var world = await CreateAsync();
        for (var i = 0; i < 4; i++)
        {
            await world.BeginElsewhereAsync();
            world.Clock.Advance(Lease);
        }

        await AssertNothingStartsAsync(world, runs: 4);
    }

    private static AbandonedRunWatch Watch(CollectionWorld world) =>
        new(world.Service, world.Get<RunUnderWayQuery>(), world.Clock, NullLogger<AbandonedRunWatch>.Instance);

    private static async Task AssertNothingStartsAsync(CollectionWorld world, int runs = 1)
    {
        using var watch = Watch(world);
        await watch.LookAsync(Token);
        Assert.Equal(runs, await RunsAsync(world));
    }

    private static async Task<int> RunsAsync(CollectionWorld world) => (await world.Get<RunQuery>().ListAsync(1, 1, Token)).Total;
}
