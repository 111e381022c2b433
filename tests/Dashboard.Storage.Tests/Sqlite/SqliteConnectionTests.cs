using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Sqlite;

public sealed class SqliteConnectionTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Fact]
    public async Task Connections_have_write_ahead_logging_foreign_keys_and_patience()
    {
        await using var db = await CreateAsync();
        await using var context = db.Context();
        Assert.Equal("wal", await PragmaAsync(context, "journal_mode"));
        Assert.Equal("1", await PragmaAsync(context, "foreign_keys"));
        Assert.Equal("30000", await PragmaAsync(context, "busy_timeout"));
    }

    private static async Task<string> PragmaAsync(DashboardDbContext context, string name)
    {
        await context.Database.OpenConnectionAsync(Token);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (await command.ExecuteScalarAsync(Token))!.ToString()!;
    }
}
