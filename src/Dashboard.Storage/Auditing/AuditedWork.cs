using Dashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing;

/// <summary>Runs a command's effect and appends its audit entry in one transaction, then anchors the entry.</summary>
public sealed class AuditedWork(IDbContextFactory<DashboardDbContext> factory, AuditAppender appender, AuditAnchor anchor)
{
    /// <summary>
    /// Runs <paramref name="effect"/>, which tells what to audit, or null where nothing was done: then nothing stands.
    /// </summary>
    /// <returns>True where something was done.</returns>
    public async Task<bool> RunAsync(
        Func<DashboardDbContext, CancellationToken, Task<AuditDraft?>> effect, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await effect(context, cancellationToken) is not { } draft) return false;
        var line = await appender.AppendAsync(context, draft, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await anchor.RecordAsync(line);
        return true;
    }
}
