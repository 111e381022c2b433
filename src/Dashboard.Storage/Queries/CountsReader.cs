using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Reads how counts moved under any filter: from stored KPI rows where they answer it, else by a sweep of the history.</summary>
internal static class CountsReader
{
    /// <summary>The counts from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static Task<CountsTimeline> ReadAsync(
        DashboardDbContext context, AppFilter filter, long from, long to, CancellationToken cancellationToken) =>
        KpiSelection.Of(filter) is { } selection
            ? ReadKpisAsync(context, selection, from, to, cancellationToken)
            : SweepAsync(context, filter, from, to, cancellationToken);

    /// <summary>The counts at one moment.</summary>
    public static async Task<PostureCounts> AtAsync(
        DashboardDbContext context, AppFilter filter, Moment moment, CancellationToken cancellationToken) =>
        KpiSelection.Of(filter) is null && (moment.IsCurrent || FilterOverlay.Hangs(filter))
            ? await CountAsync(context.StatesAt(moment).Matching(filter, context, moment.At), cancellationToken)
            : (await ReadAsync(context, filter, moment.At, moment.At, cancellationToken)).Opening;

    private static async Task<CountsTimeline> ReadKpisAsync(
        DashboardDbContext context, KpiSelection selection, long from, long to, CancellationToken cancellationToken)
    {
        PostureCounts opening = default;
        var changes = new List<CountsChange>();
        foreach (var value in selection.Values)
        {
            await foreach (var row in Kpis(context, selection.Dimension, value, from, to).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (row.ValidTo <= from) continue;
                if (row.ValidFrom <= from) opening += row.Counts;
                else changes.Add(new CountsChange(row.ValidFrom, row.Counts));
                if (row.ValidTo <= to) changes.Add(new CountsChange(row.ValidTo, row.Counts * -1));
            }
        }

        return new CountsTimeline(opening, changes);
    }

    /// <summary>
    /// One value's rows, in the order of the primary key: asked for without an order, or for several values at once, SQLite
    /// takes the index over the rows' ends and reads those of every value. At one moment only the newest row can stand.
    /// </summary>
    private static IQueryable<KpiIntervalRow> Kpis(DashboardDbContext context, KpiDimension dimension, string value, long from, long to)
    {
        var rows = context.KpiIntervals.Where(k => k.Dimension == dimension && k.Value == value && k.ValidFrom <= to);
        return from == to
            ? rows.OrderByDescending(k => k.ValidFrom).Take(1)
            : rows.Where(k => k.ValidTo > from).OrderBy(k => k.ValidFrom);
    }

    /// <summary>
    /// Starts from what stands now, which an index answers, and undoes what began or ended since <paramref name="from"/>:
    /// the work is in proportion to what changed, not to the length of the history. Where exceptions decide what matches, the apps that
    /// any covered in the period are counted apart, piece by piece: no other app matches more or less because of one.
    /// </summary>
    internal static async Task<CountsTimeline> SweepAsync(
        DashboardDbContext context, AppFilter filter, long from, long to, CancellationToken cancellationToken)
    {
        if (!FilterOverlay.Hangs(filter)) return await SweepAsync(context, context.AppStates, filter, from, to, cancellationToken);
        var others = await SweepAsync(context, CoveredSpans.Others(context, from, to), filter, from, to, cancellationToken);
        var spans = await CoveredSpans.ReadAsync(context, context.AppStates, filter, from, to, cancellationToken);
        var opening = spans.Where(s => s.From <= from && s.To > from).Aggregate(others.Opening, (counts, s) => counts + CountsOf(s, 1));
        var began = spans.Where(s => s.From > from && s.From <= to).Select(s => new CountsChange(s.From, CountsOf(s, 1)));
        var ended = spans.Where(s => s.To > from && s.To <= to).Select(s => new CountsChange(s.To, CountsOf(s, -1)));
        return new CountsTimeline(opening, [.. others.Changes, .. began, .. ended]);
    }

    private static PostureCounts CountsOf(CoveredSpan span, int apps)
    {
        var s = span.State;
        return new StateClass(s.Verdict, s.InScope, s.Stopped, s.Stale, s.OptedOut, s.Reachability).Counts(apps);
    }

    private static async Task<CountsTimeline> SweepAsync(
        DashboardDbContext context, IQueryable<AppStateRow> states, AppFilter filter, long from, long to, CancellationToken cancellationToken)
    {
        var began = await MovesAsync(
            states.Where(s => s.ValidFrom > from).Matching(filter, context, from).GroupBy(s => new Move
            {
                At = s.ValidFrom,
                Verdict = s.Verdict,
                InScope = s.InScope,
                Stopped = s.Stopped,
                Stale = s.Stale,
                OptedOut = s.OptedOut,
                Reachability = s.Reachability,
            }),
            1,
            cancellationToken);
        var ended = await MovesAsync(
            states.Where(s => s.ValidTo < UnixTime.Open && s.ValidTo > from).Matching(filter, context, from).GroupBy(s => new Move
            {
                At = s.ValidTo,
                Verdict = s.Verdict,
                InScope = s.InScope,
                Stopped = s.Stopped,
                Stale = s.Stale,
                OptedOut = s.OptedOut,
                Reachability = s.Reachability,
            }),
            -1,
            cancellationToken);

        var changes = began.Concat(ended).ToList();
        var now = await CountAsync(states.Where(s => s.ValidTo == UnixTime.Open).Matching(filter, context, from), cancellationToken);
        var opening = changes.Aggregate(now, (counts, change) => counts - change.Difference);
        return new CountsTimeline(opening, [.. changes.Where(c => c.At <= to)]);
    }

    private static async Task<PostureCounts> CountAsync(IQueryable<AppStateRow> states, CancellationToken cancellationToken)
    {
        var open = await MovesAsync(
            states.GroupBy(s => new Move
            {
                At = 0,
                Verdict = s.Verdict,
                InScope = s.InScope,
                Stopped = s.Stopped,
                Stale = s.Stale,
                OptedOut = s.OptedOut,
                Reachability = s.Reachability,
            }),
            1,
            cancellationToken);
        return open.Aggregate(default(PostureCounts), (counts, change) => counts + change.Difference);
    }

    private static async Task<List<CountsChange>> MovesAsync(
        IQueryable<IGrouping<Move, AppStateRow>> groups, int sign, CancellationToken cancellationToken)
    {
        var rows = await groups.Select(g => new { g.Key, Apps = g.Count() }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new CountsChange(r.Key.At, r.Key.Class.Counts(sign * r.Apps)))];
    }

    /// <summary>A moment, and a class of apps that began or ended then.</summary>
    private sealed record Move
    {
        public required long At { get; init; }

        public required Core.Posture.Verdict Verdict { get; init; }

        public required bool? InScope { get; init; }

        public required bool Stopped { get; init; }

        public required bool Stale { get; init; }

        public required bool OptedOut { get; init; }

        public required Core.Posture.Reachability Reachability { get; init; }

        public StateClass Class => new(Verdict, InScope, Stopped, Stale, OptedOut, Reachability);
    }
}
