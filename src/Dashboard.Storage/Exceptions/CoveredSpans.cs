using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Exceptions;

/// <summary>A time within which an app had one state and the same exceptions covered it. The end is not part of it.</summary>
/// <param name="State">The state.</param>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it.</param>
/// <param name="ExceptedUntil">When the app ceases to be excepted, as far as was known then; null where it was not excepted.</param>
internal sealed record CoveredSpan(AppStateRow State, long From, long To, DateTimeOffset? ExceptedUntil);

/// <summary>
/// The states of the apps that any exception covered within a period, cut where one began or ended: of all other apps exceptions change
/// nothing in that period.
/// </summary>
internal static class CoveredSpans
{
    private const int AppsAtOnce = 500;

    /// <summary>Those of <paramref name="states"/> between two moments, both included, while they matched a filter.</summary>
    public static async Task<IReadOnlyList<CoveredSpan>> ReadAsync(
        DashboardDbContext context, IQueryable<AppStateRow> states, AppFilter filter, long from, long to, CancellationToken cancellationToken)
    {
        var covers = (await Between(context, from, to)
            .Join(context.Exceptions, c => c.ExceptionId, e => e.Id, (c, e) => new Cover(c.AppId, c.RuleId, c.ActiveFrom!.Value, c.ActiveTo!.Value, e.Id, e.Expires))
            .ToListAsync(cancellationToken)).ToLookup(c => c.AppId);
        var rest = FilterOverlay.Rest(filter);
        var spans = new List<CoveredSpan>();
        foreach (var apps in covers.Select(c => c.Key).Chunk(AppsAtOnce))
        {
            var rows = await states.AsNoTracking().Where(s => apps.Contains(s.AppId) && s.ValidFrom <= to && s.ValidTo > from)
                .Matching(rest, context, from).ToListAsync(cancellationToken);
            var results = await ResultsAsync(context, filter, rows, cancellationToken);
            foreach (var row in rows) spans.AddRange(Of(row, results.GetValueOrDefault(row.EvidenceId, ""), [.. covers[row.AppId]], filter));
        }

        return spans;
    }

    /// <summary>The states of the apps that no exception covered between two moments, both included.</summary>
    public static IQueryable<AppStateRow> Others(DashboardDbContext context, long from, long to)
    {
        var covered = Between(context, from, to).Select(c => c.AppId);
        return context.AppStates.Where(s => !covered.Contains(s.AppId));
    }

    private static IQueryable<ExceptionCoverRow> Between(DashboardDbContext context, long from, long to) =>
        context.ExceptionCovers.Where(c => c.ActiveTo > from && c.ActiveFrom <= to);

    private static async Task<Dictionary<long, string>> ResultsAsync(
        DashboardDbContext context, AppFilter filter, List<AppStateRow> rows, CancellationToken cancellationToken)
    {
        if (!FilterOverlay.NamesOptOut(filter.RuleResult)) return [];
        var ids = rows.Select(r => r.EvidenceId).Distinct().ToList();
        return await context.Evidence.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Results, cancellationToken);
    }

    // Between two beginnings or ends of what is covered, nothing changes.
    private static IEnumerable<CoveredSpan> Of(AppStateRow row, string results, List<Cover> covers, AppFilter filter)
    {
        var state = new OverlaidState(row.InScope, row.Verdict, FailedRulesText.Read(row.FailedRules), results);
        var cuts = covers.SelectMany(c => Cuts(c, filter)).Where(t => t > row.ValidFrom && t < row.ValidTo)
            .Append(row.ValidFrom).Append(row.ValidTo).Distinct().Order().ToList();
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            var covered = covers.Where(c => c.From <= from && c.To > from)
                .ToDictionary(c => c.RuleId, c => new ActiveException(c.ExceptionId, UnixTime.From(c.Expires)));
            if (FilterOverlay.Matches(filter, state, covered, UnixTime.From(from)))
                yield return new CoveredSpan(row, from, to, FilterOverlay.Until(state.InScope, state.Verdict, state.Failed, covered));
        }
    }

    private static IEnumerable<long> Cuts(Cover cover, AppFilter filter)
    {
        yield return cover.From;
        yield return cover.To;
        if (filter.ExceptionEndsWithinDays is { } days) yield return UnixTime.Of(UnixTime.From(cover.Expires).AddDays(-days));
    }

    private sealed record Cover(long AppId, string RuleId, long From, long To, long ExceptionId, long Expires);
}
