using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>When a reader was last here.</summary>
public abstract class VisitTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : VisitTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : VisitTests(DatabaseProvider.PostgreSql);

    private const string Ada = "entra:t:ada";
    private const string Bob = "entra:t:bob";

    [Fact]
    public async Task A_first_visit_has_no_last_one_however_long_it_lasts()
    {
        await using var db = await CreateAsync();
        Assert.Null(await LastAsync(db));
        for (var minutes = 0; minutes < 120; minutes += 29)
        {
            await SeeAsync(db, Ada);
            Assert.Null(await LastAsync(db));
            db.Clock.Advance(TimeSpan.FromMinutes(29));
        }
    }

    [Fact]
    public async Task A_visit_ends_with_its_last_activity_and_reads_the_same_before_and_after_the_next_is_recorded()
    {
        await using var db = await CreateAsync();
        await SeeAsync(db, Ada);
        db.Clock.Advance(TimeSpan.FromMinutes(10));
        var end = db.Clock.GetUtcNow();
        await SeeAsync(db, Ada);
        db.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(end, (await LastAsync(db))!.EndedAt);
        await SeeAsync(db, Ada);
        Assert.Equal(end, (await LastAsync(db))!.EndedAt);
        db.Clock.Advance(TimeSpan.FromMinutes(20));
        await SeeAsync(db, Ada);
        Assert.Equal(end, (await LastAsync(db))!.EndedAt);
    }

    [Fact]
    public async Task Nothing_is_written_within_a_minute_nor_by_a_clock_that_was_set_back()
    {
        await using var db = await CreateAsync();
        var visits = db.Get<RecordVisitCommand>();
        Assert.True(await visits.RunAsync(Ada, Start, Token));
        Assert.False(await visits.RunAsync(Ada, Start.AddSeconds(59), Token));
        Assert.False(await visits.RunAsync(Ada, Start.AddDays(-1), Token));
        Assert.True(await visits.RunAsync(Ada, Start.AddSeconds(60), Token));
    }

    [Fact]
    public async Task Readers_are_apart_and_have_one_row_each()
    {
        await using var db = await CreateAsync();
        await SeeAsync(db, Ada);
        db.Clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => db.Get<RecordVisitCommand>().RunAsync(i % 2 == 0 ? Ada : Bob, db.Clock.GetUtcNow(), Token)));
        Assert.Equal(Start, (await LastAsync(db))!.EndedAt);
        Assert.Null(await db.Get<LastVisitQuery>().RunAsync(Bob, Token));
        await using var context = db.Context();
        Assert.Equal(2, await context.Visits.CountAsync(Token));
    }

    [Fact]
    public async Task What_a_reader_knew_is_what_was_merged_when_the_visit_ended()
    {
        await using var db = await CreateAsync();
        await SeeAsync(db, Ada);
        db.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Start, (await LastAsync(db))!.KnownUntil);

        var first = await db.RunAsync([Seen(Estate.App("a"))]);
        db.Clock.Advance(TimeSpan.FromHours(3));
        var late = await db.Store.TryBeginAsync(RunStart(), Token);
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        await SeeAsync(db, Ada);
        db.Clock.Advance(TimeSpan.FromSeconds(10));
        await db.Store.MergeAsync(late!, Merge([Seen(Estate.App("b"))]), Token);
        db.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(first.RunTime, (await LastAsync(db))!.KnownUntil);
    }

    private static Task<LastVisit?> LastAsync(TestDatabase db) => db.Get<LastVisitQuery>().RunAsync(Ada, Token);

    private static Task<bool> SeeAsync(TestDatabase db, string user) => db.Get<RecordVisitCommand>().RunAsync(user, db.Clock.GetUtcNow(), Token);
}
