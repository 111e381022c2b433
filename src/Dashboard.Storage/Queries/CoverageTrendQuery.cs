using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The counts of each day of a period under a filter.</summary>
public sealed class CoverageTrendQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query over the days from <paramref name="from"/> to the moment <paramref name="to"/>.</summary>
    public Task<TrendAnswer> RunAsync(AppFilter filter, DateOnly from, DateTimeOffset to, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);
}
