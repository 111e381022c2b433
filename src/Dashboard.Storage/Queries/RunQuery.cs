using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Runs: the list, one with all its detail, and the newest.</summary>
public sealed class RunQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>A page from 1, newest first.</summary>
    public Task<PagedList<RunRow>> ListAsync(int page, int pageSize, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);

    /// <summary>One run with sources, scopes and warnings; null where there is none.</summary>
    public Task<RunRow?> FindAsync(long id, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);

    /// <summary>The newest run, whatever its status; null before the first.</summary>
    public Task<RunRow?> NewestAsync(CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);

    /// <summary>The run whose figures stand at a moment; null before the first merged run.</summary>
    public Task<RunRef?> StandingAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);
}
