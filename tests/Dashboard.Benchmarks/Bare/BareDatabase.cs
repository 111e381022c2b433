using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dashboard.Benchmarks.Bare;

/// <summary>SQLite without anything above it.</summary>
internal static class BareDatabase
{
    private const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'";

    /// <summary>Every row of the product's database.</summary>
    public static IReadOnlyList<CopiedTable> Copy(string file)
    {
        using var connection = Open(file);
        var names = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = Tables;
            using var reader = command.ExecuteReader();
            while (reader.Read()) names.Add(reader.GetString(0));
        }

        return [.. names.Select(name => new CopiedTable(connection.Handle!, name))];
    }

    /// <summary>
    /// Writes the rows into a new file, in one transaction and as durably as the product does. The connection is left to
    /// the caller to close, since the product keeps its own: closing moves the log into the file.
    /// </summary>
    public static IDisposable Insert(string file, IReadOnlyList<CopiedTable> tables)
    {
        var connection = Open(file);
        var database = connection.Handle!;
        Run(database, "BEGIN");
        foreach (var table in tables) table.InsertInto(database);
        Run(database, "COMMIT");
        return connection;
    }

    /// <summary>Reads the stored hashes of all apps; returns how many there are.</summary>
    public static int ReadHashes(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"ResourceIdKey\", \"Fingerprint\" FROM \"Apps\" WHERE \"DecommissionedAt\" IS NULL";
        using var reader = command.ExecuteReader();
        var read = 0;
        var hash = new byte[16];
        for (; reader.Read(); read++)
        {
            _ = reader.GetString(0);
            _ = reader.GetBytes(1, 0, hash, 0, hash.Length);
        }

        return read;
    }

    /// <summary>Opens a file with the settings that the product gives its connections.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection.Handle!, "PRAGMA journal_mode = WAL");
        Run(connection.Handle!, "PRAGMA cache_size = -65536");
        return connection;
    }

    /// <summary>Runs a statement.</summary>
    public static void Run(sqlite3 database, string sql) => Check(raw.sqlite3_exec(database, sql), database);

    /// <summary>Throws where SQLite refused.</summary>
    public static void Check(int code, sqlite3 database) => SqliteException.ThrowExceptionForRC(code, database);
}
