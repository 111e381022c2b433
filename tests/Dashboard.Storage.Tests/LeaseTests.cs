using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class LeaseTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : LeaseTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : LeaseTests(DatabaseProvider.PostgreSql);

    private static readonly RunProgress Progress = new("Reading apps", 2, 150, 3, 400);

    [Fact]
    public async Task One_run_at_a_time_and_the_next_after_its_end()
    {
        await using var db = await CreateAsync();
        var first = await db.Store.TryBeginAsync(RunStart(), Token);
        Assert.Null(await db.Store.TryBeginAsync(RunStart(), Token));
        await db.Store.MergeAsync(first!, Merge([]), Token);
        var second = await db.Store.TryBeginAsync(RunStart(), Token);
        Assert.True(second!.Epoch > first!.Epoch);
        await db.Store.EndAsync(second, RunStatus.Failed, new RunReport(), "No credential.", Token);
        Assert.NotNull(await db.Store.TryBeginAsync(RunStart(), Token));
    }

    [Fact]
    public async Task Of_many_that_ask_at_once_one_begins()
    {
        await using var db = await CreateAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => db.Store.TryBeginAsync(RunStart(), Token))));
        Assert.Single(asked, lease => lease is not null);
    }

    [Fact]
    public async Task Of_many_that_find_a_lease_expired_one_takes_it_over()
    {
        await using var db = await CreateAsync();
        var dead = await db.Store.TryBeginAsync(RunStart(), Token);
        for (var round = 1; round <= 5; round++)
        {
            db.Clock.Advance(TimeSpan.FromMinutes(3));
            var asked = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => db.Store.TryBeginAsync(RunStart(), Token))));
            Assert.Equal(dead!.Epoch + round, Assert.Single(asked, lease => lease is not null)!.Epoch);
        }

        var runs = await db.Get<RunQuery>().ListAsync(1, 10, Token);
        Assert.Equal((6, 1), (runs.Total, runs.Items.Count(r => r.Status == RunStatus.Running)));
    }

    [Fact]
    public async Task Of_two_estates_that_begin_at_once_on_an_empty_database_one_is_refused()
    {
        await using var db = await CreateAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            try
            {
                return await db.Store.TryBeginAsync(RunStart(i % 2 == 0 ? "Azure" : "Demo"), Token);
            }
            catch (EstateMismatchException)
            {
                return null;
            }
        })));
        Assert.Single(asked, lease => lease is not null);
        var refused = 0;
        foreach (var mode in (string[])["Azure", "Demo"])
        {
            try
            {
                await db.Get<EstateGuard>().EnsureAsync(mode, RunStart().Origin, Token);
            }
            catch (EstateMismatchException)
            {
                refused++;
            }
        }

        Assert.Equal(1, refused);
    }

    [Fact]
    public async Task Run_times_grow_even_where_the_clock_stands_still_or_goes_back()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync([]);
        var second = await db.RunAsync([]);
        Assert.Equal(first.RunTime.AddMilliseconds(1), second.RunTime);
        Assert.Equal(second.RunTime, (await db.Store.ReadLastRunAsync(Token))!.RunTime);
        Assert.Equal(second.RunId, (await db.Get<RunQuery>().StandingAsync(null, Token))!.Id);
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease_and_shows_the_progress()
    {
        await using var db = await CreateAsync();
        var lease = await db.Store.TryBeginAsync(RunStart(), Token);
        for (var i = 0; i < 3; i++)
        {
            db.Clock.Advance(TimeSpan.FromSeconds(40));
            Assert.False(await db.Store.HeartbeatAsync(lease!, Progress, Token));
            Assert.Null(await db.Store.TryBeginAsync(RunStart(), Token));
        }

        var run = await db.Get<RunQuery>().NewestAsync(Token);
        Assert.Equal((RunStatus.Running, Progress), (run!.Status, run.Progress));
    }

    [Fact]
    public async Task An_expired_lease_is_taken_over_and_its_run_failed()
    {
        await using var db = await CreateAsync();
        var dead = await db.Store.TryBeginAsync(RunStart(), Token);
        db.Clock.Advance(TimeSpan.FromMinutes(3));
        var heir = await db.Store.TryBeginAsync(RunStart(), Token);
        Assert.NotNull(heir);

        var run = await db.Get<RunQuery>().FindAsync(dead!.RunId, Token);
        Assert.Equal(RunStatus.Failed, run!.Status);
        Assert.Contains("lease expired", run.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LeaseLostException>(() => db.Store.HeartbeatAsync(dead, Progress, Token));
        await Assert.ThrowsAsync<LeaseLostException>(() => db.Store.MergeAsync(dead, Merge([Seen(Estate.App("a"))]), Token));
        await db.Store.EndAsync(dead, RunStatus.Cancelled, new RunReport(), "Too late.", Token);
        Assert.Equal(RunStatus.Failed, (await db.Get<RunQuery>().FindAsync(dead.RunId, Token))!.Status);
        Assert.Empty(await db.Store.ReadStoredAppsAsync(Token).ToListAsync(Token));
        await db.Store.MergeAsync(heir, Merge([Seen(Estate.App("a"))]), Token);
    }

    [Fact]
    public async Task A_late_collector_may_merge_while_no_other_took_its_lease()
    {
        await using var db = await CreateAsync();
        var lease = await db.Store.TryBeginAsync(RunStart(), Token);
        db.Clock.Advance(TimeSpan.FromMinutes(30));
        await db.Store.MergeAsync(lease!, Merge([Seen(Estate.App("a"))]), Token);
        await Assert.ThrowsAsync<LeaseLostException>(() => db.Store.MergeAsync(lease!, Merge([]), Token));
    }

    [Fact]
    public async Task A_cancel_reaches_the_next_heartbeat_and_only_a_running_run()
    {
        await using var db = await CreateAsync();
        var lease = await db.Store.TryBeginAsync(RunStart(), Token);
        Assert.True(await db.Get<CancelRunCommand>().RunAsync(lease!.RunId, AuditActor.LocalOperator("A. Person"), Token));
        Assert.True(await db.Store.HeartbeatAsync(lease, Progress, Token));
        await db.Store.EndAsync(lease, RunStatus.Cancelled, new RunReport { Apps = 7 }, "Cancelled by A. Person.", Token);
        Assert.False(await db.Get<CancelRunCommand>().RunAsync(lease.RunId, AuditActor.LocalOperator("A. Person"), Token));

        var run = await db.Get<RunQuery>().FindAsync(lease.RunId, Token);
        Assert.Equal((RunStatus.Cancelled, "Cancelled by A. Person.", 7), (run!.Status, run.Reason, run.Report.Apps));
        Assert.Null(await db.Get<RunQuery>().StandingAsync(null, Token));
    }

    [Theory]
    [InlineData("Demo", "https://management.azure.com")]
    [InlineData("Azure", "http://127.0.0.1:5090")]
    public async Task Another_estate_is_refused_with_both_named(string mode, string origin)
    {
        await using var db = await CreateAsync();
        await db.RunAsync([]);
        var refused = await Assert.ThrowsAsync<EstateMismatchException>(() => db.Store.TryBeginAsync(RunStart(mode, origin), Token));
        Assert.Contains("https://management.azure.com in Azure mode", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{origin} in {mode} mode", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await db.Store.TryBeginAsync(RunStart(), Token));
    }
}
