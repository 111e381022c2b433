using Dashboard.Core.Costs;
using Dashboard.Core.Reports;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Dashboard.Storage.Reports;
using Dashboard.Web.Collection;
using Dashboard.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Web.Tests.Support.CollectionWorld;

namespace Dashboard.Web.Tests.Collection;

/// <summary>A server seals what is due: after its runs, and by the hour.</summary>
public sealed class MonthSealerTests
{
    private const int Sealed = 3050;
    private const int NotSealed = 3051;

    private static readonly CostMonth October = new(2026, 10);
    private static readonly DateTimeOffset End = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_month_is_sealed_by_the_run_that_ends_after_it()
    {
        await using var world = await WithOctoberAsync();
        var log = new HeardLogger<MonthSealer>();
        using var sealer = Sealer(world, log);
        await sealer.StartAsync(Token);
        await HourAsync(world);
        world.Clock.SetUtcNow(End.AddMinutes(10));
        await world.Service.StartAsync(RunTrigger.Manual, "Sam Security");
        Assert.Equal((Sealed, "Sealed the month 2026-10"), await log.NextAsync());
        var month = (await world.Get<SealedMonthQuery>().FindAsync(October, Token))!;
        Assert.Equal((MonthCompleteness.Complete, 2L, "schedule"), (month.Figures.Completeness, month.Figures.SealingRun, month.Seal!.By));
        await sealer.StopAsync(Token);
    }

    [Fact]
    public async Task Without_a_run_it_is_sealed_in_the_hour_after_the_third_day()
    {
        await using var world = await WithOctoberAsync();
        var log = new HeardLogger<MonthSealer>();
        using var sealer = Sealer(world, log);
        var due = End + MonthSealing.Patience;
        world.Clock.SetUtcNow(due.AddMinutes(-90));
        await sealer.StartAsync(Token);
        Assert.Equal(TimeSpan.FromHours(1), await HourAsync(world));
        world.Clock.Advance(TimeSpan.FromHours(1));
        // It is too early by half an hour, whether that look is over by now or not.
        Assert.Equal(SealOutcome.Waiting, await world.Get<SealMonthCommand>().RunAsync(October, Core.Audit.AuditActor.Program, Token));
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Sealed, (await log.NextAsync()).Id);
        var month = (await world.Get<SealedMonthQuery>().FindAsync(October, Token))!;
        Assert.Equal((MonthCompleteness.Incomplete, null, due.AddMinutes(30)), (month.Figures.Completeness, month.Figures.SealingRun, month.SealedAt));
        await sealer.StopAsync(Token);
    }

    [Fact]
    public async Task Nothing_is_sealed_while_the_demo_fills_its_past()
    {
        await using var world = await WithOctoberAsync();
        var log = new HeardLogger<MonthSealer>();
        using var sealer = Sealer(world, log);
        world.Clock.SetUtcNow(End + MonthSealing.Patience);
        using (world.Service.Hold("The demo is still filling its past."))
        {
            await sealer.LookAsync(Token);
            Assert.Empty(await world.Get<SealedMonthQuery>().ListAsync(null, Token));
        }

        await sealer.LookAsync(Token);
        Assert.Equal(October, Assert.Single(await world.Get<SealedMonthQuery>().ListAsync(null, Token)).Month);
    }

    [Fact]
    public async Task A_failure_is_logged_and_the_next_hour_tries_again()
    {
        await using var world = await WithOctoberAsync();
        var log = new HeardLogger<MonthSealer>();
        using var sealer = Sealer(world, log);
        world.Clock.SetUtcNow(End + MonthSealing.Patience);
        await SqlAsync(world, """ALTER TABLE "Findings" RENAME TO "Hidden";""");
        await sealer.StartAsync(Token);
        await HourAsync(world);
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(NotSealed, (await log.NextAsync()).Id);
        await SqlAsync(world, """ALTER TABLE "Hidden" RENAME TO "Findings";""");
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Sealed, (await log.NextAsync()).Id);
        await sealer.StopAsync(Token);
    }

    [Fact]
    public async Task What_is_sealed_is_left_alone()
    {
        await using var world = await WithOctoberAsync();
        var log = new HeardLogger<MonthSealer>();
        using var sealer = Sealer(world, log);
        world.Clock.SetUtcNow(End + MonthSealing.Patience);
        await sealer.LookAsync(Token);
        var before = Assert.Single(await world.Get<SealedMonthQuery>().ListAsync(null, Token));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await sealer.LookAsync(Token);
        Assert.Equal((before.Text, before.SealedAt, before.Seal), Assert.Single(await world.Get<SealedMonthQuery>().ListAsync(null, Token)) is var m ? (m.Text, m.SealedAt, m.Seal) : default);
    }

    /// <summary>A history that begins in October, with one run.</summary>
    private static async Task<CollectionWorld> WithOctoberAsync()
    {
        var world = await CreateAsync(End.AddDays(-12).AddHours(6));
        await world.RunElsewhereAsync(RunStatus.Succeeded, new RunReport());
        world.Clock.SetUtcNow(End.AddHours(-1));
        return world;
    }

    private static MonthSealer Sealer(CollectionWorld world, HeardLogger<MonthSealer> log) =>
        new(world.Get<SealMonthCommand>(), world.Service, world.Clock, log);

    /// <summary>Waits until the sealer waits; returns for how long.</summary>
    private static Task<TimeSpan> HourAsync(CollectionWorld world) => world.Clock.TimerAsync();

    private static async Task SqlAsync(CollectionWorld world, string sql)
    {
        await using var context = await world.Get<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(Token);
        await context.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
