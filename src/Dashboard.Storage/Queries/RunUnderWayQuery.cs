using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Merging;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The run that counts as running, in whatever process, and until when its collector counts as alive.</summary>
public sealed class RunUnderWayQuery(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>More lost runs in a row than this need not be counted.</summary>
    private const int MostLost = 10;

    /// <summary>The run; null where none is under way.</summary>
    public async Task<RunUnderWay?> FindAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var found = await context.Leases
            .Join(context.Runs.Where(r => r.Status == RunStatus.Running), l => l.RunId, r => (long?)r.Id, (lease, run) => new { lease.ExpiresAt, Run = run })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new RunUnderWay(
                RunQuery.Row(found.Run), UnixTime.From(found.ExpiresAt), found.Run.CancelRequested,
                await LostBeforeAsync(context, found.Run, cancellationToken), await UsualAsync(context, cancellationToken));
    }

    private static async Task<int> LostBeforeAsync(DashboardDbContext context, RunEntry run, CancellationToken cancellationToken)
    {
        var before = await context.Runs.Where(r => r.RunTime < run.RunTime)
            .OrderByDescending(r => r.RunTime)
            .Take(MostLost)
            .Select(r => r.Status == RunStatus.Failed && r.Reason == RunLeases.Expired)
            .ToListAsync(cancellationToken);
        return before.TakeWhile(lost => lost).Count();
    }

    private static async Task<UsualRun?> UsualAsync(DashboardDbContext context, CancellationToken cancellationToken)
    {
        var last = await context.Runs
            .Where(r => r.Status == RunStatus.Succeeded && r.Trigger != RunTrigger.Backfill && r.CompletedAt != null)
            .OrderByDescending(r => r.RunTime)
            .Select(r => new { r.Id, r.StartedAt, r.CompletedAt })
            .FirstOrDefaultAsync(cancellationToken);
        return last is null ? null : new UsualRun(last.Id, TimeSpan.FromMilliseconds(last.CompletedAt!.Value - last.StartedAt));
    }
}
