using Npgsql;

namespace Dashboard.Storage.PostgreSql;

/// <summary>What every connection to PostgreSQL has in common.</summary>
internal static class PostgresConnections
{
    /// <summary>The oldest server that is supported.</summary>
    public static Version OldestVersion { get; } = new(15, 0);

    /// <summary>Statements that a connection keeps prepared by itself: more than the program has.</summary>
    private const int PreparedStatements = 100;

    /// <summary>Adds what <paramref name="connectionString"/> leaves open.</summary>
    public static string Complete(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0) builder.MaxAutoPrepare = PreparedStatements;
        builder.ApplicationName ??= "mtls-dashboard";
        return builder.ConnectionString;
    }
}
