using System.Runtime.CompilerServices;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Exceptions;

/// <summary>
/// The register: exceptions under a filter, as they were known at a moment. Where each stands is computed for that moment, whether or
/// not anything ran since it changed. The work grows with exceptions and what they cover, not with the estate.
/// </summary>
public sealed class ExceptionListQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, ExceptionLimits limits)
{
    /// <summary>Rows that a stream loads together.</summary>
    private const int StreamChunk = 100;

    /// <summary>A page, from 1.</summary>
    public async Task<PagedList<ExceptionItem>> RunAsync(
        AppFilter apps, ExceptionFilter filter, ExceptionSort sort, int page, int pageSize, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var exceptions = await ChosenAsync(context, apps, filter, moment, cancellationToken);
        var total = await exceptions.CountAsync(cancellationToken);
        var ids = skip >= total ? [] : await Sorted(exceptions, sort).Select(e => e.Id).Skip(skip).Take(pageSize).ToListAsync(cancellationToken);
        var items = await new ExceptionItemLoader(context, moment, limits).LoadAsync(ids, cancellationToken);
        return new PagedList<ExceptionItem>(items, total, moment.AsOf, moment.Run);
    }

    /// <summary>All rows, one by one; they describe the moment at which the stream began.</summary>
    public async IAsyncEnumerable<ExceptionItem> StreamAsync(
        AppFilter apps, ExceptionFilter filter, ExceptionSort sort, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var ids = await Sorted(await ChosenAsync(context, apps, filter, moment, cancellationToken), sort).Select(e => e.Id).ToListAsync(cancellationToken);
        var loader = new ExceptionItemLoader(context, moment, limits);
        foreach (var chunk in ids.Chunk(StreamChunk))
        {
            foreach (var item in await loader.LoadAsync(chunk, cancellationToken)) yield return item;
        }
    }

    /// <summary>How many stand where under the filter, whatever status that names.</summary>
    public async Task<ExceptionTotals> CountAsync(AppFilter apps, ExceptionFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var exceptions = await ChosenAsync(context, apps, filter with { Status = [], Expiring = null }, moment, cancellationToken);
        var until = ExceptionSets.Until(moment, limits.Warning);
        var counts = await exceptions.GroupBy(e => e.Status)
            .Select(g => new { Status = g.Key, All = g.Count(), Soon = g.Count(e => e.Expires <= until) }).ToListAsync(cancellationToken);
        return new ExceptionTotals(
            Enum.GetValues<ExceptionStatus>().ToDictionary(s => s, s => counts.Find(c => c.Status == s)?.All ?? 0),
            counts.Find(c => c.Status == ExceptionStatus.Approved)?.Soon ?? 0, moment.AsOf);
    }

    private async Task<IQueryable<ExceptionAt>> ChosenAsync(
        DashboardDbContext context, AppFilter apps, ExceptionFilter filter, Moment moment, CancellationToken cancellationToken)
    {
        List<long>? chosen = null;
        foreach (var id in filter.App)
        {
            chosen ??= [];
            if (await context.FindBearerAsync(id, moment, cancellationToken) is { } app) chosen.Add(app.AppId);
        }

        return context.ExceptionsAt(moment.At).Matching(context, apps, filter, chosen, moment, limits.Warning);
    }

    private static IQueryable<ExceptionAt> Sorted(IQueryable<ExceptionAt> exceptions, ExceptionSort sort) => (sort.Column, sort.Descending) switch
    {
        (ExceptionSortColumn.Requested, false) => exceptions.OrderBy(e => e.RequestedAt).ThenBy(e => e.Id),
        (ExceptionSortColumn.Requested, true) => exceptions.OrderByDescending(e => e.RequestedAt).ThenByDescending(e => e.Id),
        (ExceptionSortColumn.Expires, false) => exceptions.OrderBy(e => e.Expires).ThenBy(e => e.Id),
        (ExceptionSortColumn.Expires, true) => exceptions.OrderByDescending(e => e.Expires).ThenByDescending(e => e.Id),
    };
}
