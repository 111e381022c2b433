using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>One app with its rules and history. Null where no such app was ever seen.</summary>
public sealed class AppDetailQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query; ids compare without regard to case.</summary>
    public Task<AppDetail?> RunAsync(string resourceId, DateTimeOffset? asOf, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);
}
