using Cronos;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using static Dashboard.Web.Tests.Support.CollectionWorld;

namespace Dashboard.Web.Tests.Collection;

public sealed class ScheduledCollectionTests
{
    private static readonly CronExpression DailyAtSix = CronExpression.Parse("0 6 * * *");

    [Fact]
    public async Task A_run_starts_when_the_schedule_says_and_again_the_next_day()
    {
        await using var world = await CreateAsync();
        using var schedule = Schedule(world, DailyAtSix);
        var (first, ended) = (world.NextStart(), world.NextSuccess());
        await schedule.StartAsync(Token);
        Assert.Equal(TimeSpan.FromMinutes(30), await DueAsync(world));
        world.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await RunsAsync(world));
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var run = await world.Get<RunQuery>().FindAsync((await first).RunId, Token);
        Assert.Equal((RunTrigger.Schedule, "schedule", Start.AddMinutes(30)), (run!.Trigger, run.StartedBy, run.StartedAt));
        await ended;

        var second = world.NextStart();
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.Equal(1, await RunsAsync(world));
            await DueAsync(world);
            world.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, (await second).RunId);
        await schedule.StopAsync(Token);
    }

    [Fact]
    public async Task A_run_that_is_under_way_is_not_joined_by_another()
    {
        await using var world = await CreateAsync(gated: true);
        using var schedule = Schedule(world, DailyAtSix);
        await world.Service.StartAsync(RunTrigger.Manual, "Sam Security");
        await schedule.StartAsync(Token);
        await DueAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(30));
        // It waits for tomorrow: its look at today is over.
        Assert.Equal(TimeSpan.FromHours(1), await DueAsync(world));
        Assert.Equal(1, await RunsAsync(world));
        await schedule.StopAsync(Token);
    }

    [Fact]
    public async Task Without_a_schedule_it_is_over_at_once()
    {
        await using var world = await CreateAsync();
        using var schedule = Schedule(world, null);
        await schedule.StartAsync(Token);
        await schedule.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await RunsAsync(world));
    }

    private static ScheduledCollection Schedule(CollectionWorld world, CronExpression? schedule) =>
        new(world.Service, schedule, world.Clock, NullLogger<ScheduledCollection>.Instance);

    /// <summary>When the schedule looks again. A run's own heartbeat waits in quarters of its lease.</summary>
    private static async Task<TimeSpan> DueAsync(CollectionWorld world)
    {
        var heartbeat = Core.Collection.CollectionSettings.DefaultLeaseDuration / 4;
        while (true)
            if (await world.Clock.TimerAsync() is var due && due != heartbeat) return due;
    }

    private static async Task<int> RunsAsync(CollectionWorld world) => (await world.Get<RunQuery>().ListAsync(1, 1, Token)).Total;
}
