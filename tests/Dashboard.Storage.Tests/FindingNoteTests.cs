using Dashboard.Core.Findings;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>What is written on findings, and that the audit trail vouches for it.</summary>
public abstract class FindingNoteTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : FindingNoteTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : FindingNoteTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_list_of_the_past_has_who_was_assigned_then()
    {
        await using var world = await WithNotesAsync();
        var db = world.Db;
        await WriteAsync(db, FindingNoteKind.Assignment, "ada");
        var then = db.Clock.GetUtcNow();
        db.Clock.Advance(TimeSpan.FromDays(1));
        await WriteAsync(db, FindingNoteKind.Assignment, "bob");
        await db.RunAsync([]);
        Assert.Equal(("ada", "bob"), (await AssigneeAsync(db, then), await AssigneeAsync(db, null)));
        Assert.Equal(1, (await ListAsync(db, new FindingFilter { Assignee = ["ada"] }, then)).Total);
        Assert.Equal(0, (await ListAsync(db, new FindingFilter { Assignee = ["ada"] }, null)).Total);
    }

    [Fact]
    public async Task Odd_text_is_kept_as_the_trail_has_it()
    {
        await using var world = await WithNotesAsync();
        await WriteAsync(world.Db, FindingNoteKind.Comment, "a\0b \ud800 <script> ' ; --");
        Assert.Empty(await world.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task Whatever_is_changed_behind_the_trail_is_found()
    {
        await using var world = await WithNotesAsync();
        await WriteAsync(world.Db, FindingNoteKind.Assignment, "ada");
        await WriteAsync(world.Db, FindingNoteKind.Ticket, "https://tickets.example/1");
        await WriteAsync(world.Db, FindingNoteKind.Comment, "on Monday");
        Assert.Empty(await world.FindingsAsync(anchored: false));

        await world.SqlAsync($"""UPDATE "FindingNotes" SET "Text" = 'on Friday' WHERE "Text" = 'on Monday'""");
        await world.SqlAsync($"""UPDATE "Findings" SET "Assignee" = 'bob'""");
        Assert.Equal(["finding notes 3", "finding notes "], await world.FindingsAsync(anchored: false));

        await world.SqlAsync($"""INSERT INTO "FindingNotes" ("Id", "FindingId", "At", "Kind", "Text", "AuthorId", "AuthorName") VALUES (99, 1, 0, 0, 'nobody', 'x', 'x')""");
        await world.SqlAsync($"""UPDATE "Findings" SET "Assignee" = 'ada', "Ticket" = NULL""");
        Assert.Equal(["finding notes 3", "finding notes ", "finding notes "], await world.FindingsAsync(anchored: false));
    }

    [Theory]
    [InlineData("""UPDATE "FindingNotes" SET "At" = "At" + 1""")]
    [InlineData("""UPDATE "FindingNotes" SET "AuthorName" = 'x'""")]
    public async Task When_and_by_whom_is_compared(string sql)
    {
        await using var world = await WithNotesAsync();
        await WriteAsync(world.Db, FindingNoteKind.Comment, "on Monday");
        Assert.Empty(await world.FindingsAsync(anchored: false));
        await world.SqlAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(sql));
        Assert.NotEmpty(await world.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task Nothing_is_written_on_what_is_not_there()
    {
        await using var world = await WithNotesAsync();
        Assert.Equal(NoteOutcome.NotFound, await world.Db.Get<NoteFindingCommand>().RunAsync(7, FindingNoteKind.Comment, "x", AuditWorld.Ada, Token));
        await using var context = world.Db.Context();
        Assert.Empty(await context.FindingNotes.ToListAsync(Token));
    }

    private async Task<AuditWorld> WithNotesAsync()
    {
        var world = await AuditWorld.CreateAsync(Provider);
        await world.Db.RunAsync([Seen(Estate.App("shop"))]);
        return world;
    }

    private static async Task WriteAsync(TestDatabase db, FindingNoteKind kind, string text) =>
        Assert.Equal(NoteOutcome.Written, await db.Get<NoteFindingCommand>().RunAsync(1, kind, text, AuditWorld.Ada, Token));

    private static Task<PagedList<FindingItem>> ListAsync(TestDatabase db, FindingFilter filter, DateTimeOffset? asOf) =>
        db.Get<FindingListQuery>().RunAsync(AppFilter.Any, filter, FindingSort.Default, 1, 10, asOf, Token);

    private static async Task<string?> AssigneeAsync(TestDatabase db, DateTimeOffset? asOf) => (await ListAsync(db, FindingFilter.Any, asOf)).Items[0].Assignee;
}
