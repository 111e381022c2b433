using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The counts of each value of a dimension, now and at an earlier moment.</summary>
public sealed class BreakdownQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query; <paramref name="asOf"/> null means now.</summary>
    public Task<IReadOnlyList<BreakdownRow>> RunAsync(
        KpiDimension dimension, DateTimeOffset? asOf, DateTimeOffset? before, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);
}
