using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>A page of apps, or all of them as a stream, under a filter at a moment.</summary>
public sealed class AppListQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>A page, from 1.</summary>
    public Task<PagedList<AppRow>> RunAsync(
        AppFilter filter, AppSort sort, int page, int pageSize, bool withRules, DateTimeOffset? asOf, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);

    /// <summary>All rows with their rules, one by one, without holding them.</summary>
    public IAsyncEnumerable<AppRow> StreamAsync(
        AppFilter filter, AppSort sort, DateTimeOffset? asOf, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);

    /// <summary>How many apps of each verdict match <paramref name="filter"/>, its own verdicts left aside.</summary>
    public Task<IReadOnlyDictionary<Verdict, int>> CountVerdictsAsync(
        AppFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken) => throw new NotImplementedException(factory.ToString() + clock);
}
