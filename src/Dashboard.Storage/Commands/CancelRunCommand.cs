using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Runs;
using Dashboard.Storage.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>Asks a running run to stop; the collector sees it at its next heartbeat.</summary>
public sealed class CancelRunCommand(AuditedWork work)
{
    /// <summary>True where the run is running and was asked by this call; the audit trail says by whom.</summary>
    public Task<bool> RunAsync(long runId, AuditActor actor, CancellationToken cancellationToken) => work.RunAsync(
        async (context, token) =>
        {
            var asked = await context.Runs
                .Where(r => r.Id == runId && r.Status == RunStatus.Running)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.CancelRequested, true), token);
            var subject = new AuditSubject(AuditSubjects.Run, runId.ToString(CultureInfo.InvariantCulture));
            return asked == 1 ? new AuditDraft(actor, AuditActions.RunCancelled, subject, []) : null;
        },
        cancellationToken);
}
