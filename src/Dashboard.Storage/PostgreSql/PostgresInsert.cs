using Dashboard.Storage.Merging;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Dashboard.Storage.PostgreSql;

/// <summary>An insert of whole rows, which can be copied in where nothing but inserts is queued.</summary>
internal sealed class PostgresInsert(PostgresWrites writes, PostgresInsertTarget target) : PreparedStatement
{
    private object?[] _values = new object?[target.Columns];

    public override void Set(int index, object? value) => _values[index] = PostgresValues.Normal(value);

    public override ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var write = new PostgresWrite(target.InsertSql, _values, target);
        _values = new object?[_values.Length];
        return writes.AddAsync(write, cancellationToken);
    }

    public override ValueTask<long?> FindAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException("An insert finds nothing.");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A table into which rows go.</summary>
/// <param name="InsertSql">The statement for one row.</param>
/// <param name="CopySql">The statement for many.</param>
/// <param name="Columns">How many columns a row has.</param>
/// <param name="Depth">Greater than that of every table it refers to.</param>
internal sealed record PostgresInsertTarget(string InsertSql, string CopySql, int Columns, int Depth)
{
    /// <summary>The table of <paramref name="row"/>; names are quoted.</summary>
    public static PostgresInsertTarget Of(IEntityType row, string table, IReadOnlyList<string> columns)
    {
        var list = string.Join(", ", columns);
        var values = string.Join(", ", columns.Select((_, i) => $"${i + 1}"));
        return new PostgresInsertTarget(
            $"INSERT INTO {table} ({list}) VALUES ({values})",
            $"COPY {table} ({list}) FROM STDIN (FORMAT BINARY)",
            columns.Count,
            DepthOf(row));
    }

    private static int DepthOf(IEntityType row) => row.GetForeignKeys()
        .Where(key => key.PrincipalEntityType != row)
        .Select(key => DepthOf(key.PrincipalEntityType) + 1)
        .DefaultIfEmpty(0)
        .Max();
}
