using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dashboard.Storage.PostgreSql;

/// <summary>Before a commit, what is queued goes out: it belongs to the transaction.</summary>
internal sealed class PostgresCommits : DbTransactionInterceptor
{
    public static PostgresCommits Instance { get; } = new();

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PostgresDashboardDbContext postgres) await postgres.FlushAsync(cancellationToken);
        return result;
    }

    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        throw new InvalidOperationException("A transaction is committed with CommitAsync: what is queued in it is sent first.");
}
