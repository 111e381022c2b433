using Dashboard.Benchmarks.Bare;
using Dashboard.Benchmarks.Product;
using Microsoft.Data.Sqlite;

namespace Dashboard.Benchmarks.History;

/// <summary>
/// What the history would be as a row per app and run: 30 runs of it, with the columns of the state rows. It is the
/// smallest such table: without any index, and the evidence of rules shared by number as in the product.
/// </summary>
internal sealed class Snapshots : IDisposable
{
    public const int Runs = 30;

    private readonly string _file;
    private readonly SqliteConnection _connection;

    public Snapshots(ProductDatabase database, string file)
    {
        _file = file;
        _connection = BareDatabase.Open(file);
        Run($"ATTACH DATABASE '{database.File}' AS history");
        var columns = Text("SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('AppStates', 'history') WHERE name NOT IN ('Id', 'ValidFrom', 'ValidTo')");
        Run($"CREATE TABLE \"Snapshots\" (\"Run\", {columns})");
        for (var run = 0; run < Runs; run++)
            Run($"INSERT INTO main.\"Snapshots\" SELECT {run}, {columns} FROM history.\"AppStates\" WHERE \"ValidTo\" = {long.MaxValue}");
        Run("DETACH DATABASE history");
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>What has been measured on <see cref="Runs"/> runs must be multiplied by this.</summary>
    public static double Scale => (double)HistoryDatabase.Days / Runs;

    /// <summary>Bytes on disk.</summary>
    public long Size => new FileInfo(_file).Length;

    /// <summary>The figures of every run under a condition, by reading all rows; returns the apps of the last run.</summary>
    public long Scan(string condition)
    {
        using var command = _connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT "Run", "Verdict", "InScope", "Stopped", "Stale", "OptedOut", "Reachability", COUNT(*) FROM "Snapshots"
            WHERE {condition} GROUP BY 1, 2, 3, 4, 5, 6, 7
            """;
        using var reader = command.ExecuteReader();
        var last = 0L;
        while (reader.Read()) last += reader.GetInt32(0) == Runs - 1 ? reader.GetInt64(7) : 0;
        return last;
    }

    public void Dispose()
    {
        _connection.Dispose();
        File.Delete(_file);
    }

    private void Run(string sql) => BareDatabase.Run(_connection.Handle!, sql);

    private string Text(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }
}
