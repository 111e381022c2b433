using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Core.Reports;
using Dashboard.Core.Runs;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Reports;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Dashboard.Storage.Tests.Support.CostWorld;
using static Dashboard.Storage.Tests.Support.MonthWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Months are sealed once, from the history alone, and say the same for ever.</summary>
public abstract class SealedMonthTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly CostMonth April = new(2025, 4);

    public sealed class OnSqlite() : SealedMonthTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : SealedMonthTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_month_has_the_figures_of_its_last_moment_and_the_costs_that_the_sealing_run_read()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(3, 12), Billed(March, 100));
        await world.People.ExceptAsync(30);
        await world.RunDailyAsync(On(3, 13), On(3, 31));
        var run = await world.RunAsync(On(4, 1), Billed(March, 310), RunStatus.Succeeded, Seen(Shop with { Verdict = Verdict.Enforced, Rules = Estate.Rules() }, 1));
        var month = await world.SealedAsync(March);
        var f = month.Figures;

        Assert.Equal(("2025-03", MonthCompleteness.Complete, run, "1.0"), (f.Month, f.Completeness, f.SealingRun, f.RuleSetVersion));
        Assert.Equal((On(4, 1, 0).AddMilliseconds(-1), On(4, 1)), (f.AsOf, f.KnownAt));
        // shop was mended a day later: that is April's.
        Assert.Equal((50m, 90m, null, null), (f.Kpis.Coverage.Value, f.Kpis.Coverage.Target, f.Kpis.Coverage.Before, f.Kpis.Coverage.Change));
        Assert.Equal(new MonthBands(1, 1, 0, 0, 0, 0), f.Bands);
        Assert.Equal((2, f.Bands.Denominator(), 100m), (f.Posture.Denominator, f.Posture.Denominator, f.Posture.WithExceptionsPercent));
        Assert.Equal((1, 1, 0, 0), (f.Remediation.Open, f.Remediation.Detected, f.Remediation.OpenBefore, f.Remediation.Remediated));
        Assert.False(f.Kpis.RenewalLeadTime.Measured || f.Kpis.ConnectionFailures.Measured);
        var cost = Assert.Single(f.Costs);
        Assert.Equal(("EUR", 31000L, 31000L, true), (cost.Currency, cost.Minor, cost.PreliminaryMinor, f.CostPlans.Preliminary));

        Assert.InRange(cost.NotEnforcedMinor, 10_000, 10_700);
        Assert.Equal((1, 1, 0), (f.Exceptions.Active, f.Exceptions.Granted, f.Exceptions.Expired));
        Assert.Equal(("Head of Payments", 1), (f.Exceptions.GrantedNow[0].RiskOwner, f.Exceptions.GrantedNow[0].Apps));
        // Nobody saw the days before the first run.
        Assert.Equal((false, 31, 9, "2025-03-09"), (f.Quality.Whole, f.Quality.Days, f.Quality.DaysWithoutRun.Count, f.Quality.DaysWithoutRun[^1]));
        Assert.Equal(AssumptionValues.All.Select(a => a.Key), f.Assumptions.Select(a => a.Id));
        Assert.Equal(SnapshotJson.Hash(month.Text), month.Hash);
        Assert.Equal(("Ada Asker", On(4, 1)), (month.Seal!.By, month.SealedAt));
        await world.RunDailyAsync(On(4, 2), On(5, 1));
        Assert.Equal((true, 30, 0), (await world.SealedAsync(April)).Figures.Quality is var q ? (q.Whole, q.Days, q.DaysWithoutRun.Count) : default);
        Assert.Empty(await world.FindingsAsync());
    }

    [Fact]
    public async Task The_next_month_tells_who_got_better_and_worse_with_owner_and_money()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunDailyAsync(On(3, 12), On(3, 31));
        var mended = Shop with { Verdict = Verdict.Enforced, Rules = Estate.Rules() };
        var broken = Web with { Verdict = Verdict.NotEnforced, Owner = null, Rules = Estate.Rules("MTLS001") };
        // What was bad and mended within the month did neither.
        await world.RunAsync(On(4, 1), null, RunStatus.Succeeded, Seen(mended, 1));
        await world.RunAsync(On(4, 2), null, RunStatus.Partial, Seen(broken, 2), Seen(Job with { InScope = true }, 3), Seen(Estate.App("new").On(MonthWorld.Plan)));
        await world.RunDailyAsync(On(4, 3), On(4, 29));
        await world.RunAsync(On(5, 1), Billed(April, 400));
        await world.SealedAsync(March);
        var f = (await world.SealedAsync(April)).Figures;

        var better = Assert.Single(f.Moves.BetterApps);
        Assert.Equal(("shop", "Payments", Verdict.NotEnforced, Verdict.Enforced, "EUR"), (better.Name, better.Owner, better.Before, better.After, better.Cost!.Currency));
        var worse = Assert.Single(f.Moves.WorseApps);
        Assert.Equal(("web", null, Verdict.Enforced, Verdict.NotEnforced), (worse.Name, worse.Owner, worse.Before, worse.After));
        Assert.Equal((1, 1, 1, 0, 1, 0), (f.Moves.Better, f.Moves.Worse, f.Moves.Came, f.Moves.Went, f.Moves.EnteredScope, f.Moves.LeftScope));
        Assert.Equal((25m, 50m, -25m), (f.Kpis.Coverage.Value, f.Kpis.Coverage.Before, f.Kpis.Coverage.Change));
        Assert.Equal(f.Remediation.Open, f.Remediation.OpenBefore + f.Remediation.Detected - f.Remediation.Remediated);
        Assert.Equal((false, 1, "2025-04-30"), (f.Quality.Whole, f.Quality.Partial, Assert.Single(f.Quality.DaysWithoutRun)));
        Assert.Empty(await world.FindingsAsync());
    }

    [Fact]
    public async Task A_month_waits_for_a_run_that_reads_everything_and_no_longer_than_three_days()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        Assert.Equal(SealOutcome.NotOver, await world.SealAsync(March));
        await world.RunAsync(On(4, 1), null, RunStatus.Partial);
        Assert.Equal(SealOutcome.Waiting, await world.SealAsync(March));
        Assert.Empty(await world.Sealing.SealDueAsync(Ada, Token));
        Assert.Equal(SealOutcome.NoHistory, await world.SealAsync(new CostMonth(2025, 2)));
        world.Db.Clock.SetUtcNow(On(4, 4, 0).AddMilliseconds(-1));
        Assert.Equal(SealOutcome.Waiting, await world.SealAsync(March));
        world.Db.Clock.SetUtcNow(On(4, 4, 0));
        Assert.Equal([March], await world.Sealing.SealDueAsync(Ada, Token));
        Assert.Equal(SealOutcome.AlreadySealed, await world.SealAsync(March));
        var f = (await world.Db.Get<SealedMonthQuery>().FindAsync(March, Token))!.Figures;
        Assert.Equal((MonthCompleteness.Incomplete, null, false), (f.Completeness, f.SealingRun, f.Quality.Whole));
        // What was the present when it was sealed is a past moment now, which other queries answer.
        await world.RunAsync(On(4, 5), Billed(March, 400), RunStatus.Succeeded, Seen(Shop with { Verdict = Verdict.Enforced, Rules = Estate.Rules() }, 1));
        Assert.Empty(await world.FindingsAsync());
    }

    [Fact]
    public async Task A_run_that_came_too_late_leaves_the_month_incomplete_whoever_seals_it_when()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(4, 9), Billed(March, 400));
        var f = (await world.SealedAsync(March)).Figures;
        Assert.Equal((MonthCompleteness.Incomplete, On(4, 4, 0)), (f.Completeness, f.KnownAt));
        Assert.DoesNotContain(f.Costs, c => c.Currency == "EUR");
    }

    [Fact]
    public async Task A_run_of_the_month_that_is_under_way_is_waited_for()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        world.Db.Clock.SetUtcNow(On(3, 31, 23));
        var lease = await world.Db.Store.TryBeginAsync(RunStart(), Token);
        world.Db.Clock.SetUtcNow(On(4, 5));
        Assert.Equal(SealOutcome.Waiting, await world.SealAsync(March));
        await world.Db.Store.MergeAsync(lease!, Merge([]), Token);
        Assert.Equal(SealOutcome.Sealed, await world.SealAsync(March));
    }

    [Fact]
    public async Task A_person_signs_once_what_they_saw_and_not_what_they_sealed_and_only_the_trail_keeps_it()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(4, 1));
        Assert.Equal(SignOutcome.NotSealed, await SignAsync(new string('0', 64)));
        var hash = (await world.SealedAsync(March)).Hash;
        Assert.Equal(SignOutcome.OtherHash, await SignAsync(new string('0', 64)));
        Assert.Equal(SignOutcome.OwnSeal, await SignAsync(hash, by: Ada));
        Assert.Equal(SignOutcome.NoPerson, await SignAsync(hash, by: AuditActor.Scheduled));
        Assert.Equal(SignOutcome.TooLong, await SignAsync(hash, new string('x', MonthReview.MaxText + 1)));
        Assert.Empty(await SignedAsync());
        Assert.Equal(SignOutcome.Done, await SignAsync($" {hash.ToUpperInvariant()} ", "  Read.\0 "));
        Assert.Equal(SignOutcome.AlreadySigned, await SignAsync(hash));
        var signed = Assert.Single(await SignedAsync());
        Assert.Equal(("entra:t:bob", "Bob Approver", "Read.\uFFFD"), (signed.ById, signed.By, signed.Text));
        Assert.Single((await world.Db.Get<SealedMonthQuery>().ListAsync(null, Token))[0].SignOffs);
        Assert.Empty((await world.Db.Get<SealedMonthQuery>().ListAsync(signed.At.AddMilliseconds(-1), Token)).SelectMany(m => m.SignOffs));
        Assert.Empty(await world.FindingsAsync());

        Task<SignOutcome> SignAsync(string of, string? text = null, AuditActor? by = null) =>
            world.Db.Get<SignMonthCommand>().RunAsync(March, of, text, by ?? ExceptionWorld.Bob, Token);
        async Task<IReadOnlyList<MonthSignOff>> SignedAsync() => (await world.Db.Get<SealedMonthQuery>().FindAsync(March, Token))!.SignOffs;
    }

    [Fact]
    public async Task Of_two_sign_offs_of_one_person_at_once_one_is_written()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(4, 1));
        var hash = (await world.SealedAsync(March)).Hash;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => world.Db.Get<SignMonthCommand>().RunAsync(March, hash, null, ExceptionWorld.Bob, Token), Token)));
        Assert.Equal((1, 7), (outcomes.Count(o => o == SignOutcome.Done), outcomes.Count(o => o == SignOutcome.AlreadySigned)));
        Assert.Empty(await world.FindingsAsync());
    }

    [Fact]
    public async Task Whatever_is_learnt_later_moves_nothing_but_costs_beside_the_sealed_figure()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        var exception = await world.People.ExceptAsync(90);
        await world.RunDailyAsync(On(3, 12), On(3, 31));
        await world.RunAsync(On(4, 1), Billed(March, 310));
        var month = await world.SealedAsync(March);
        Assert.Empty(await world.RestatedAsync(month));

        // Costs that arrive late, apps that move, go and are judged by other rules, an exception that is revoked, other assumptions.
        await world.RunAsync(On(4, 3), Billed(March, 320), RunStatus.Succeeded, Seen(Web with { Verdict = Verdict.Gaps, Rules = Estate.Rules("MTLS003") }, 2));
        await world.People.StepAsync(exception, ExceptionStep.Revoked);
        world.Rules = "2.0";
        var moved = Estate.App("shop-moved").On(MonthWorld.Plan);
        await world.RunAsync(On(4, 7), Billed(March, 333), RunStatus.Succeeded, new AppChange.Moved(1, moved, StateFingerprint.Of(moved, "2.0")), new AppChange.Decommissioned(3));
        await world.RunAsync(On(4, 8), new CostMerge { Prices = [Prices("P1v3", 0.5m, On(3, 1))] });
        await world.Db.Get<ChangeAssumptionsCommand>().RunAsync([new AssumptionEdit("costs.appsPerInstance.basic", "12")], "Measured", 0, Ada, Token);

        var differences = await world.RestatedAsync(month);
        Assert.Equal(("31000", "33300", true), differences.Where(d => d.Name == "costs.EUR.minor").Select(d => (d.Sealed, d.Now, d.Expected)).Single());
        Assert.All(differences, d => Assert.True(d.Expected && Restatement.IsCost(d.Name), d.Name));
        Assert.Contains(differences, d => d is { Name: "costPlans.preliminary", Now: "false" });
        Assert.Equal(month.Text, (await world.Db.Get<SealedMonthQuery>().FindAsync(March, Token))!.Text);
        Assert.Empty(await world.FindingsAsync());
    }

    [Fact]
    public async Task Settings_that_are_others_now_move_no_sealed_figure()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        // Nothing was billed: the month is told at list prices, in the currency of the settings.
        await world.RunAsync(On(3, 12), new CostMerge { Prices = [Prices("P1v3", 0.5m, On(3, 1)), Prices("P1v3", 0.4m, On(3, 1), "CHF")] });
        await world.RunAsync(On(4, 1));
        var month = await world.SealedAsync(March);
        Assert.Equal(("USD", "USD"), (month.Figures.DefaultCurrency, Assert.Single(month.Figures.Costs).Currency));
        await using var later = new ServiceCollection().AddSingleton<TimeProvider>(world.Db.Clock)
            .AddSingleton(new DefaultCurrency("CHF")).AddSingleton(new CoverageTarget(50)).AddDashboardStorage(world.Db.History.Settings).BuildServiceProvider();
        Assert.Empty(await later.GetRequiredService<SealedMonthCheck>().RunAsync(Token));
        Assert.Empty(await later.GetRequiredService<RestatementQuery>().RunAsync(month, Token));
    }

    [Fact]
    public async Task Of_two_that_seal_one_month_one_does()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(4, 1));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.SealAsync(March), Token)));
        Assert.Equal([SealOutcome.Sealed, SealOutcome.AlreadySealed, SealOutcome.AlreadySealed, SealOutcome.AlreadySealed], outcomes.Order());
        Assert.Empty(await world.FindingsAsync());
    }

    [Fact]
    public async Task The_database_refuses_to_change_a_sealed_month()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(4, 1));
        await world.SealedAsync(March);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.People.Audit.SqlAsync($"""UPDATE "SealedMonths" SET "SealedAt" = 1"""));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.People.Audit.SqlAsync($"""DELETE FROM "SealedMonths" """));
    }

    [Fact]
    public async Task A_history_that_was_altered_is_told_by_month_and_figure()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(4, 1));
        await world.SealedAsync(March);
        await world.People.Audit.SqlAsync($"""UPDATE "KpiIntervals" SET "CoveredEnforced" = 2, "CoveredNotEnforced" = 0""");
        var findings = await world.FindingsAsync();
        Assert.Contains("months: 2025-03: kpis.coverage.value is sealed as 50, and the history says 100.", findings);
        Assert.Contains("months: 2025-03: bands.enforced is sealed as 1, and the history says 2.", findings);
    }

    [Fact]
    public async Task A_sealed_month_that_was_altered_or_removed_is_told_by_name()
    {
        await using var world = await MonthWorld.CreateAsync(Provider);
        await world.RunAsync(On(4, 1));
        await world.RunAsync(On(5, 1));
        await world.SealedAsync(March);
        await world.SealedAsync(April);
        await using (var context = world.Db.Context())
        {
            var drop = Provider == DatabaseProvider.Sqlite ? SealedMonthTriggers.DropOnSqlite : SealedMonthTriggers.DropOnPostgreSql;
            await context.Database.ExecuteSqlRawAsync(drop, Token);
        }

        await world.People.Audit.SqlAsync($"""UPDATE "SealedMonths" SET "Figures" = replace("Figures", '"enforced":1', '"enforced":2') WHERE "Month" = 202503""");
        Assert.Contains("snapshots: The figures of 2025-03 were changed: they do not have their hash.", await world.FindingsAsync());
        Assert.Contains("months: 2025-03: bands.enforced is sealed as 2, and the history says 1.", await world.FindingsAsync());
        // With another hash the trail does not agree.
        var forged = (await world.Db.Get<SealedMonthQuery>().FindAsync(March, Token))!;
        var hash = SnapshotJson.Hash(forged.Text);
        await world.People.Audit.SqlAsync($"""UPDATE "SealedMonths" SET "Hash" = {hash} WHERE "Month" = 202503""");
        Assert.Contains($"snapshots: Entry {forged.Seal!.Seq} sealed 2025-03, and its row is not as it was written.", await world.FindingsAsync());
        await world.People.Audit.SqlAsync($"""DELETE FROM "SealedMonths" WHERE "Month" = 202504""");
        Assert.Contains(await world.FindingsAsync(), f => f.EndsWith("sealed 2025-04, and the database has no such month.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happened_each_month_adds_up_and_is_reckoned_again_the_same(int seed)
    {
        var chance = new Random(seed);
        await using var world = await MonthWorld.CreateAsync(Provider);
        var sealedMonths = new List<CostMonth>();
        for (var at = On(3, 12); at < On(7, 4); at = at.AddHours(chance.Next(6, 80)))
        {
            await HappensAsync(world, chance, at);
            sealedMonths.AddRange(await world.Sealing.SealDueAsync(AuditActor.Program, Token));
        }

        Assert.Equal([March, April, new CostMonth(2025, 5), new CostMonth(2025, 6)], sealedMonths);
        Assert.Empty(await world.FindingsAsync());
        var open = 0;
        foreach (var month in (await world.Db.Get<SealedMonthQuery>().ListAsync(null, Token)).Reverse())
        {
            var f = month.Figures;
            var r = f.Remediation;
            Assert.Equal((open, r.Open), (r.OpenBefore, r.OpenBefore + r.Detected - r.Remediated - r.Decommissioned - r.OutOfScope - r.RuleChanged - r.Swapped));
            Assert.Equal(f.Posture.Denominator, f.Bands.Denominator());
            Assert.All(await world.RestatedAsync(month), d => Assert.True(d.Expected, $"{month.Month} {d.Name}"));
            open = r.Open;
        }
    }

    private static async Task HappensAsync(MonthWorld world, Random chance, DateTimeOffset at)
    {
        var changes = new List<AppChange>();
        foreach (var (id, app) in new[] { (1, Shop), (2, Web), (3, Job) })
        {
            if (chance.Next(4) > 0) continue;
            var verdict = chance.Next(3) switch { 0 => Verdict.Enforced, 1 => Verdict.Gaps, _ => Verdict.NotEnforced };
            changes.Add(Seen(app with { Verdict = verdict, InScope = chance.Next(4) > 0, Stopped = chance.Next(6) == 0, Rules = Estate.Rules(verdict == Verdict.NotEnforced ? ["MTLS001"] : verdict == Verdict.Gaps ? ["MTLS004"] : []) }, id));
        }

        var month = CostMonth.Of(at);
        var costs = chance.Next(3) == 0 ? Billed(chance.Next(2) == 0 ? month : month.Plus(-1), chance.Next(100, 500)) : null;
        await world.RunAsync(at, costs, chance.Next(5) == 0 ? RunStatus.Partial : RunStatus.Succeeded, [.. changes]);
        if (chance.Next(4) == 0 && (await world.People.TryAskAsync(chance.Next(5, 60))).Id is { } id2)
            await world.People.StepAsync(id2, chance.Next(3) == 0 ? ExceptionStep.Rejected : ExceptionStep.Approved);
    }
}
