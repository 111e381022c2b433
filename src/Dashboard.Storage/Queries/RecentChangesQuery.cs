using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Changes of verdict and first sightings in a period, newest first.</summary>
public sealed class RecentChangesQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query over <c>(since, until]</c>.</summary>
    public Task<IReadOnlyList<StateChange>> RunAsync(
        DateTimeOffset since, DateTimeOffset until, int take, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);
}
