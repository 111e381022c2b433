using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing;

namespace Dashboard.Storage.Commands;

/// <summary>Audits what has no effect in the database besides: an export, a migration that was applied.</summary>
public sealed class RecordEventCommand(AuditedWork work)
{
    /// <summary>Appends <paramref name="draft"/> in a transaction of its own.</summary>
    public Task RunAsync(AuditDraft draft, CancellationToken cancellationToken) =>
        work.RunAsync((_, _) => Task.FromResult<AuditDraft?>(draft), cancellationToken);
}
