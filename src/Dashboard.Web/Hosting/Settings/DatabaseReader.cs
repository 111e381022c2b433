using Dashboard.Storage;
using Microsoft.Data.Sqlite;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>The settings of the database.</summary>
internal static class DatabaseReader
{
    private enum Provider
    {
        Sqlite,
        PostgreSql,
    }

    /// <summary>
    /// Reads them. Each mode has a file of its own in the data directory, so that a first look at real data after the
    /// demo does not begin with a refusal.
    /// </summary>
    public static (StorageSettings Storage, string? File) Read(SettingSource source, DashboardMode mode, string directory)
    {
        if (source.Choice("Database:Provider", Provider.Sqlite) == Provider.PostgreSql)
            source.Wrong("Database:Provider", "PostgreSql is not supported by this version.", "Set Sqlite, or leave it out.");

        var builder = new SqliteConnectionStringBuilder();
        if (source.Text("Database:ConnectionString") is { } text)
        {
            try
            {
                builder.ConnectionString = text;
            }
            catch (ArgumentException)
            {
                // The text may hold a password: it is not repeated.
                source.Wrong("Database:ConnectionString", "It is no SQLite connection string.", "Set for example 'Data Source=dashboard.db'.");
                return (new StorageSettings(""), null);
            }
        }

        if (builder.DataSource.Length == 0)
            builder.DataSource = Path.Combine(directory, mode == DashboardMode.Demo ? "demo.db" : "dashboard.db");
        if (builder.DataSource == ":memory:" || builder.Mode == SqliteOpenMode.Memory)
        {
            source.Wrong("Database:ConnectionString", "A database in memory keeps no history.", "Name a file: 'Data Source=dashboard.db'.");
            return (new StorageSettings(""), null);
        }

        if (builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) return (new StorageSettings(builder.ToString()), null);
        builder.DataSource = Path.GetFullPath(builder.DataSource, directory);
        return (new StorageSettings(builder.ToString()), builder.DataSource);
    }
}
