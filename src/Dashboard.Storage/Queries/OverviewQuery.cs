using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The counts of the Overview under a filter, at a moment. Null before the first merged run.</summary>
public sealed class OverviewQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query; <paramref name="asOf"/> null means now.</summary>
    public Task<OverviewAnswer?> RunAsync(AppFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);
}
