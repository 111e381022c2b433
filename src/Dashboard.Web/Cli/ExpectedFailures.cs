using System.Net.Sockets;
using Dashboard.Azure;
using Dashboard.Core.Collection;
using Dashboard.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dashboard.Web.Cli;

/// <summary>A failure that the operator can mend; its message is the one line that they see.</summary>
internal sealed class OperatorException(string message) : Exception(message);

/// <summary>Says in one line what an operator can do about failures of the world around the program.</summary>
internal static class ExpectedFailures
{
    private const string Place = "Set Dashboard__DataDirectory or Dashboard__Database__ConnectionString to a place that can be written.";

    private const string OrAnother = "or set Dashboard__Database__ConnectionString to another.";

    /// <summary>The line; null for what nobody expected, which deserves its stack trace.</summary>
    public static string? Describe(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            var line = e switch
            {
                OperatorException or EstateMismatchException or DatabaseUnusableException => e.Message,
                NoDatabaseTokenException =>
                    "The PostgreSQL database takes a token of Entra ID (Dashboard__Database__Authentication). " + e.Message,
                SqliteException sqlite => Describe(sqlite),
                PostgresException postgres => Describe(postgres),
                NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => Server("cannot be reached"),
                SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                    "The port is in use. Set Dashboard__Listen to another, for example http://127.0.0.1:5081.",
                _ => null,
            };
            if (line is not null) return line;
        }

        return exception is OperationCanceledException ? "Stopped." : null;
    }

    private static string Server(string problem) => $"The PostgreSQL server {problem}. Check it, {OrAnother}";

    /// <summary>By the server's code: its own text may be in any language.</summary>
    private static string? Describe(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            Server("refuses the user name or the password"),
        PostgresErrorCodes.InvalidCatalogName => "The PostgreSQL database does not exist yet. Run 'migrate' or 'collect' first, " + OrAnother,
        PostgresErrorCodes.InsufficientPrivilege => "The PostgreSQL role may not do this. Make it the database's owner, " + OrAnother,
        PostgresErrorCodes.TooManyConnections => Server("has no connection left"),
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => Server("is starting or stopping"),
        PostgresErrorCodes.ReadOnlySqlTransaction => Server("is a read-only standby"),
        PostgresErrorCodes.DiskFull => Server("has a full disk"),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => Server("keeps waiting for another process"),
        _ => null,
    };

    private static string? Describe(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => "The database is locked by another process. Wait until it is done, or set Dashboard__DataDirectory to another directory.",
        8 => "The database cannot be written. " + Place,
        10 => "The database file cannot be read or written (disk error). " + Place,
        11 => "The database file is damaged. Restore a copy, or set Dashboard__DataDirectory to an empty directory.",
        13 => "The disk of the database is full. " + Place,
        14 => "The database file cannot be opened. " + Place,
        26 => "The database file is no SQLite database. Set Dashboard__Database__ConnectionString to another file.",
        _ => null,
    };
}
