using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Dashboard.Storage.PostgreSql;

/// <summary>
/// Lets one of many replicas migrate while the others wait. It is held by a session of the server, so it ends with the
/// process, however that ends; it also covers what comes before EF's own lock, such as making the database.
/// </summary>
internal sealed class PostgresMigrationLock(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>Any number that no other program uses for this database.</summary>
    private const long Key = 0x6D_54_4C_53_64_61_73_68;

    /// <summary>How long a migration of another replica may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public static async Task<IAsyncDisposable> TakeAsync(DbContext context, CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(context, cancellationToken);
        var builder = new NpgsqlConnectionStringBuilder(context.Database.GetConnectionString()) { Pooling = false };
        // A clone, since the password may be no part of the connection string.
        var connection = await ((NpgsqlConnection)context.Database.GetDbConnection()).CloneWithAsync(builder.ConnectionString, cancellationToken);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await EnsureUsableAsync(connection, cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT pg_advisory_lock({Key})";
            command.CommandTimeout = (int)Patience.TotalSeconds;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new PostgresMigrationLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>Makes the database where it is missing and the role may; of several that try at once, one succeeds.</summary>
    private static async Task CreateDatabaseAsync(DbContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken)) return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another replica was quicker.
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseUnusableException(
                $"The database {Name(context)} does not exist and this role may not create it. Create it "
                + "(CREATE DATABASE … ENCODING 'UTF8') and make the role its owner, or name another in Dashboard__Database__ConnectionString.");
        }
    }

    private static async Task EnsureUsableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion < PostgresConnections.OldestVersion)
        {
            throw new DatabaseUnusableException(
                $"The server is PostgreSQL {connection.PostgreSqlVersion}; {PostgresConnections.OldestVersion.Major} or later is needed.");
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "SHOW server_encoding";
        if (await command.ExecuteScalarAsync(cancellationToken) is string and not "UTF8")
        {
            throw new DatabaseUnusableException(
                $"The database {connection.Database} does not store UTF-8, so it cannot hold every name. Create one WITH ENCODING 'UTF8' TEMPLATE template0.");
        }
    }

    private static string Name(DbContext context) => new NpgsqlConnectionStringBuilder(context.Database.GetConnectionString()).Database ?? "";
}
