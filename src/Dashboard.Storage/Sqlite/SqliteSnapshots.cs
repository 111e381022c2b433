using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dashboard.Storage.Sqlite;

/// <summary>
/// Makes <see cref="IsolationLevel.Snapshot"/> mean on SQLite what it says: a deferred transaction, which reads one
/// state of the database and takes no write lock. The driver's own default begins every transaction as a writer.
/// </summary>
internal sealed class SqliteSnapshots : DbTransactionInterceptor
{
    public static SqliteSnapshots Instance { get; } = new();

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(eventData.IsolationLevel == IsolationLevel.Snapshot
            ? InterceptionResult<DbTransaction>.SuppressWithResult(((SqliteConnection)connection).BeginTransaction(deferred: true))
            : result);
}
