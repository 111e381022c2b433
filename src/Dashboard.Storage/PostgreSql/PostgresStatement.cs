using System.Globalization;
using System.Text.RegularExpressions;
using Dashboard.Storage.Merging;
using Npgsql;

namespace Dashboard.Storage.PostgreSql;

/// <summary>
/// A statement on PostgreSQL. Its runs are queued and sent together; a question sends the queue first. The driver
/// prepares each text on its connection by itself.
/// </summary>
internal sealed partial class PostgresStatement(PostgresWrites writes, string sql, int parameters) : PreparedStatement
{
    private readonly string _sql = Numbered(sql);
    private object?[] _values = new object?[parameters];

    public override void Set(int index, object? value) => _values[index] = PostgresValues.Normal(value);

    public override ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var write = new PostgresWrite(_sql, _values, Target: null);
        _values = new object?[_values.Length];
        return writes.AddAsync(write, cancellationToken);
    }

    public override async ValueTask<long?> FindAsync(CancellationToken cancellationToken)
    {
        await writes.FlushAsync(cancellationToken);
        await using var command = new NpgsqlCommand(_sql, writes.Connection, writes.Transaction);
        foreach (var value in _values) command.Parameters.Add(PostgresValues.Parameter(value));
        return await command.ExecuteScalarAsync(cancellationToken) is { } found and not DBNull
            ? Convert.ToInt64(found, CultureInfo.InvariantCulture)
            : null;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The driver sends <c>$1</c> as it is, but would read a text with <c>@p0</c> anew on every run.</summary>
    private static string Numbered(string sql) => ParameterName().Replace(
        sql, m => string.Create(CultureInfo.InvariantCulture, $"${int.Parse(m.ValueSpan[2..], CultureInfo.InvariantCulture) + 1}"));

    [GeneratedRegex("@p[0-9]+")]
    private static partial Regex ParameterName();
}
