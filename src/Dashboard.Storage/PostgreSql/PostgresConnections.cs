using Npgsql;

namespace Dashboard.Storage.PostgreSql;

/// <summary>What every connection to PostgreSQL has in common.</summary>
internal static class PostgresConnections
{
    /// <summary>The oldest server that is supported.</summary>
    public static Version OldestVersion { get; } = new(15, 0);

    /// <summary>Statements that a connection keeps prepared by itself: more than the program has.</summary>
    private const int PreparedStatements = 100;

    /// <summary>
    /// How often a password is asked for anew. It opens connections only, and whoever gives it keeps it as long as it is
    /// good: well below the five minutes that a token has left at least when it is given out.
    /// </summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(2);

    /// <summary>How soon after there was none.</summary>
    private static readonly TimeSpan AskAgainAfterFailure = TimeSpan.FromSeconds(10);

    /// <summary>Adds what <paramref name="connectionString"/> leaves open.</summary>
    public static string Complete(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0) builder.MaxAutoPrepare = PreparedStatements;
        builder.ApplicationName ??= "mtls-dashboard";
        return builder.ConnectionString;
    }

    /// <summary>Connections with a password that is no part of <paramref name="connectionString"/> and may change.</summary>
    public static NpgsqlDataSource WithPassword(string connectionString, Func<CancellationToken, ValueTask<string>> password) =>
        new NpgsqlDataSourceBuilder(Complete(connectionString))
            .UsePeriodicPasswordProvider((_, cancellationToken) => password(cancellationToken), AskAgain, AskAgainAfterFailure)
            .Build();
}
