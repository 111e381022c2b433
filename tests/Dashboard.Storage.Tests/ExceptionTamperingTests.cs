using Dashboard.Core.Exceptions;
using Dashboard.Storage.Tests.Support;

namespace Dashboard.Storage.Tests;

/// <summary>Whatever SQL changes about exceptions, verification names the exception.</summary>
public abstract class ExceptionTamperingTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : ExceptionTamperingTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ExceptionTamperingTests(DatabaseProvider.PostgreSql);

    [Theory]
    [InlineData("""UPDATE "Exceptions" SET "Reason" = 'x'""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "Treatment" = 0""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "RiskOwner" = 'x'""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "CompensatingControl" = 'x'""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "EvidenceLink" = NULL""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "Expires" = "Expires" + 1000""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "RequestedAt" = "RequestedAt" - 1""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "RequesterId" = 'x'""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "RequesterName" = 'x'""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "DecidedById" = 'x'""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "DecidedByName" = 'x'""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "DecidedAt" = "DecidedAt" - 1""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "Decision" = 2""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "RenewsId" = 1""", "its row")]
    [InlineData("""UPDATE "Exceptions" SET "Ending" = 4, "EndedAt" = 1""", "its row")]
    [InlineData("""UPDATE "ExceptionCovers" SET "ActiveTo" = "ActiveTo" + 1""", "when it is active")]
    [InlineData("""UPDATE "ExceptionCovers" SET "ActiveFrom" = NULL""", "when it is active")]
    [InlineData("""UPDATE "ExceptionCovers" SET "RuleId" = 'MTLS004'""", "what it covers")]
    [InlineData("""UPDATE "ExceptionCovers" SET "Severity" = 0""", "what it covers")]
    [InlineData("""DELETE FROM "ExceptionCovers" """, "what it covers")]
    [InlineData("""INSERT INTO "ExceptionCovers" ("ExceptionId", "AppId", "RuleId", "Severity") VALUES (1, 1, 'MTLS009', 1)""", "what it covers")]
    [InlineData("""UPDATE "ExceptionEvents" SET "Text" = 'x' WHERE "Step" = 1""", "a step")]
    [InlineData("""UPDATE "ExceptionEvents" SET "ActorName" = 'x' WHERE "Step" = 0""", "a step")]
    [InlineData("""UPDATE "ExceptionEvents" SET "At" = 1 WHERE "Step" = 0""", "a step")]
    [InlineData("""DELETE FROM "ExceptionEvents" WHERE "Step" = 1""", "a step")]
    [InlineData("""INSERT INTO "ExceptionEvents" ("Id", "ExceptionId", "At", "Step", "ActorId", "ActorName") VALUES (99, 1, 1, 6, 'x', 'x')""", "a step")]
    public async Task Whatever_is_changed_is_named(string sql, string what)
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        await world.ExceptAsync(10);
        Assert.Empty((await world.Audit.VerifyAsync(anchored: false)).Findings);
        await SqlAsync(world, sql);
        // What is covered by other times has other due dates, which are found as well.
        var finding = Assert.Single((await world.Audit.VerifyAsync(anchored: false)).Findings, f => f.Check != "due dates");
        Assert.Equal(("exceptions", $"Exception 1: {what} is not as the trail has it up to entry 2."), (finding.Check, finding.Problem));
    }

    [Theory]
    [InlineData("ExceptionCovers", """INSERT INTO "ExceptionCovers" ("ExceptionId", "AppId", "RuleId", "Severity") VALUES (77, 1, 'MTLS001', 1)""")]
    [InlineData("ExceptionEvents", """INSERT INTO "ExceptionEvents" ("Id", "ExceptionId", "At", "Step", "ActorId", "ActorName") VALUES (99, 77, 1, 1, 'x', 'x')""")]
    public async Task What_belongs_to_no_exception_is_named(string table, string sql)
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        await world.ExceptAsync(10);
        await SqlAsync(world, Provider == DatabaseProvider.Sqlite
            ? $"""PRAGMA foreign_keys = OFF; {sql}; PRAGMA foreign_keys = ON;"""
            : $"""ALTER TABLE "{table}" DROP CONSTRAINT "FK_{table}_Exceptions_ExceptionId"; {sql}""");
        Assert.Equal("Exception 77 has no entry.", Assert.Single((await world.Audit.VerifyAsync(anchored: false)).Findings).Problem);
    }

    [Theory]
    [InlineData("""UPDATE "ExceptionRevision" SET "Revision" = 1""", "The revision of exceptions is 1, and the trail has 2 steps of exceptions.")]
    [InlineData("""DELETE FROM "ExceptionRevision" """, "The revision of exceptions is , and the trail has 2 steps of exceptions.")]
    [InlineData("""UPDATE "Findings" SET "Due" = "Due" + 1 WHERE "RuleId" = 'MTLS001'""", "Finding 1 (MTLS001) is due at another moment than its exceptions make it.")]
    [InlineData("""UPDATE "Findings" SET "Due" = "BaseDue" """, "Finding 1 (MTLS001) is due at another moment than its exceptions make it.")]
    [InlineData("""UPDATE "Findings" SET "BaseDue" = 1 WHERE "RuleId" = 'MTLS001'""", "Finding 1 (MTLS001) is due at another moment than its exceptions make it.")]
    [InlineData("""UPDATE "Findings" SET "Detected" = 9223372036854775807 WHERE "RuleId" = 'MTLS001'""", "Finding 1 (MTLS001) is due at another moment than its exceptions make it.")]
    public async Task What_hangs_on_exceptions_is_compared_with_them(string sql, string problem)
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        await world.ExceptAsync(10);
        await SqlAsync(world, sql);
        Assert.Equal(problem, Assert.Single((await world.Audit.VerifyAsync(anchored: false)).Findings).Problem);
    }

    [Fact]
    public async Task A_due_date_is_compared_where_no_exception_was_and_after_the_end()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider, Estate.App("shop"), Estate.App("bank"));
        await world.ExceptAsync(10);
        await SqlAsync(world, """UPDATE "Findings" SET "Due" = "Due" + 1 WHERE "AppId" = (SELECT "AppId" FROM "Apps" WHERE "ResourceIdKey" LIKE '%bank')""");
        Assert.Equal("due dates", Assert.Single((await world.Audit.VerifyAsync(anchored: false)).Findings).Check);
        await SqlAsync(world, """UPDATE "Findings" SET "EndSeen" = "Detected" + 1""");
        Assert.Equal("due dates", Assert.Single((await world.Audit.VerifyAsync(anchored: false)).Findings).Check);
    }

    [Fact]
    public async Task A_number_that_SQLite_keeps_as_bytes_is_named()
    {
        if (Provider != DatabaseProvider.Sqlite) return;
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        await world.ExceptAsync(10);
        foreach (var value in new[] { """CAST("ActiveTo" AS BLOB)""", """CAST("ActiveTo" AS INTEGER) + 0.5""" })
        {
            await SqlAsync(world, $"""UPDATE "ExceptionCovers" SET "ActiveTo" = {value}""");
            var finding = Assert.Single((await world.Audit.VerifyAsync(anchored: false)).Findings);
            Assert.Equal(("types", "Exception 1 is not stored in ExceptionCovers as the kind of value that the program writes."), (finding.Check, finding.Problem));
        }
    }

    [Fact]
    public async Task An_exception_that_was_removed_or_never_asked_for_is_named()
    {
        await using var world = await ExceptionWorld.CreateAsync(Provider);
        var id = await world.AskAsync(10);
        Assert.Null(await world.StepAsync(id, ExceptionStep.Rejected));
        await world.Audit.SqlAsync($"""UPDATE "ExceptionEvents" SET "ExceptionId" = 1""");
        await world.Audit.SqlAsync($"""INSERT INTO "Exceptions" ("Id", "RequestedAt", "RequesterId", "RequesterName", "Reason", "Treatment", "CompensatingControl", "RiskOwner", "Expires") VALUES (50, 1, 'x', 'x', 'x', 0, 'x', 'x', 2)""");
        Assert.Equal(["exceptions "], await world.Audit.FindingsAsync(anchored: false));
        await world.Audit.SqlAsync($"""DELETE FROM "ExceptionEvents" """);
        await world.Audit.SqlAsync($"""DELETE FROM "ExceptionCovers" """);
        await world.Audit.SqlAsync($"""DELETE FROM "Exceptions" """);
        Assert.Equal(["exceptions 2"], await world.Audit.FindingsAsync(anchored: false));
    }

    private static Task SqlAsync(ExceptionWorld world, string sql) =>
        world.Audit.SqlAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(sql));
}
