using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>Asks a running run to stop; the collector sees it at its next heartbeat.</summary>
public sealed class CancelRunCommand(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>True where the run is running and was asked.</summary>
    public Task<bool> RunAsync(long runId, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString());
}
