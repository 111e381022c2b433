using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The values that a dimension has at a moment, most apps first.</summary>
public sealed class FilterOptionsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query; <paramref name="asOf"/> null means now.</summary>
    public Task<IReadOnlyList<FilterOption>> RunAsync(
        KpiDimension dimension, DateTimeOffset? asOf, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);
}
