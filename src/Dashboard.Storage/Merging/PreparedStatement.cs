namespace Dashboard.Storage.Merging;

/// <summary>
/// One SQL statement, prepared once and run many times inside the current transaction. Change tracking is left out of
/// bulk writes: it costs more than the database. The text is plain SQL that SQLite and PostgreSQL share; how values
/// reach the database fastest is each provider's own matter.
/// </summary>
internal abstract class PreparedStatement : IAsyncDisposable
{
    /// <summary>Sets a parameter (<c>@p0</c>, <c>@p1</c> …) for the next run: null, a number, a boolean, a text or bytes.</summary>
    public abstract void Set(int index, object? value);

    /// <summary>Runs the statement with the values set.</summary>
    public abstract ValueTask RunAsync(CancellationToken cancellationToken);

    /// <summary>The number in the first column of the first row; null where there is none.</summary>
    public abstract ValueTask<long?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Runs the statement with <paramref name="values"/>.</summary>
    public ValueTask RunAsync(ReadOnlySpan<object?> values, CancellationToken cancellationToken)
    {
        for (var i = 0; i < values.Length; i++) Set(i, values[i]);
        return RunAsync(cancellationToken);
    }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
