using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dashboard.Storage.Merging;

/// <summary>
/// One SQL statement, prepared once and run many times inside the current transaction. Change tracking is left out of
/// bulk writes: it costs more than the database. Statements are plain SQL that SQLite and PostgreSQL share.
/// </summary>
internal sealed class PreparedStatement : IAsyncDisposable
{
    private readonly DbCommand _command;
    private readonly DbParameter[] _parameters;

    /// <summary>Prepares <paramref name="sql"/>, whose parameters are <c>@p0</c>, <c>@p1</c> … in the order of the values.</summary>
    public PreparedStatement(DashboardDbContext context, string sql, int parameters)
    {
        _command = context.Database.GetDbConnection().CreateCommand();
        _command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        _command.CommandText = sql;
        _parameters = new DbParameter[parameters];
        for (var i = 0; i < parameters; i++)
        {
            _parameters[i] = _command.CreateParameter();
            _parameters[i].ParameterName = $"@p{i}";
            _command.Parameters.Add(_parameters[i]);
        }
    }

    /// <summary>Sets a parameter for the next run.</summary>
    public void Set(int index, object? value) => _parameters[index].Value = value ?? DBNull.Value;

    /// <summary>Runs the statement with <paramref name="values"/>; returns the rows touched.</summary>
    public Task<int> RunAsync(ReadOnlySpan<object?> values, CancellationToken cancellationToken)
    {
        for (var i = 0; i < values.Length; i++) Set(i, values[i]);
        return RunAsync(cancellationToken);
    }

    /// <summary>Runs the statement with the values set; returns the rows touched.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken) => _command.ExecuteNonQueryAsync(cancellationToken);

    /// <summary>The first column of the first row; null where there is none.</summary>
    public async Task<object?> ScalarAsync(object value, CancellationToken cancellationToken)
    {
        Set(0, value);
        return await _command.ExecuteScalarAsync(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
