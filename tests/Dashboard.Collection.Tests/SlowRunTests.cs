using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using static Dashboard.Collection.Tests.EstateRows;

namespace Dashboard.Collection.Tests;

/// <summary>A run that takes long holds nobody up: it is held open by these tests while others write.</summary>
public abstract class SlowRunTests(DatabaseProvider provider)
{
    public sealed class OnSqlite() : SlowRunTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : SlowRunTests(DatabaseProvider.PostgreSql);

    private static readonly AuditActor Ada = new("demo:admin", "Ada", ["Admin"], ActorKind.Person);

    private static readonly string Whole = File(
        Plan(First), Site(First, "one"), Configuration(First, "one"), Plan(Second), Site(Second, "far"), Configuration(Second, "far"));

    private static readonly string WithoutSecond = File(Plan(First), Site(First, "one"), Configuration(First, "one"));

    [Theory]
    [InlineData("reading")]
    [InlineData("proving")]
    public async Task A_users_write_in_the_middle_of_a_run_commits_before_the_run_goes_on(string phase)
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Whole);
        await world.CollectAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(WithoutSecond);
        await world.CollectAsync();

        // One app less, so that the run also asks ARM for it: held open while it reads, or after it compared with the history.
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ServeRowsAsync(File(Plan(First)));
        var gate = new Gate();
        if (phase == "reading") world.Estate.BeforeApps = gate.PassAsync;
        else world.Estate.BeforeProbe = gate.PassAsync;
        var run = world.CollectAsync();
        await gate.Reached;

        // Nothing lets the run go on until the write is back: had the write waited for it, this would never end.
        var retired = await world.Query<RetireSubscriptionCommand>().RunAsync(Second, "Sold.", Ada, CancellationToken.None);
        Assert.Equal(RetireOutcome.Retired, retired);
        Assert.False(run.IsCompleted);
        Assert.Equal(RunStatus.Running, (await world.Query<RunQuery>().NewestAsync(CancellationToken.None))!.Status);
        Assert.True((await world.Query<IRunStore>().ReadKnownScopesAsync(CancellationToken.None)).Single(s => s.SubscriptionId == Second).Retired);

        gate.Open();
        Assert.True((await run).Status is RunStatus.Succeeded or RunStatus.Partial);
        Assert.True((await world.Query<IRunStore>().ReadKnownScopesAsync(CancellationToken.None)).Single(s => s.SubscriptionId == Second).Retired);
    }

    [Fact]
    public async Task Of_two_collectors_started_at_once_one_runs_and_the_other_says_so()
    {
        await using var world = await CollectionWorld.CreateAsync(provider);
        await world.ServeRowsAsync(Whole);
        var gate = new Gate();
        world.Estate.BeforeApps = gate.PassAsync;
        var both = new[] { Task.Run(() => world.CollectAsync()), Task.Run(() => world.CollectAsync()) };
        var refused = await await Task.WhenAny(both);
        Assert.Equal((null, RunStatus.Running), (refused.RunId, refused.Status));
        Assert.Contains("Another run is under way", refused.Reason, StringComparison.Ordinal);

        gate.Open();
        var ran = (await Task.WhenAll(both)).Single(r => r.RunId is not null);
        Assert.Equal(RunStatus.Succeeded, ran.Status);
        Assert.Single((await world.Query<RunQuery>().ListAsync(1, 10, CancellationToken.None)).Items);
    }

    /// <summary>Where a run waits until the test lets it go on.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Open() => _open.TrySetResult();

        public Task PassAsync()
        {
            _reached.TrySetResult();
            return _open.Task;
        }
    }
}
