using Dashboard.Storage.Merging;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Dashboard.Storage.Sqlite;

/// <summary>The model on SQLite, with its migrations.</summary>
public sealed class SqliteDashboardDbContext(DbContextOptions<SqliteDashboardDbContext> options) : DashboardDbContext(options)
{
    /// <summary>Options for a database; the same for the application, the tests and the migration tool.</summary>
    internal static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .AddInterceptors(SqlitePragmas.Instance, SqliteSnapshots.Instance);

    /// <inheritdoc />
    internal override PreparedStatement Prepare(string sql, int parameters) =>
        new SqliteStatement((SqliteConnection)Database.GetDbConnection(), sql, parameters);

    /// <inheritdoc />
    /// <remarks>
    /// An index that is made of all rows at once is sorted and written once; one that grows with them is written at random
    /// places. The transaction holds it all: a program that dies leaves the old schema.
    /// </remarks>
    internal override async Task<IReadOnlyList<string>> DropIndexesAsync(IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        var indexes = await Database
            .SqlQuery<IndexDefinition>($"SELECT name AS \"Name\", tbl_name AS \"Table\", sql AS \"Sql\" FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
            .ToListAsync(cancellationToken);
        var dropped = indexes.Where(i => tables.Contains(i.Table)).ToList();
        // Whoever makes indexes anew sorts in the page cache; the connection's next user gets the ordinary one again.
        if (dropped.Count > 0) await RunAsync(SqlitePragmas.CacheForSorting, cancellationToken);
        foreach (var index in dropped) await RunAsync($"DROP INDEX \"{index.Name}\"", cancellationToken);
        return [.. dropped.Select(i => i.Sql)];
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var statement = Prepare(sql, 0);
        await statement.RunAsync(cancellationToken);
    }

    private sealed record IndexDefinition(string Name, string Table, string Sql);

    /// <inheritdoc />
    internal override async Task<IAsyncDisposable> LockForMigrationAsync(ILogger logger, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource;
        var directory = Path.GetDirectoryName(file);
        if (!string.IsNullOrEmpty(directory)) Directory.CreateDirectory(directory);
        var alone = await SqliteMigrationLock.TakeAsync(this, file, logger, cancellationToken);

        // Write-ahead logging: readers never wait for a merge, nor a merge for them. The file remembers it.
        await Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellationToken);
        return alone;
    }

    /// <inheritdoc />
    /// <remarks>Who writes is alone here: a merge was waited for when the transaction began.</remarks>
    internal override Task<bool> TryLockLeaseAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc />
    internal override async Task<DatabaseSize> SizeAsync(CancellationToken cancellationToken)
    {
        var bytes = await Database
            .SqlQuery<long>($"""SELECT page_count * page_size AS "Value" FROM pragma_page_count(), pragma_page_size()""")
            .SingleAsync(cancellationToken);
        var log = new FileInfo(new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource + "-wal");
        return new DatabaseSize(bytes, log.Exists ? log.Length : null);
    }
}
