using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>Readers and a merge at the same time.</summary>
public abstract class ConcurrencyTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : ConcurrencyTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ConcurrencyTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_read_of_several_queries_sees_one_state_while_a_run_merges_in_between()
    {
        await using var db = await CreateAsync();
        await db.RunAsync([Seen(Estate.App("a"))]);
        await using var context = db.Context();
        await using (await context.BeginSnapshotAsync(Token))
        {
            Assert.Equal(1, await context.Apps.CountAsync(Token));
            await db.RunAsync([Seen(Estate.App("b"))]);
            Assert.Equal(1, await context.Apps.CountAsync(Token));
            Assert.Equal(1, await context.Runs.CountAsync(Token));
        }

        Assert.Equal(2, await context.Apps.CountAsync(Token));
    }

    [Fact]
    public async Task Stored_apps_are_streamed_while_another_connection_writes()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Enumerable.Range(0, 3000).Select(i => Seen(Estate.App($"app-{i}"))));
        var read = 0;
        await foreach (var app in db.Store.ReadStoredAppsAsync(Token))
        {
            if (read++ == 10) await db.RunAsync([Seen(Estate.App("late")), Seen(Estate.App("app-7") with { HttpsOnly = false }, 8)]);
            Assert.DoesNotContain("late", app.ResourceId, StringComparison.Ordinal);
        }

        Assert.Equal(3000, read);
        Assert.Equal(3001, (await MergeTests.ListAsync(db, AppFilter.Any)).Total);
    }

    [Fact]
    public async Task A_merge_is_seen_whole_or_not_at_all()
    {
        await using var db = await CreateAsync();
        await db.RunAsync(Enumerable.Range(0, 50).Select(i => Seen(Estate.App($"app-{i}"))));
        var merging = Task.Run(async () =>
        {
            for (var run = 0; run < 10; run++)
            {
                var first = 50 * (run + 1);
                await db.RunAsync(Enumerable.Range(first, 50).Select(i => Seen(Estate.App($"app-{i}"))));
            }
        });
        do
        {
            var list = await MergeTests.ListAsync(db, new AppFilter { OptedOut = false });
            Assert.Equal((0, list.Total), (list.Total % 50, list.Items.Count));
        }
        while (!merging.IsCompleted);
        await merging;
    }
}
