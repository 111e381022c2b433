using System.Data.Common;
using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>What an intruder does with raw SQL, and the place that verification names.</summary>
public abstract class AuditTamperingTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : AuditTamperingTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : AuditTamperingTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task An_untouched_trail_holds()
    {
        await using var world = await TamperedAsync(_ => Task.CompletedTask);
        var verification = await world.VerifyAsync();
        Assert.Equal((AuditVerdict.Holds, 6, 6, 6), (verification.Verdict, verification.Entries, verification.HeadSeq, verification.AnchoredTo));
        Assert.Equal(AuditVerdict.Unanchored, (await world.VerifyAsync(anchored: false)).Verdict);
    }

    [Fact]
    public async Task A_changed_detail_is_found_at_its_place()
    {
        await using var world = await TamperedAsync(w => ChangeAsync(w, 3));
        Assert.Equal(["chain 3"], await world.FindingsAsync());
        Assert.Equal(AuditVerdict.Broken, (await world.VerifyAsync(anchored: false)).Verdict);
    }

    [Fact]
    public async Task A_row_deleted_in_the_middle_is_found_at_its_place()
    {
        await using var world = await TamperedAsync(w => w.SqlAsync($"""DELETE FROM "AuditTrail" WHERE "Seq" = 3"""));
        Assert.Equal(["chain 3", "anchor 3"], await world.FindingsAsync());
    }

    [Fact]
    public async Task A_deleted_tail_is_found_by_the_anchor_and_by_a_head_that_was_forgotten()
    {
        await using var world = await TamperedAsync(w => w.SqlAsync($"""DELETE FROM "AuditTrail" WHERE "Seq" > 4"""));
        Assert.Equal(["head 5", "anchor 5"], await world.FindingsAsync());
        await world.SetHeadAsync();
        var verification = await world.VerifyAsync();
        var finding = Assert.Single(verification.Findings);
        Assert.Equal(("anchor", 5), (finding.Check, finding.Seq));
        Assert.Equal((4, 6), (verification.HeadSeq, verification.AnchoredTo));
        Assert.Contains("2 entries of the anchor are not in the trail, which ends at 4", finding.Problem, StringComparison.Ordinal);
        Assert.Empty(await world.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task A_rehashed_tail_is_found_by_the_anchor()
    {
        await using var world = await TamperedAsync(async w =>
        {
            await ChangeAsync(w, 4);
            await w.RehashAsync(4);
        });
        Assert.Equal(["anchor 4"], await world.FindingsAsync());
        Assert.Empty(await world.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task An_inserted_row_is_found_at_its_place()
    {
        await using var world = await TamperedAsync(async w =>
        {
            await ShiftAsync(w, from: 4);
            await InsertAsync(w, 4);
        });
        Assert.Equal(["chain 4", "head 7", "anchor 4"], await world.FindingsAsync());
    }

    [Fact]
    public async Task An_appended_row_is_found_by_the_head()
    {
        await using var world = await TamperedAsync(w => InsertAsync(w, 7));
        Assert.Equal(["head 7"], await world.FindingsAsync());
    }

    [Fact]
    public async Task A_row_that_is_filed_under_another_actor_is_found()
    {
        await using var world = await TamperedAsync(w => w.SqlAsync($"""UPDATE "AuditTrail" SET "ActorId" = 'someone' WHERE "Seq" = 2"""));
        Assert.Equal(["columns 2"], await world.FindingsAsync());
    }

    [Theory]
    [InlineData("""INSERT INTO "AuditHead" ("Id", "Seq", "Hash") SELECT 2, "Seq", "Hash" FROM "AuditHead" """)]
    [InlineData("""UPDATE "AuditHead" SET "Id" = 2""")]
    [InlineData("""DELETE FROM "AuditHead" """)]
    public async Task A_head_that_is_not_the_one_is_found(string sql)
    {
        await using var world = await TamperedAsync(w => w.SqlAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(sql)));
        Assert.Equal(["head "], await world.FindingsAsync());
    }

    [Fact]
    public async Task A_place_taken_twice_is_found_also_between_two_pages()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        await world.AppendAsync(501);
        // Of 500 rows at a time the copy is the 501st, and the next page begins after its number.
        await world.SqlAsync(Provider == DatabaseProvider.Sqlite
            ? (FormattableString)$"""DROP TABLE IF EXISTS "Old"; ALTER TABLE "AuditTrail" RENAME TO "Old"; CREATE TABLE "AuditTrail" AS SELECT * FROM "Old"; INSERT INTO "AuditTrail" SELECT * FROM "Old" WHERE "Seq" = 500;"""
            : $"""ALTER TABLE "AuditTrail" DROP CONSTRAINT "PK_AuditTrail"; DROP INDEX "IX_AuditTrail_Hash", "IX_AuditTrail_PrevHash"; INSERT INTO "AuditTrail" SELECT * FROM "AuditTrail" WHERE "Seq" = 500;""");
        Assert.Equal(["chain 500"], await world.FindingsAsync());
    }

    [Fact]
    public async Task A_changed_anchor_is_found()
    {
        await using var world = await TamperedAsync(_ => Task.CompletedTask);
        var lines = await File.ReadAllLinesAsync(world.AnchorPath, Token);
        lines[1] = "nonsense";
        await File.WriteAllLinesAsync(world.AnchorPath, lines, Token);
        Assert.Contains("Line 2 ", Assert.Single((await world.VerifyAsync()).Findings).Problem, StringComparison.Ordinal);
        File.Delete(world.AnchorPath);
        Assert.Equal(AuditVerdict.Unanchored, (await world.VerifyAsync()).Verdict);
    }

    [Fact]
    public async Task The_database_refuses_to_change_or_delete_entries()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        await world.AppendAsync(2);
        foreach (var sql in (FormattableString[])
        [
            $"""UPDATE "AuditTrail" SET "ActorId" = 'x'""", $"""DELETE FROM "AuditTrail" WHERE "Seq" = 2""", $"""DELETE FROM "AuditTrail" """,
        ])
        {
            var refused = await Assert.ThrowsAnyAsync<DbException>(() => world.SqlAsync(sql));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(AuditVerdict.Holds, (await world.VerifyAsync()).Verdict);
    }

    private async Task<AuditWorld> TamperedAsync(Func<AuditWorld, Task> tamper)
    {
        var world = await AuditWorld.CreateAsync(Provider);
        await world.AppendAsync(6);
        await world.DropTriggersAsync();
        await tamper(world);
        return world;
    }

    private static Task ChangeAsync(AuditWorld world, long seq) =>
        world.SqlAsync($"""UPDATE "AuditTrail" SET "Content" = replace("Content", '"entry', '"other') WHERE "Seq" = {seq}""");

    /// <summary>Moves the rows from a place on by one, from the last to the first since places are unique.</summary>
    private static async Task ShiftAsync(AuditWorld world, long from)
    {
        for (var seq = 6L; seq >= from; seq--)
            await world.SqlAsync($"""UPDATE "AuditTrail" SET "Seq" = {seq + 1} WHERE "Seq" = {seq}""");
    }

    /// <summary>Inserts an entry with a right hash of its own; its previous hash cannot be the true one, which is taken or the last.</summary>
    private static async Task InsertAsync(AuditWorld world, long seq)
    {
        await using var context = world.Db.Context();
        var before = AuditHash.From((await context.AuditTrail.SingleAsync(r => r.Seq == seq - 1, Token)).Hash)!.Value;
        var previous = seq == 7 ? before : AuditHash.Of(before, "any");
        var entry = AuditWorld.Draft("forged").At(seq, world.Db.Clock.GetUtcNow());
        var content = AuditJson.Write(entry);
        context.Add(new AuditRow
        {
            Seq = seq,
            At = UnixTime.Of(entry.At),
            Content = content,
            PrevHash = previous.ToBytes(),
            Hash = AuditHash.Of(previous, content).ToBytes(),
            Action = entry.Action,
            ActorId = entry.Actor.Id,
            SubjectKind = entry.Subject.Kind,
            SubjectId = entry.Subject.Id,
        });
        await context.SaveChangesAsync(Token);
    }
}
