using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Tests.Support;
using static Dashboard.Web.Tests.Support.CollectionWorld;

namespace Dashboard.Web.Tests.Status;

public sealed class StatusQueryTests
{
    [Fact]
    public async Task A_source_tells_since_when_it_fails()
    {
        await using var world = await CreateAsync();
        Assert.Empty(await world.Get<SourceStatusQuery>().RunAsync(Token));
        var whole = await RunAsync(world, RunStatus.Succeeded, Source("plans"), Source("apps"));
        for (var i = 0; i < 30; i++) await RunAsync(world, RunStatus.Partial, Source("plans"), Source("apps", "403"));

        var sources = await world.Get<SourceStatusQuery>().RunAsync(Token);
        Assert.Equal(["plans", "apps"], sources.Select(s => s.Outcome.Name));
        Assert.Equal((31, 31), (sources[0].RunId, sources[0].LastComplete!.RunId));
        Assert.Equal(("403", whole), (sources[1].Outcome.Problem, sources[1].LastComplete!.RunId));
    }

    [Fact]
    public async Task A_source_that_never_was_complete_says_so()
    {
        await using var world = await CreateAsync();
        await RunAsync(world, RunStatus.Partial, Source("apps", "403"));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(world, RunStatus.Partial, Source("apps", "403"));
        var source = Assert.Single(await world.Get<SourceStatusQuery>().RunAsync(Token));
        Assert.Equal((null, Start), (source.LastComplete, source.LookedBackTo));
    }

    [Fact]
    public async Task Subscriptions_are_read_missing_or_never_seen()
    {
        await using var world = await CreateAsync();
        await world.RunElsewhereAsync(RunStatus.Succeeded, new RunReport(), Subscriptions.Retail, Subscriptions.Bank);
        world.Clock.Advance(TimeSpan.FromDays(1));
        var report = new RunReport
        {
            Scopes =
            [
                new ScopeOutcome(Subscriptions.Retail.SubscriptionId, "sub-retail-prod", true, 3, null),
                new ScopeOutcome(Subscriptions.Bank.SubscriptionId, "sub-bank-prod", false, 0, "It may have lost the Reader role."),
                new ScopeOutcome("33333333-3333-4333-8333-333333333333", "33333333-3333-4333-8333-333333333333", false, 0, "It is configured."),
            ],
        };
        var second = await world.RunElsewhereAsync(RunStatus.Partial, report, Subscriptions.Retail);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.RunElsewhereAsync(RunStatus.Partial, report, Subscriptions.Retail);

        var rows = await world.Get<SubscriptionStatusQuery>().RunAsync(Token);
        Assert.Equal(["33333333-3333-4333-8333-333333333333", "sub-bank-prod", "sub-retail-prod"], rows.Select(r => r.Name));
        Assert.Equal((SubscriptionCondition.Missing, null, null), (rows[0].Condition, rows[0].LastSeen, rows[0].MissingSince));
        Assert.Equal((SubscriptionCondition.Missing, (DateTimeOffset?)Start, (DateTimeOffset?)second.RunTime), (rows[1].Condition, rows[1].LastSeen, rows[1].MissingSince));
        Assert.Equal("It may have lost the Reader role.", rows[1].Problem);
        Assert.Equal((SubscriptionCondition.Read, null), (rows[2].Condition, rows[2].Problem));
    }

    [Fact]
    public async Task A_subscription_that_was_listed_but_not_wholly_read_is_not_missing()
    {
        await using var world = await CreateAsync();
        var report = new RunReport { Scopes = [new ScopeOutcome(Subscriptions.Bank.SubscriptionId, "sub-bank-prod", false, 0, "403")] };
        await world.RunElsewhereAsync(RunStatus.Partial, report, Subscriptions.Bank);
        var row = Assert.Single(await world.Get<SubscriptionStatusQuery>().RunAsync(Token));
        Assert.Equal((SubscriptionCondition.NotRead, null, "403"), (row.Condition, row.MissingSince, row.Problem));
    }

    [Fact]
    public async Task The_database_tells_its_size_schema_and_rows()
    {
        await using var world = await CreateAsync();
        await RunAsync(world, RunStatus.Succeeded);
        await RunAsync(world, RunStatus.Succeeded);
        var status = await world.Get<DatabaseStatusQuery>().RunAsync(Token);
        Assert.Equal("SQLite", status.Product);
        Assert.True(status.Bytes > 10_000, $"{status.Bytes} bytes");
        Assert.True(status.LogBytes > 0);
        Assert.NotNull(status.LastMigration);
        Assert.Empty(status.PendingMigrations);
        Assert.Equal(2, status.Tables.Single(t => t.Table == "runs").Rows);
        Assert.Equal((Start, Start.AddMilliseconds(1)), (status.FirstRun, status.LastRun));
    }

    [Fact]
    public async Task The_run_under_way_is_compared_with_the_last_whole_one()
    {
        await using var world = await CreateAsync();
        Assert.Null(await world.Get<RunUnderWayQuery>().FindAsync(Token));
        var whole = await world.BeginElsewhereAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        await world.Store.MergeAsync(whole, new() { Status = RunStatus.Succeeded, Changes = [], Subscriptions = [], Report = new RunReport() }, Token);
        var lease = await world.BeginElsewhereAsync();
        await world.Store.HeartbeatAsync(lease, new RunProgress("Reading apps", 2, 150, 3, 400), Token);
        var run = await world.Get<RunUnderWayQuery>().FindAsync(Token);
        Assert.Equal((lease.RunId, 0, new UsualRun(whole.RunId, TimeSpan.FromSeconds(30))), (run!.Run.Id, run.LostBefore, run.Usual));
        Assert.Equal(new RunProgress("Reading apps", 2, 150, 3, 400), run.Run.Progress);
        Assert.Equal(world.Clock.GetUtcNow().AddSeconds(45), run.LeaseExpiresAt);
    }

    [Theory]
    [InlineData(RunSortColumn.StartedAt, false, new long[] { 1, 2, 3 })]
    [InlineData(RunSortColumn.StartedAt, true, new long[] { 3, 2, 1 })]
    [InlineData(RunSortColumn.Apps, true, new long[] { 2, 3, 1 })]
    [InlineData(RunSortColumn.Apps, false, new long[] { 3, 1, 2 })]
    [InlineData(RunSortColumn.Status, false, new long[] { 3, 1, 2 })]
    [InlineData(RunSortColumn.Duration, true, new long[] { 2, 3, 1 })]
    [InlineData(RunSortColumn.Changed, true, new long[] { 3, 2, 1 })]
    public async Task Runs_are_sorted_and_ties_go_by_time(RunSortColumn column, bool descending, long[] ids)
    {
        await using var world = await CreateAsync();
        await RunAsync(world, RunStatus.Succeeded);
        var slow = await world.BeginElsewhereAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(9));
        var report = new RunReport { Apps = 5 };
        await world.Store.MergeAsync(slow, new() { Status = RunStatus.Partial, Changes = [], Subscriptions = [], Report = report }, Token);
        await RunAsync(world, RunStatus.Succeeded);
        var list = await world.Get<RunQuery>().ListAsync(new RunSort(column, descending), null, 1, 10, Token);
        Assert.Equal(ids, list.Items.Select(r => r.Id));
    }

    private static async Task<long> RunAsync(CollectionWorld world, RunStatus status, params SourceOutcome[] sources) =>
        (await world.RunElsewhereAsync(status, new RunReport { Sources = sources })).RunId;

    private static SourceOutcome Source(string name, string? problem = null) => new(name, problem is null, 1, 0, 1, 1, problem);
}
