using System.Runtime.CompilerServices;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Columns;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>A page of apps, or all of them as a stream, under a filter at a moment.</summary>
/// <remarks>
/// The present is answered from columns in memory, whatever the sort and nearly whatever the filter. The past is answered by the
/// database: there a list takes as long as there are apps.
/// </remarks>
public sealed class AppListQuery
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly TimeProvider _clock;
    private readonly CurrentApps _current;

    /// <summary>Made by the services of the storage.</summary>
    internal AppListQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentApps current) =>
        (_factory, _clock, _current) = (factory, clock, current);

    /// <summary>Rows that a stream loads together.</summary>
    public const int StreamChunk = 500;

    /// <summary>A page, from 1.</summary>
    public async Task<PagedList<AppRow>> RunAsync(
        AppFilter filter, AppSort sort, int page, int pageSize, bool withRules, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (moment.Run is null) return new PagedList<AppRow>([], 0, moment.AsOf, null);

        var (total, ids) = await PageAsync(context, filter, sort, moment, skip, pageSize, cancellationToken);
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
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
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
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (!IsInColumns(filter, moment)) return await AppTotals.ByVerdictAsync(context, filter, moment, cancellationToken);

        var apps = await _current.AtAsync(context, moment, AppFilters.Sought(filter.Text) is not null, cancellationToken);
        var covers = await ColumnFilter.CoversAsync(context, filter, moment, cancellationToken);
        var found = new ColumnFilter(apps, filter with { Verdict = [] }, covers, moment).Rows().CountBy(row => apps.Facts.Codes[row]);
        var verdicts = apps.Facts.Map(f => f.Verdict);
        var counts = Verdicts.InDisplayOrder.ToDictionary(v => v, _ => 0);
        foreach (var (code, count) in found) counts[verdicts[code]] += count;
        return counts;
    }

    /// <summary>How many rows there are, and the numbers of those on the page.</summary>
    private async Task<(int Total, IReadOnlyList<long> Numbers)> PageAsync(
        DashboardDbContext context, AppFilter filter, AppSort sort, Moment moment, int skip, int take, CancellationToken cancellationToken)
    {
        if (IsInColumns(filter, moment))
        {
            var apps = await _current.AtAsync(context, moment, AppFilters.Sought(filter.Text) is not null, cancellationToken);
            var covers = await ColumnFilter.CoversAsync(context, filter, moment, cancellationToken);
            var rows = new ColumnFilter(apps, filter, covers, moment).Rows();
            return (rows.Length, [.. ColumnSort.Page(apps, sort, rows, skip, take).Select(row => apps.Ids[row])]);
        }

        var total = await AppTotals.CountAsync(context, filter, moment, cancellationToken);
        if (skip >= total) return (total, []);
        return (total, await Numbers(context, filter, sort, moment).Skip(skip).Take(take).ToListAsync(cancellationToken));
    }

    private static bool IsInColumns(AppFilter filter, Moment moment) =>
        moment is { IsCurrent: true, Run: not null } && ColumnFilter.Understands(filter);

    private async Task<(Moment Moment, IReadOnlyList<long> Numbers)> AllNumbersAsync(
        DashboardDbContext context, AppFilter filter, AppSort sort, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (moment.Run is null) return (moment, []);
        if (!IsInColumns(filter, moment)) return (moment, await Numbers(context, filter, sort, moment).ToListAsync(cancellationToken));
        return (moment, (await PageAsync(context, filter, sort, moment, 0, int.MaxValue, cancellationToken)).Numbers);
    }

    /// <summary>The numbers of the state rows, in order: all of it is in the grid's index, so no wide row is touched.</summary>
    private static IQueryable<long> Numbers(DashboardDbContext context, AppFilter filter, AppSort sort, Moment moment) =>
        context.StatesAt(moment).Matching(filter, context, moment.At).Sorted(sort, context).Select(s => s.Id);
}
