using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Dashboard.Storage.Sqlite;

/// <summary>
/// Lets one process migrate a file while the others wait. EF's own lock is a row in the database, which outlives a
/// process that is killed and then blocks every later migration for ever. This one is a lock of the operating system on
/// an empty file beside the database: it ends with its process. Whoever holds it knows that a row still there is left over.
/// </summary>
internal sealed partial class SqliteMigrationLock(SqliteConnection connection) : IAsyncDisposable
{
    /// <summary>How long, in seconds, a migration of another process may take.</summary>
    private const int Patience = 1800;

    public static async Task<IAsyncDisposable> TakeAsync(
        SqliteDashboardDbContext context, string file, ILogger logger, CancellationToken cancellationToken)
    {
        // A URI or a database in memory has no place beside it; nobody shares the latter.
        var beside = file.Length == 0 || file.StartsWith(':') || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? ":memory:"
            : file + "-migration";
        var builder = new SqliteConnectionStringBuilder { DataSource = beside, Pooling = false, DefaultTimeout = Patience };
        var connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            connection.BeginTransaction(deferred: false);
            await RemoveLeftOverAsync(context, logger, cancellationToken);
            return new SqliteMigrationLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task RemoveLeftOverAsync(SqliteDashboardDbContext context, ILogger logger, CancellationToken cancellationToken)
    {
        var tables = await context.Database
            .SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM sqlite_master WHERE name = '__EFMigrationsLock'""")
            .SingleAsync(cancellationToken);
        if (tables == 0) return;
        var left = await context.Database.ExecuteSqlAsync($"""DELETE FROM "__EFMigrationsLock" """, cancellationToken);
        if (left > 0) LogLeftOver(logger);
    }

    [LoggerMessage(2001, LogLevel.Warning, "An earlier migration of the database was cut off; its lock was left over and is removed.")]
    private static partial void LogLeftOver(ILogger logger);
}
