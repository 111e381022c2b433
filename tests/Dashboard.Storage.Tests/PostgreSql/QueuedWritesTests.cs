using Dashboard.Storage.Merging;
using Dashboard.Storage.Model;
using Dashboard.Storage.Tests.Support;
using Dashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.PostgreSql;

/// <summary>Writes wait to be sent together, and nothing can tell.</summary>
public sealed class QueuedWritesTests() : DatabaseTests(DatabaseProvider.PostgreSql)
{
    private const string Close = """UPDATE "Subscriptions" SET "RetiredAt" = @p0 WHERE "SubscriptionId" = @p1""";

    [Fact]
    public async Task A_statement_sees_what_came_before_it_and_nothing_that_came_after()
    {
        await using var db = await CreateAsync();
        await using var context = db.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(Token);
        var insert = new PreparedInsert<SubscriptionRow>(context);
        var close = context.Prepare(Close, 2);
        var find = context.Prepare("""SELECT COUNT(*) FROM "Subscriptions" WHERE "RetiredAt" = @p0""", 1);
        await close.RunAsync([1L, "a"], Token);
        await insert.RunAsync(Row("a"), Token);
        await insert.RunAsync(Row("b"), Token);
        await close.RunAsync([2L, "b"], Token);
        await insert.RunAsync(Row("c"), Token);

        find.Set(0, 2L);
        Assert.Equal(1, await find.FindAsync(Token));
        find.Set(0, 1L);
        Assert.Equal(0, await find.FindAsync(Token));
        await insert.RunAsync(Row("d"), Token);
        Assert.Equal(4, await context.Subscriptions.CountAsync(Token));
        await insert.RunAsync(Row("e"), Token);
        await transaction.CommitAsync(Token);
        Assert.Equal(["a", "b", "c", "d", "e"], await context.Subscriptions.OrderBy(s => s.SubscriptionId).Select(s => s.SubscriptionId).ToListAsync(Token));
    }

    [Fact]
    public async Task What_cannot_be_written_stops_the_commit()
    {
        await using var db = await CreateAsync();
        await using var context = db.Context();
        await using (var transaction = await context.Database.BeginTransactionAsync(Token))
        {
            var insert = new PreparedInsert<SubscriptionRow>(context);
            await insert.RunAsync(Row("a"), Token);
            await insert.RunAsync(Row("a"), Token);
            await Assert.ThrowsAsync<PostgresException>(() => transaction.CommitAsync(Token));
        }

        Assert.Equal(0, await context.Subscriptions.CountAsync(Token));
    }

    [Fact]
    public async Task What_a_transaction_that_was_given_up_had_queued_is_never_sent()
    {
        await using var db = await CreateAsync();
        await using var context = db.Context();
        await using (await context.Database.BeginTransactionAsync(Token)) await new PreparedInsert<SubscriptionRow>(context).RunAsync(Row("a"), Token);
        await using (var transaction = await context.Database.BeginTransactionAsync(Token))
        {
            await new PreparedInsert<SubscriptionRow>(context).RunAsync(Row("b"), Token);
            await transaction.CommitAsync(Token);
        }

        Assert.Equal("b", await context.Subscriptions.Select(s => s.SubscriptionId).SingleAsync(Token));
    }

    [Fact]
    public async Task A_database_that_does_not_store_UTF_8_is_refused_with_a_remedy()
    {
        var server = await PostgresServer.Running;
        await using var history = await TestHistory.CreateAsync(DatabaseProvider.PostgreSql, empty: true);
        var name = new NpgsqlConnectionStringBuilder(history.Settings.ConnectionString).Database;
        await server.RunAsync($"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0");
        await using var db = TestDatabase.On(history);
        var refused = await Assert.ThrowsAsync<DatabaseUnusableException>(() => db.Get<DatabaseMigrator>().MigrateAsync(Token));
        Assert.Contains("ENCODING 'UTF8'", refused.Message, StringComparison.Ordinal);
    }

    private static SubscriptionRow Row(string id) => new() { SubscriptionId = id, Name = id, FirstSeen = 0, LastSeen = 0 };
}
