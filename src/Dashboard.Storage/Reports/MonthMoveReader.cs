using Dashboard.Core.Posture;
using Dashboard.Core.Reports;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Costs;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>How apps stand at a month's end against the end of the month before. The work grows with the apps that changed in it.</summary>
internal static class MonthMoveReader
{
    /// <summary>Reads them in the current transaction.</summary>
    /// <param name="context">The database.</param>
    /// <param name="span">The month.</param>
    /// <param name="end">Its last moment.</param>
    /// <param name="hadBefore">False where no run had been merged by the end of the month before: then nothing can be compared.</param>
    /// <param name="costs">What apps cost in the month.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<MonthMoves> ReadAsync(
        DashboardDbContext context, MonthSpan span, Moment end, bool hadBefore, AppCosts costs, CancellationToken cancellationToken)
    {
        var changes = hadBefore ? await ChangesAsync(context, span, cancellationToken) : [];
        var moved = changes.Where(c => c.After.InScope == true).ToList();
        var better = moved.Where(c => c.Direction > 0).ToList();
        var worse = moved.Where(c => c.Direction < 0).ToList();
        var named = (Better: Named(better), Worse: Named(worse));
        var apps = named.Better.Concat(named.Worse).Select(c => c.AppId).ToList();
        var ids = await IdsAsync(context, apps, end, cancellationToken);
        var money = await costs.OfAsync(apps, cancellationToken);
        return new MonthMoves
        {
            Better = better.Count,
            Worse = worse.Count,
            Came = hadBefore ? await CameAsync(context, span, cancellationToken) : 0,
            Went = hadBefore ? await WentAsync(context, span, cancellationToken) : 0,
            EnteredScope = changes.Count(c => c.After.InScope == true && c.Before.InScope != true),
            LeftScope = changes.Count(c => c.After.InScope != true && c.Before.InScope == true),
            BetterApps = Rows(named.Better),
            WorseApps = Rows(named.Worse),
        };

        List<MovedApp> Rows(List<Change> of) => of.ConvertAll(c => new MovedApp(
            ids[c.AppId].ResourceId, ids[c.AppId].Name, c.After.Owner, c.Before.Verdict, c.After.Verdict,
            money.TryGetValue(c.AppId, out var cost) ? new MovedAppCost(cost.Currency, cost.Minor) : null));
    }

    // The farthest first, then by number: the list is cut, and must be cut alike for ever.
    private static List<Change> Named(List<Change> changes) =>
        [.. changes.OrderByDescending(c => Math.Abs(c.Direction)).ThenBy(c => c.AppId).Take(MonthMoves.Most)];

    private static async Task<List<Change>> ChangesAsync(DashboardDbContext context, MonthSpan span, CancellationToken cancellationToken)
    {
        var (before, at) = (span.Before, span.At);
        var rows =
            from now in context.AppStates
            where now.ValidFrom > before && now.ValidFrom <= at && now.ValidTo > at
            join then in context.AppStates on now.AppId equals then.AppId
            where then.ValidFrom <= before && then.ValidTo > before
                && (then.Verdict != now.Verdict || then.InScope != now.InScope)
            select new Change(
                now.AppId, new Side(then.Verdict, then.InScope, null), new Side(now.Verdict, now.InScope, now.Owner));
        return await rows.ToListAsync(cancellationToken);
    }

    private static Task<int> CameAsync(DashboardDbContext context, MonthSpan span, CancellationToken cancellationToken)
    {
        var (before, at) = (span.Before, span.At);
        return context.Apps.CountAsync(a => a.FirstSeen > before && a.FirstSeen <= at && (a.DecommissionedAt == null || a.DecommissionedAt > at), cancellationToken);
    }

    private static Task<int> WentAsync(DashboardDbContext context, MonthSpan span, CancellationToken cancellationToken)
    {
        var (before, at) = (span.Before, span.At);
        return context.Apps.CountAsync(a => a.FirstSeen <= before && a.DecommissionedAt > before && a.DecommissionedAt <= at, cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<long, AppEntry>> IdsAsync(
        DashboardDbContext context, List<long> apps, Moment end, CancellationToken cancellationToken) =>
        await context.NamedAsAtAsync(await context.Apps.Where(a => apps.Contains(a.AppId)).ToListAsync(cancellationToken), end, cancellationToken);

    private sealed record Side(Verdict Verdict, bool? InScope, string? Owner);

    private sealed record Change(long AppId, Side Before, Side After)
    {
        /// <summary>Above 0 where it got better, below where worse, by the published order.</summary>
        public int Direction => Verdicts.Rank(After.Verdict) - Verdicts.Rank(Before.Verdict);
    }
}
