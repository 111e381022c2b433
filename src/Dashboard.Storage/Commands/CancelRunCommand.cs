using Dashboard.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>Asks a running run to stop; the collector sees it at its next heartbeat.</summary>
public sealed class CancelRunCommand(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>True where the run is running and was asked.</summary>
    public async Task<bool> RunAsync(long runId, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var asked = await context.Runs
            .Where(r => r.Id == runId && r.Status == RunStatus.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.CancelRequested, true), cancellationToken);
        return asked == 1;
    }
}
