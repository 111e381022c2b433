using Dashboard.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Sqlite;

/// <summary>EF's lock is a row: a process that is killed while it migrates leaves it there.</summary>
public sealed class SqliteMigrationLockTests
{
    [Fact]
    public async Task A_lock_that_a_killed_process_left_is_removed_and_told()
    {
        await using var history = await TestHistory.CreateAsync(DatabaseProvider.Sqlite);
        Directory.CreateDirectory(Path.GetDirectoryName(history.File)!);
        await LeaveLockAsync(history.Settings.ConnectionString);
        var log = new FakeLogCollector();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log)))
            .AddSingleton(TimeProvider.System)
            .AddDashboardStorage(history.Settings)
            .BuildServiceProvider();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        Assert.NotEmpty(await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(limit.Token));
        Assert.Contains(log.GetSnapshot(), r => r.Level == LogLevel.Warning && r.Message.Contains("left over", StringComparison.Ordinal));
    }

    /// <summary>The table and row as EF writes them before it migrates.</summary>
    private static async Task LeaveLockAsync(string connectionString)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
            """;
        await command.ExecuteNonQueryAsync(Token);
    }
}
