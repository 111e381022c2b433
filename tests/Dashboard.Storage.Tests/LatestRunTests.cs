using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

public abstract class LatestRunTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : LatestRunTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : LatestRunTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task The_latest_run_is_the_newest_that_ended_however()
    {
        await using var db = await CreateAsync();
        var query = db.Get<LatestRunQuery>();
        Assert.Null(await query.FindAsync(Token));
        var merged = await db.RunAsync([]);
        Assert.Equal(new EndedRun(merged.RunId, RunStatus.Succeeded), await query.FindAsync(Token));

        db.Clock.Advance(TimeSpan.FromHours(1));
        var failed = await db.Store.TryBeginAsync(RunStart(), Token);
        Assert.Equal(merged.RunId, (await query.FindAsync(Token))!.Id);
        await db.Store.EndAsync(failed!, RunStatus.Failed, new RunReport(), "No token.", Token);
        Assert.Equal(new EndedRun(failed!.RunId, RunStatus.Failed), await query.FindAsync(Token));

        db.Clock.Advance(TimeSpan.FromHours(1));
        var past = await db.Store.TryBeginAsync(RunStart() with { Trigger = RunTrigger.Backfill }, Token);
        await db.Store.EndAsync(past!, RunStatus.Failed, new RunReport(), "No token.", Token);
        Assert.Equal(failed.RunId, (await query.FindAsync(Token))!.Id);
    }

    [Fact]
    public async Task Waits_of_the_last_runs_are_told_and_what_was_not_counted_is_no_zero()
    {
        await using var db = await CreateAsync();
        Assert.Empty(await db.Get<RunWaitsQuery>().RunAsync(Token));
        var ids = new List<long>();
        foreach (var waited in (long?[])[null, 0, 1_500, 0, 10, 20])
        {
            var source = new SourceOutcome("apps", true, 1, 0, 1, 1, null) { WaitedMilliseconds = waited };
            ids.Add((await db.RunAsync([], RunStatus.Succeeded, new RunReport { Sources = [source, source] })).RunId);
            db.Clock.Advance(TimeSpan.FromHours(1));
        }

        var waits = await db.Get<RunWaitsQuery>().RunAsync(Token);
        Assert.Equal(ids.AsEnumerable().Reverse().Take(5), waits.Select(w => w.RunId));
        Assert.Equal([40, 20, 0, 3_000, 0], waits.Select(w => w.Milliseconds));
        Assert.Null(new RunReport { Sources = [new SourceOutcome("apps", true, 1, 0, 1, 1, null)] }.WaitedMilliseconds());
    }
}
