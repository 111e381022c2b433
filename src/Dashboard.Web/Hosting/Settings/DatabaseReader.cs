using Dashboard.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>The settings of the database.</summary>
internal static class DatabaseReader
{
    private const string Text = "Database:ConnectionString";

    /// <summary>
    /// Reads them. A connection string may hold a password: no problem repeats it. On SQLite each mode has a file of its
    /// own in the data directory, so that a first look at real data after the demo does not begin with a refusal.
    /// </summary>
    public static (StorageSettings Storage, string? File) Read(SettingSource source, DashboardMode mode, string directory) =>
        source.Choice("Database:Provider", DatabaseProvider.Sqlite) switch
        {
            DatabaseProvider.Sqlite => ReadSqlite(source, mode, directory),
            DatabaseProvider.PostgreSql => (new StorageSettings(DatabaseProvider.PostgreSql, ReadPostgres(source)), null),
        };

    private static string ReadPostgres(SettingSource source)
    {
        const string remedy = "Set for example 'Host=db.example.com;Database=mtls;Username=dashboard;Password=…'.";
        if (source.Text(Text) is not { } text)
        {
            source.Wrong(Text, "PostgreSql needs a connection string.", remedy);
            return "";
        }

        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrWhiteSpace(builder.Host)) source.Wrong(Text, "It names no host.", remedy);
            else if (string.IsNullOrWhiteSpace(builder.Database)) source.Wrong(Text, "It names no database.", remedy);
            else if (builder.Multiplexing || builder.NoResetOnClose) source.Wrong(Text, "Multiplexing and No Reset On Close cannot be used.", "Leave them out.");
            return text;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            source.Wrong(Text, "It is no PostgreSQL connection string.", remedy);
            return "";
        }
    }

    private static (StorageSettings Storage, string? File) ReadSqlite(SettingSource source, DashboardMode mode, string directory)
    {
        var builder = new SqliteConnectionStringBuilder();
        if (source.Text(Text) is { } text)
        {
            try
            {
                builder.ConnectionString = text;
            }
            catch (ArgumentException)
            {
                source.Wrong(Text, "It is no SQLite connection string.", "Set for example 'Data Source=dashboard.db'.");
                return (Sqlite(""), null);
            }
        }

        if (builder.DataSource.Length == 0)
            builder.DataSource = Path.Combine(directory, mode == DashboardMode.Demo ? "demo.db" : "dashboard.db");
        if (builder.DataSource == ":memory:" || builder.Mode == SqliteOpenMode.Memory)
        {
            source.Wrong(Text, "A database in memory keeps no history.", "Name a file: 'Data Source=dashboard.db'.");
            return (Sqlite(""), null);
        }

        if (builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) return (Sqlite(builder.ToString()), null);
        builder.DataSource = Path.GetFullPath(builder.DataSource, directory);
        return (Sqlite(builder.ToString()), builder.DataSource);
    }

    private static StorageSettings Sqlite(string connectionString) => new(DatabaseProvider.Sqlite, connectionString);
}
