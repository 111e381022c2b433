using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Dashboard.Storage.PostgreSql;

/// <summary>
/// The writes of one transaction that wait to be sent together: one round trip for a thousand statements instead of a
/// thousand round trips. Their order is kept. Whoever reads, or commits, flushes first, so nothing can tell that they waited.
/// </summary>
internal sealed class PostgresWrites(IDbContextTransaction owner)
{
    private const int MostQueued = 2_000;

    private readonly List<PostgresWrite> _queue = [];

    /// <summary>The transaction that all of it belongs to. EF makes an object for each; the driver uses its own again.</summary>
    public IDbContextTransaction Owner { get; } = owner;

    /// <summary>The driver's transaction.</summary>
    public NpgsqlTransaction Transaction { get; } = (NpgsqlTransaction)owner.GetDbTransaction();

    /// <summary>The transaction's connection.</summary>
    public NpgsqlConnection Connection => Transaction.Connection ?? throw new InvalidOperationException("The transaction has ended.");

    /// <summary>Queues a write; sends the queue where it is full.</summary>
    public ValueTask AddAsync(PostgresWrite write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _queue.Add(write);
        return _queue.Count < MostQueued ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    /// <summary>Sends what is queued.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_queue.Count == 0) return;
        var writes = _queue.ToArray();
        _queue.Clear();

        // Inserts alone may go table by table, rows that are referred to before the rows that refer to them: COPY is
        // several times as fast. As soon as anything else is among them, the order is the very one in which they came.
        if (Array.TrueForAll(writes, w => w.Target is not null)) await CopyAsync(writes, cancellationToken);
        else await SendAsync(writes, cancellationToken);
    }

    private async Task CopyAsync(PostgresWrite[] writes, CancellationToken cancellationToken)
    {
        foreach (var table in writes.GroupBy(w => w.Target!).OrderBy(g => g.Key.Depth))
        {
            await using var copy = await Connection.BeginBinaryImportAsync(table.Key.CopySql, cancellationToken);
            foreach (var row in table)
            {
                await copy.StartRowAsync(cancellationToken);
                foreach (var value in row.Values) await PostgresValues.WriteAsync(copy, value, cancellationToken);
            }
            await copy.CompleteAsync(cancellationToken);
        }
    }

    private async Task SendAsync(PostgresWrite[] writes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(Connection, Transaction);
        foreach (var write in writes)
        {
            var command = new NpgsqlBatchCommand(write.Sql);
            foreach (var value in write.Values) command.Parameters.Add(PostgresValues.Parameter(value));
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A statement that waits.</summary>
/// <param name="Sql">The text, with numbered parameters.</param>
/// <param name="Values">The values of its parameters, in order.</param>
/// <param name="Target">Where it is a plain insert: the table.</param>
internal readonly record struct PostgresWrite(string Sql, object?[] Values, PostgresInsertTarget? Target);
