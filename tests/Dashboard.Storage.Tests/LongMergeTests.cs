using System.Collections;
using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>A merge that takes longer than its lease, held open by these tests, is not taken for lost.</summary>
public abstract class LongMergeTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : LongMergeTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : LongMergeTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task No_run_starts_in_the_place_of_one_that_merges()
    {
        await using var db = await CreateAsync();
        var lease = await db.Store.TryBeginAsync(RunStart(), Token);
        using var changes = new HeldChanges([Seen(Estate.App("a"))]);
        var merge = Task.Run(() => db.Store.MergeAsync(lease!, Merge([]) with { Changes = changes }, Token), Token);
        await changes.Reached;

        db.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True((await db.Get<RunUnderWayQuery>().FindAsync(Token))!.LeaseExpiresAt < db.Clock.GetUtcNow());
        var inItsPlace = Task.Run(() => db.Store.TryBeginAsync(RunStart() with { InPlaceOf = lease!.RunId }, Token), Token);

        // One writer at a time: on SQLite it waits for the merge, on PostgreSQL it is told at once.
        if (db.History.Settings.Provider == DatabaseProvider.PostgreSql) Assert.Null(await inItsPlace);
        changes.Release();
        await merge;
        Assert.Null(await inItsPlace);
        Assert.Equal((1, RunStatus.Succeeded), await RunsAsync(db));
    }

    [Fact]
    public async Task A_run_that_dies_in_its_merge_is_replaced()
    {
        await using var db = await CreateAsync();
        var lease = await db.Store.TryBeginAsync(RunStart(), Token);
        using var changes = new HeldChanges([Seen(Estate.App("a"))], dies: true);
        var merge = Task.Run(() => db.Store.MergeAsync(lease!, Merge([]) with { Changes = changes }, Token), Token);
        await changes.Reached;
        changes.Release();
        await Assert.ThrowsAsync<IOException>(() => merge);

        var inItsPlace = RunStart() with { InPlaceOf = lease!.RunId };
        Assert.Null(await db.Store.TryBeginAsync(inItsPlace, Token));
        db.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True((await db.Store.TryBeginAsync(inItsPlace, Token))!.Epoch > lease.Epoch);
        Assert.Null(await db.Store.TryBeginAsync(inItsPlace, Token));
    }

    [Fact]
    public async Task No_run_starts_in_the_place_of_one_that_ended_or_was_replaced()
    {
        await using var db = await CreateAsync();
        var ended = await db.RunAsync([]);
        Assert.Null(await db.Store.TryBeginAsync(RunStart() with { InPlaceOf = ended.RunId }, Token));
        Assert.Equal((1, RunStatus.Succeeded), await RunsAsync(db));
    }

    private static async Task<(int, RunStatus)> RunsAsync(TestDatabase db)
    {
        var runs = await db.Get<RunQuery>().ListAsync(1, 10, Token);
        return (runs.Total, runs.Items[0].Status);
    }

    /// <summary>Changes that a merge begins to read and gets only when the test lets it.</summary>
    private sealed class HeldChanges(IReadOnlyList<AppChange> changes, bool dies = false) : IReadOnlyList<AppChange>, IDisposable
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new();

        public Task Reached => _reached.Task;

        public int Count => changes.Count;

        public AppChange this[int index] => changes[index];

        public void Release() => _released.Set();

        public void Dispose() => _released.Dispose();

        public IEnumerator<AppChange> GetEnumerator()
        {
            _reached.TrySetResult();
            _released.Wait(Token);
            return dies ? throw new IOException("The disk is gone.") : changes.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
