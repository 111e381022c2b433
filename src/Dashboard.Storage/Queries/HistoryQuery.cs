using System.Runtime.CompilerServices;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The history itself, interval by interval: where every figure came from.</summary>
public sealed class HistoryQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Rows that a stream loads together.</summary>
    private const int StreamChunk = 500;

    /// <summary>
    /// A page, from 1, of the intervals that were written by <paramref name="asOf"/> and match <paramref name="filter"/>, in the
    /// order in which they were written. An interval that ended only later stands.
    /// </summary>
    public async Task<PagedList<HistoryRow>> RunAsync(
        AppFilter filter, int page, int pageSize, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        var states = Matching(context, filter, moment);
        var total = await states.CountAsync(cancellationToken);
        var rows = await Rows(context, states.OrderBy(s => s.Id).Skip(skip).Take(pageSize)).ToListAsync(cancellationToken);
        return new PagedList<HistoryRow>([.. rows.Select(r => Row(r, moment.At))], total, moment.AsOf, moment.Run);
    }

    /// <summary>All rows, one by one, without holding them.</summary>
    public async IAsyncEnumerable<HistoryRow> StreamAsync(
        AppFilter filter, DateTimeOffset? asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);

        // Rows are written in the order of their numbers and their content never changes: reading on from the last number
        // needs no transaction. What a run writes meanwhile began after the moment.
        for (long last = 0; ;)
        {
            var rows = await Rows(context, Matching(context, filter, moment).Where(s => s.Id > last).OrderBy(s => s.Id).Take(StreamChunk))
                .ToListAsync(cancellationToken);
            foreach (var row in rows) yield return Row(row, moment.At);
            if (rows.Count < StreamChunk) yield break;
            last = rows[^1].State.Id;
        }
    }

    /// <summary>Exceptions are looked at when the state ended, or at the moment where it stands: so what stands is what lists show.</summary>
    private static IQueryable<AppStateRow> Matching(DashboardDbContext context, AppFilter filter, Moment moment)
    {
        var at = moment.At;
        return context.AppStates.Where(s => s.ValidFrom <= at).Matching(filter, context, s => s.ValidTo > at ? at : s.ValidTo - 1, orIdNow: true);
    }

    private static IQueryable<Joined> Rows(DashboardDbContext context, IQueryable<AppStateRow> states) => states
        .Join(context.Apps, s => s.AppId, a => a.AppId, (state, app) => new Joined { State = state, App = app })
        .OrderBy(r => r.State.Id);

    private static HistoryRow Row(Joined row, long at) => new(
        row.App.AppId,
        row.App.Generation,
        row.State.ToState(row.App, []),
        UnixTime.From(row.State.ValidFrom),
        row.State.ValidTo > at ? null : UnixTime.From(row.State.ValidTo));

    private sealed record Joined
    {
        public required AppStateRow State { get; init; }

        public required AppEntry App { get; init; }
    }
}
