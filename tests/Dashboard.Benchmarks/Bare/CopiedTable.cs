using System.Buffers;
using System.Buffers.Binary;
using SQLitePCL;

namespace Dashboard.Benchmarks.Bare;

/// <summary>
/// The rows of a table, held as one block of bytes: the baseline inserts the very rows that the product wrote, and the
/// collector of garbage sees one object of them.
/// </summary>
internal sealed class CopiedTable
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly string _name;
    private readonly IReadOnlyList<string> _columns;

    public CopiedTable(sqlite3 database, string name)
    {
        _name = name;
        BareDatabase.Check(raw.sqlite3_prepare_v2(database, $"SELECT * FROM \"{name}\"", out var select), database);
        using (select)
        {
            _columns = [.. Enumerable.Range(0, raw.sqlite3_column_count(select)).Select(i => raw.sqlite3_column_name(select, i).utf8_to_string())];
            for (; raw.sqlite3_step(select) == raw.SQLITE_ROW; Rows++) Copy(select);
        }
    }

    public int Rows { get; private set; }

    /// <summary>Makes the table with neither key nor index, and inserts the rows with one prepared statement.</summary>
    public void InsertInto(sqlite3 database)
    {
        var columns = string.Join(", ", _columns.Select(c => $"\"{c}\""));
        BareDatabase.Run(database, $"CREATE TABLE \"{_name}\" ({columns})");
        var parameters = string.Join(", ", _columns.Select(_ => "?"));
        BareDatabase.Check(raw.sqlite3_prepare_v2(database, $"INSERT INTO \"{_name}\" VALUES ({parameters})", out var insert), database);
        using (insert)
        {
            var rest = _bytes.WrittenSpan;
            for (var row = 0; row < Rows; row++)
            {
                for (var i = 1; i <= _columns.Count; i++) rest = Bind(insert, i, rest);
                raw.sqlite3_step(insert);
                BareDatabase.Check(raw.sqlite3_reset(insert), database);
            }
        }
    }

    private void Copy(sqlite3_stmt select)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        for (var i = 0; i < _columns.Count; i++)
        {
            var type = raw.sqlite3_column_type(select, i);
            _bytes.Write([(byte)type]);
            if (type == raw.SQLITE_NULL) continue;
            var content = type == raw.SQLITE_INTEGER ? default : raw.sqlite3_column_blob(select, i);
            BinaryPrimitives.WriteInt64LittleEndian(number, type == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(select, i) : content.Length);
            _bytes.Write(number);
            _bytes.Write(content);
        }
    }

    private static ReadOnlySpan<byte> Bind(sqlite3_stmt insert, int at, ReadOnlySpan<byte> rest)
    {
        var type = rest[0];
        if (type == raw.SQLITE_NULL)
        {
            raw.sqlite3_bind_null(insert, at);
            return rest[1..];
        }

        var number = BinaryPrimitives.ReadInt64LittleEndian(rest[1..]);
        rest = rest[(1 + sizeof(long))..];
        if (type == raw.SQLITE_INTEGER)
        {
            raw.sqlite3_bind_int64(insert, at, number);
            return rest;
        }

        var content = rest[..(int)number];
        if (type == raw.SQLITE_TEXT) raw.sqlite3_bind_text(insert, at, content);
        else raw.sqlite3_bind_blob(insert, at, content);
        return rest[(int)number..];
    }
}
