using System.Buffers;
using System.Globalization;
using System.Text;
using Dashboard.Storage.Merging;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dashboard.Storage.Sqlite;

/// <summary>
/// A prepared statement on SQLite's own interface. The driver looks up each parameter by its name on every run, which
/// for a row of forty columns takes longer than the insert; here they are bound by number.
/// </summary>
internal sealed class SqliteStatement : PreparedStatement
{
    private const int StackBytes = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _positions;

    public SqliteStatement(SqliteConnection connection, string sql, int parameters)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        _positions = [.. Enumerable.Range(0, parameters).Select(i => raw.sqlite3_bind_parameter_index(_statement, $"@p{i}"))];
    }

    public override void Set(int index, object? value)
    {
        var at = _positions[index];
        Check(value switch
        {
            null => raw.sqlite3_bind_null(_statement, at),
            string text => BindText(at, text),
            long number => raw.sqlite3_bind_int64(_statement, at, number),
            int number => raw.sqlite3_bind_int64(_statement, at, number),
            bool flag => raw.sqlite3_bind_int64(_statement, at, flag ? 1 : 0),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, at, bytes),
            Enum member => raw.sqlite3_bind_int64(_statement, at, Convert.ToInt64(member, CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"No column holds a {value.GetType().Name}."),
        });
    }

    public override ValueTask RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Step();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<long?> FindAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = raw.sqlite3_step(_statement) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_statement, 0) : (long?)null;
        Check(raw.sqlite3_reset(_statement));
        return ValueTask.FromResult(found);
    }

    public override ValueTask DisposeAsync()
    {
        _statement.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs to the end. The reset tells what went wrong, and readies the statement for its next run.</summary>
    private void Step()
    {
        raw.sqlite3_step(_statement);
        Check(raw.sqlite3_reset(_statement));
    }

    private int BindText(int at, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= StackBytes)
        {
            Span<byte> bytes = stackalloc byte[StackBytes];
            return raw.sqlite3_bind_text(_statement, at, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        var result = raw.sqlite3_bind_text(_statement, at, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
