using System.Runtime.CompilerServices;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>A page of apps, or all of them as a stream, under a filter at a moment.</summary>
public sealed class AppListQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Rows that a stream loads together.</summary>
    private const int StreamChunk = 500;

    /// <summary>A page, from 1.</summary>
    public async Task<PagedList<AppRow>> RunAsync(
        AppFilter filter, AppSort sort, int page, int pageSize, bool withRules, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return new PagedList<AppRow>([], 0, moment.AsOf, null);

        var total = await AppTotals.CountAsync(context, filter, moment, cancellationToken);
        var ids = skip >= total
            ? []
            : await Numbers(context, filter, sort, moment).Skip(skip).Take(pageSize).ToListAsync(cancellationToken);
        var rows = await new AppRowLoader(context, moment).LoadAsync(ids, withRules, cancellationToken);
        return new PagedList<AppRow>(rows, total, moment.AsOf, moment.Run);
    }

    /// <summary>All rows with their rules, one by one, without holding them.</summary>
    /// <remarks>
    /// Only the rows' numbers are read at once. State rows never change their content, so the rest is read in small
    /// chunks without a transaction: a slow download holds nothing up, and still shows one moment.
    /// </remarks>
    public async IAsyncEnumerable<AppRow> StreamAsync(
        AppFilter filter, AppSort sort, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var (moment, ids) = await AllNumbersAsync(context, filter, sort, asOf, cancellationToken);
        var loader = new AppRowLoader(context, moment);
        foreach (var chunk in ids.Chunk(StreamChunk))
        {
            foreach (var row in await loader.LoadAsync(chunk, withRules: true, cancellationToken)) yield return row;
        }
    }

    /// <summary>How many apps of each verdict match <paramref name="filter"/>, its own verdicts left aside.</summary>
    public async Task<IReadOnlyDictionary<Verdict, int>> CountVerdictsAsync(
        AppFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        return await AppTotals.ByVerdictAsync(context, filter, moment, cancellationToken);
    }

    private async Task<(Moment Moment, List<long> Numbers)> AllNumbersAsync(
        DashboardDbContext context, AppFilter filter, AppSort sort, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        return (moment, moment.Run is null ? [] : await Numbers(context, filter, sort, moment).ToListAsync(cancellationToken));
    }

    /// <summary>The numbers of the state rows, in order: all of it is in the grid's index, so no wide row is touched.</summary>
    private static IQueryable<long> Numbers(DashboardDbContext context, AppFilter filter, AppSort sort, Moment moment) =>
        context.StatesAt(moment).Matching(filter, context).Sorted(sort, context).Select(s => s.Id);
}
