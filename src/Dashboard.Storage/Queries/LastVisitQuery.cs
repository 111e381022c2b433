using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>When a reader's last visit ended. It reads the same before and after the visit under way is recorded.</summary>
public sealed class LastVisitQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    private static readonly long OverAfter = (long)LastVisit.OverAfter.TotalMilliseconds;

    /// <summary>The last visit of <paramref name="userId"/>; null where this is the first.</summary>
    public async Task<LastVisit?> RunAsync(string userId, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var row = await context.Visits.FirstOrDefaultAsync(v => v.UserId == userId, cancellationToken);
        if (row is null) return null;

        // The activity of just now may not be written yet: then the visit before is the one that the row calls the last.
        var over = UnixTime.Of(clock.GetUtcNow()) - row.LastSeen >= OverAfter;
        if ((over ? row.LastSeen : row.PreviousVisit) is not { } ended) return null;
        var known = await context.Runs.Merged()
            .Where(r => r.CompletedAt <= ended)
            .OrderByDescending(r => r.RunTime)
            .Select(r => (long?)r.RunTime)
            .FirstOrDefaultAsync(cancellationToken);
        return new LastVisit(UnixTime.From(ended), UnixTime.From(known ?? ended));
    }
}
