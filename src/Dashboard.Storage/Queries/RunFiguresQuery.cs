using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Runs in a few numbers, for monitoring.</summary>
public sealed class RunFiguresQuery(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Each status that a run has, with how many have it and the newest of them.</summary>
    public async Task<IReadOnlyList<RunFigures>> RunAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var counts = await context.Runs
            .GroupBy(r => r.Status)
            .Select(g => new { Status = g.Key, Runs = g.Count(), Newest = g.Max(r => r.RunTime) })
            .ToListAsync(cancellationToken);
        var times = counts.Select(c => c.Newest).ToList();
        var newest = await context.Runs
            .Where(r => times.Contains(r.RunTime))
            .Select(r => new { r.RunTime, r.StartedAt, r.CompletedAt, r.Requests, r.ArmReads })
            .ToDictionaryAsync(r => r.RunTime, cancellationToken);
        return
        [
            .. counts.OrderBy(c => c.Status).Select(c => (c.Status, c.Runs, Newest: newest[c.Newest])).Select(c => new RunFigures(
                c.Status, c.Runs, UnixTime.From(c.Newest.RunTime), UnixTime.From(c.Newest.CompletedAt) - UnixTime.From(c.Newest.StartedAt),
                c.Newest.Requests, c.Newest.ArmReads)),
        ];
    }
}
