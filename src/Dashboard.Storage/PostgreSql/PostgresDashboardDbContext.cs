using Dashboard.Storage.Merging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Dashboard.Storage.PostgreSql;

/// <summary>The model on PostgreSQL 15 and later, with its migrations.</summary>
public sealed class PostgresDashboardDbContext(DbContextOptions<PostgresDashboardDbContext> options) : DashboardDbContext(options)
{
    /// <summary>Text compares and sorts by its bytes, as on SQLite, whatever language the server speaks.</summary>
    private const string ByBytes = "C";

    private PostgresWrites? _writes;

    /// <summary>Options for a database; the same for the application, the tests and the migration tool.</summary>
    internal static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        Configure(options.UseNpgsql(PostgresConnections.Complete(connectionString), Configure));

    /// <summary>The same where connections come from elsewhere.</summary>
    internal static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource connections) =>
        Configure(options.UseNpgsql(connections, Configure));

    private static void Configure(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.SetPostgresVersion(PostgresConnections.OldestVersion);

    private static void Configure(DbContextOptionsBuilder options) => options
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .AddInterceptors(PostgresCommands.Instance, PostgresCommits.Instance);

    /// <inheritdoc />
    internal override PreparedStatement Prepare(string sql, int parameters) => new PostgresStatement(Writes(), sql, parameters);

    /// <inheritdoc />
    internal override PreparedStatement PrepareInsert(IEntityType row, string table, IReadOnlyList<string> columns) =>
        new PostgresInsert(Writes(), PostgresInsertTarget.Of(row, table, columns));

    /// <summary>Sends what is queued in the current transaction, before anything else is asked or committed in it.</summary>
    internal ValueTask FlushAsync(CancellationToken cancellationToken) =>
        _writes is { } writes && ReferenceEquals(writes.Owner, Database.CurrentTransaction) ? writes.FlushAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <inheritdoc />
    internal override Task<IAsyncDisposable> LockForMigrationAsync(ILogger logger, CancellationToken cancellationToken) =>
        PostgresMigrationLock.TakeAsync(this, cancellationToken);

    /// <inheritdoc />
    internal override async Task<bool> TryLockLeaseAsync(CancellationToken cancellationToken) =>
        (await Database.SqlQuery<int>($"""SELECT "Id" AS "Value" FROM "Leases" FOR UPDATE SKIP LOCKED""").ToListAsync(cancellationToken)).Count > 0;

    /// <inheritdoc />
    internal override async Task<DatabaseSize> SizeAsync(CancellationToken cancellationToken) => new(
        await Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(cancellationToken), null);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(ByBytes);
    }

    /// <summary>The queue of the current transaction. What an earlier one left behind was rolled back with it.</summary>
    private PostgresWrites Writes()
    {
        var transaction = Database.CurrentTransaction
            ?? throw new InvalidOperationException("Statements are prepared inside a transaction: begin one first.");
        if (_writes is null || !ReferenceEquals(_writes.Owner, transaction)) _writes = new PostgresWrites(transaction);
        return _writes;
    }
}
