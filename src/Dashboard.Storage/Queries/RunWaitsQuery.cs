using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>How long the last merged runs waited for quota.</summary>
public sealed class RunWaitsQuery(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>A report can be long: no more of them are read than tell whether waiting is the rule.</summary>
    private const int Runs = 5;

    /// <summary>The runs, newest first.</summary>
    public async Task<IReadOnlyList<RunWaits>> RunAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var runs = await context.Runs.Merged().Where(r => r.Report != null)
            .OrderByDescending(r => r.RunTime)
            .Take(Runs)
            .Select(r => new { r.Id, r.Report })
            .ToListAsync(cancellationToken);
        return [.. runs.Select(r => new RunWaits(r.Id, StoredJson.ReadReport(r.Report!).WaitedMilliseconds()))];
    }
}
