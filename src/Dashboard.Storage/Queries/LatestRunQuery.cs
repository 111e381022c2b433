using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The newest run that ended: one row by index, cheap enough to be asked all the time.</summary>
public sealed class LatestRunQuery(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The run; null where none ended. Those of the demo's past are left out: they end by the hundred.</summary>
    public async Task<EndedRun?> FindAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Runs
            .Where(r => r.Status != RunStatus.Running && r.Trigger != RunTrigger.Backfill)
            .OrderByDescending(r => r.RunTime)
            .Select(r => new EndedRun(r.Id, r.Status))
            .FirstOrDefaultAsync(cancellationToken);
    }
}
