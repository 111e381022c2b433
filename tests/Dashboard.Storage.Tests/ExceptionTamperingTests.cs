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
        await world.Audit.SqlAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(sql));
        var finding = Assert.Single((await world.Audit.VerifyAsync(anchored: false)).Findings);
        Assert.Equal(("exceptions", $"Exception 1: {what} is not as the trail has it up to entry 2."), (finding.Check, finding.Problem));
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
}
