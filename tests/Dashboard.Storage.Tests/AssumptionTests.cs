using Dashboard.Core.Audit;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>What is assumed, from when to when, and who may have the last word.</summary>
public abstract class AssumptionTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const string Basic = "costs.appsPerInstance.basic";
    private const string Windows = "costs.targetSize.windows";
    private const string Fixed = "costs.pki.fixedMonthly";
    private const string Currency = "costs.pki.currency";

    public sealed class OnSqlite() : AssumptionTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : AssumptionTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task Nobody_changed_anything_and_all_is_the_default()
    {
        await using var db = await CreateAsync();
        var answer = await ReadAsync(db);
        Assert.Equal((AssumptionValues.Default, 0), (answer.Values, answer.Version));
        Assert.Equal(AssumptionValues.All.Select(a => a.Key), answer.Items.Select(i => i.Key));
        Assert.All(answer.Items, i => Assert.True(i.IsDefault && i.Last is null && i.Value == i.Default));
        Assert.Empty(await db.Get<AssumptionsQuery>().HistoryAsync(null, Token));
    }

    [Fact]
    public async Task Several_are_changed_at_once_and_a_past_moment_has_what_was_assumed_then()
    {
        await using var db = await CreateAsync();
        Assert.Equal(ChangeOutcome.Changed, await ChangeAsync(db, 0, "Measured", (Basic, "12"), (Fixed, " 400.50 "), (Currency, "eur")));
        var then = db.Clock.GetUtcNow();
        db.Clock.Advance(TimeSpan.FromDays(1));
        var first = await ReadAsync(db);
        Assert.Equal(ChangeOutcome.Changed, await ChangeAsync(db, first.Version, "New contract", (Fixed, "500")));

        var now = await ReadAsync(db);
        Assert.Equal((12, 500m, "EUR"), (now.Values.Costs.AppsPerBasicInstance, now.Values.Pki.FixedMonthly, now.Values.Pki.Currency));
        Assert.Equal(new AssumptionChange("500", then.AddDays(1), "Ada Auditor", "New contract"), Item(now, Fixed).Last);
        Assert.Equal(("12", "8", "Measured"), (Item(now, Basic).Value, Item(now, Basic).Default, Item(now, Basic).Last!.Reason));

        var past = await ReadAsync(db, then);
        Assert.Equal((400.50m, first.Version), (past.Values.Pki.FixedMonthly, past.Version));
        Assert.Equal(AssumptionValues.Default, (await ReadAsync(db, then.AddMilliseconds(-1))).Values);
        var history = await db.Get<AssumptionsQuery>().HistoryAsync(null, Token);
        Assert.Equal([Basic, Currency, Fixed], history.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((2, "500", "400.50"), (history[Fixed].Count, history[Fixed].Changes[0].Value, history[Fixed].Changes[1].Value));
        Assert.Equal(1, (await db.Get<AssumptionsQuery>().HistoryAsync(then, Token))[Fixed].Count);
    }

    [Fact]
    public async Task A_return_to_the_default_tells_who_returned()
    {
        await using var db = await CreateAsync();
        await ChangeAsync(db, 0, "Try", (Basic, "12"), (Windows, "S1"));
        db.Clock.Advance(TimeSpan.FromHours(1));
        // The default by its value is the default as well.
        Assert.Equal(ChangeOutcome.Changed, await ChangeAsync(db, (await ReadAsync(db)).Version, "Back", (Basic, "8"), (Windows, null)));
        var answer = await ReadAsync(db);
        Assert.Equal(AssumptionValues.Default, answer.Values);
        Assert.Equal((true, null, "Back"), (Item(answer, Basic).IsDefault, Item(answer, Basic).Last!.Value, Item(answer, Windows).Last!.Reason));
    }

    [Fact]
    public async Task What_changes_nothing_is_not_written()
    {
        await using var db = await CreateAsync();
        Assert.Equal(ChangeOutcome.Nothing, await ChangeAsync(db, 0, "Why not", (Basic, "8"), (Windows, null), (Fixed, "")));
        await ChangeAsync(db, 0, "Offer", (Fixed, "1.5"));
        var version = (await ReadAsync(db)).Version;
        Assert.Equal(ChangeOutcome.Nothing, await ChangeAsync(db, version, "Again", (Fixed, "1.50")));
        Assert.Equal(ChangeOutcome.Nothing, await ChangeAsync(db, version, "None"));
        Assert.Equal((1, 1), await CountAsync(db));
    }

    [Fact]
    public async Task One_value_or_a_reason_that_is_refused_keeps_all_from_being_written()
    {
        await using var db = await CreateAsync();
        var result = await RunAsync(db, 0, " \r\n ", (Basic, "0"), (Fixed, "10"), ("costs.nothing", "1"), (Windows, "S1"), (Windows, "S2"));
        Assert.Equal(ChangeOutcome.Refused, result.Outcome);
        Assert.Equal([Basic, "costs.nothing", Windows, ChangeAssumptionsCommand.Reason], result.Problems.Keys);
        Assert.Equal("Allowed is: 1 to 100.", result.Problems[Basic]);
        foreach (var reason in new[] { null, "two\nlines", new string('x', 501) })
            Assert.Equal([ChangeAssumptionsCommand.Reason], (await RunAsync(db, 0, reason, (Fixed, "10"))).Problems.Keys);
        Assert.Equal((0, 0), await CountAsync(db));
        Assert.Equal(ChangeOutcome.Changed, await ChangeAsync(db, 0, new string('x', 500), (Fixed, "10")));
    }

    [Fact]
    public async Task Of_two_who_looked_at_the_same_version_one_wins_and_the_other_is_told()
    {
        await using var db = await CreateAsync();
        for (var round = 0; round < 8; round++)
        {
            var version = (await ReadAsync(db)).Version;
            // Of different assumptions: no index of the database would tell them.
            var (keys, value) = (new[] { Basic, Fixed }, $"{round + 20}");
            var outcomes = await Task.WhenAll(keys.Select(key => Task.Run(() => ChangeAsync(db, version, "Race", (key, value)))));
            Assert.Equal([ChangeOutcome.Changed, ChangeOutcome.Overtaken], outcomes.Order());
            var answer = await ReadAsync(db);
            Assert.Single(keys, key => Item(answer, key).Value == value);
        }

        Assert.Equal((8, 8), await CountAsync(db));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_turn_the_order_round()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        var db = world.Db;
        await ChangeAsync(db, 0, "First", (Basic, "12"));
        // The same millisecond.
        Assert.Equal(ChangeOutcome.Changed, await ChangeAsync(db, (await ReadAsync(db)).Version, "Second", (Basic, "13")));
        Assert.Equal("13", Item(await ReadAsync(db), Basic).Value);
        Assert.Equal("12", Item(await ReadAsync(db, db.Clock.GetUtcNow()), Basic).Value);
        Assert.Empty(await world.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task A_stored_text_that_is_not_allowed_leaves_the_default()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        await ChangeAsync(world.Db, 0, "First", (Basic, "12"), (Fixed, "3"));
        await world.SqlAsync($"""UPDATE "Assumptions" SET "Value" = '900' WHERE "Key" = {Basic}""");
        var answer = await ReadAsync(world.Db);
        Assert.Equal(("8", "900", true), (Item(answer, Basic).Value, Item(answer, Basic).NotAllowed, Item(answer, Basic).IsDefault));
        Assert.Equal("3", Item(answer, Fixed).Value);
        Assert.Equal(ChangeOutcome.Changed, await ChangeAsync(world.Db, answer.Version, "Mend", (Basic, null)));
        Assert.Null(Item(await ReadAsync(world.Db), Basic).NotAllowed);
    }

    [Fact]
    public async Task Text_that_no_database_takes_is_kept_as_the_trail_has_it()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        var odd = new AuditActor("entra:t:\ud800", "a\0b", ["FinOps"], ActorKind.Person);
        var result = await world.Db.Get<ChangeAssumptionsCommand>().RunAsync([new(Basic, "9")], "<b> ' \ud800 \u202e", 0, odd, Token);
        Assert.Equal(ChangeOutcome.Changed, result.Outcome);
        Assert.Empty(await world.FindingsAsync(anchored: false));
    }

    [Fact]
    public async Task A_key_has_one_open_row_whoever_writes()
    {
        await using var world = await AuditWorld.CreateAsync(Provider);
        await ChangeAsync(world.Db, 0, "First", (Basic, "12"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => InsertAsync(world, Basic, 5, long.MaxValue));
    }

    [Fact]
    public async Task Whatever_is_changed_behind_the_trail_is_named()
    {
        foreach (var (tamper, found) in Tampers())
        {
            await using var world = await AuditWorld.CreateAsync(Provider);
            await ChangeAsync(world.Db, 0, "First", (Basic, "12"), (Fixed, "3"));
            world.Db.Clock.Advance(TimeSpan.FromHours(1));
            await ChangeAsync(world.Db, (await ReadAsync(world.Db)).Version, "Back", (Basic, null));
            Assert.Empty((await world.VerifyAsync(anchored: false)).Findings);
            await tamper(world);
            var problems = (await world.VerifyAsync(anchored: false)).Findings.Select(f => $"{f.Check} {f.Seq}: {f.Problem}");
            Assert.Equal(found, problems);
        }
    }

    private static IEnumerable<(Func<AuditWorld, Task> Tamper, string[] Found)> Tampers()
    {
        foreach (var set in (FormattableString[])
        [
            $"""UPDATE "Assumptions" SET "Value" = '4' WHERE "Id" = 1""", $"""UPDATE "Assumptions" SET "Value" = NULL WHERE "Id" = 1""",
            $"""UPDATE "Assumptions" SET "Reason" = 'x' WHERE "Id" = 1""", $"""UPDATE "Assumptions" SET "ChangedById" = 'x' WHERE "Id" = 1""",
            $"""UPDATE "Assumptions" SET "ChangedByName" = 'x' WHERE "Id" = 1""", $"""UPDATE "Assumptions" SET "ValidTo" = "ValidTo" - 1 WHERE "Id" = 1""",
        ])
            yield return (w => w.SqlAsync(set), [$"assumptions 1: Entry 1 changed {Basic}, and row 1 of the assumptions is not as it was written."]);
        yield return (
            w => w.SqlAsync($"""DELETE FROM "Assumptions" WHERE "Id" = 2"""),
            [$"assumptions 1: Entry 1 changed {Fixed} from 2025-03-10T06:00:00.000Z on, and the database has no such row."]);
        yield return (
            w => InsertAsync(w, Currency, -1, long.MaxValue),
            ["assumptions : Row 99 of the assumptions (costs.pki.currency from 1969-12-31T23:59:59.999Z on) has no entry."]);
        yield return (
            async w =>
            {
                await w.SqlAsync($"""DROP INDEX "IX_Assumptions_Key_ValidFrom" """);
                await w.SqlAsync($"""INSERT INTO "Assumptions" ("Id", "Key", "Value", "ValidFrom", "ValidTo", "ChangedById", "ChangedByName", "Reason") SELECT 50, "Key", "Value", "ValidFrom", "ValidFrom" + 1, 'x', 'x', 'x' FROM "Assumptions" WHERE "Id" = 1""");
            },
            [$"assumptions : Row 50 of the assumptions ({Basic} from 2025-03-10T06:00:00.000Z on) has no entry."]);
        yield return (
            w => w.SqlAsync($"""UPDATE "Assumptions" SET "ValidFrom" = {long.MinValue} WHERE "Id" = 1"""),
            [
                $"assumptions 1: Entry 1 changed {Basic} from 2025-03-10T06:00:00.000Z on, and the database has no such row.",
                $"assumptions : Row 1 of the assumptions ({Basic} from -9223372036854775808 on) has no entry.",
            ]);
    }

    private static Task InsertAsync(AuditWorld world, string key, long from, long to) => world.SqlAsync(
        $"""INSERT INTO "Assumptions" ("Id", "Key", "Value", "ValidFrom", "ValidTo", "ChangedById", "ChangedByName", "Reason") VALUES (99, {key}, 'EUR', {from}, {to}, 'x', 'x', 'x')""");

    private static AssumptionItem Item(AssumptionsAnswer answer, string key) => answer.Items.Single(i => i.Key == key);

    private static Task<AssumptionsAnswer> ReadAsync(TestDatabase db, DateTimeOffset? asOf = null) => db.Get<AssumptionsQuery>().RunAsync(asOf, Token);

    private static Task<ChangeResult> RunAsync(TestDatabase db, long version, string? reason, params (string Key, string? Value)[] edits) =>
        db.Get<ChangeAssumptionsCommand>().RunAsync([.. edits.Select(e => new AssumptionEdit(e.Key, e.Value))], reason, version, AuditWorld.Ada, Token);

    private static async Task<ChangeOutcome> ChangeAsync(TestDatabase db, long version, string reason, params (string Key, string? Value)[] edits) =>
        (await RunAsync(db, version, reason, edits)).Outcome;

    private static async Task<(int Rows, int Entries)> CountAsync(TestDatabase db)
    {
        await using var context = db.Context();
        return (await context.Assumptions.CountAsync(Token), await context.AuditTrail.CountAsync(a => a.Action == AuditActions.AssumptionsChanged, Token));
    }
}
