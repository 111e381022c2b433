using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>When which apps matched a filter within a period, read once for all of its moments.</summary>
internal sealed class AppStays
{
    private readonly ILookup<long, (long From, long To)> _stays;

    private AppStays(ILookup<long, (long, long)> stays) => _stays = stays;

    /// <summary>From when to when an app matched; also before and after the period, where it went on.</summary>
    public IEnumerable<(long From, long To)> this[long appId] => _stays[appId];

    /// <summary>Whether an app matched at a moment of the period; after it had left, its last state speaks for it.</summary>
    public bool Match(long appId, long at)
    {
        foreach (var (from, to) in _stays[appId])
        {
            if (from <= at && at < to) return true;
        }

        return false;
    }

    /// <summary>Reads them from <paramref name="from"/> to the moment <paramref name="to"/>, both included.</summary>
    public static async Task<AppStays> ReadAsync(DashboardDbContext context, AppFilter apps, long from, Moment to, CancellationToken cancellationToken)
    {
        var last = to.At;
        var overlaid = FilterOverlay.Hangs(apps);
        var live = await (overlaid ? CoveredSpans.Others(context, from, last) : context.AppStates)
            .Where(s => s.ValidFrom <= last && s.ValidTo > from).Matching(apps, context, from)
            .Select(s => new { s.AppId, s.ValidFrom, s.ValidTo }).ToListAsync(cancellationToken);
        var covered = overlaid ? await CoveredSpans.ReadAsync(context, context.AppStates, apps, from, last, cancellationToken) : [];
        var gone = await context.LastStatesAt(to).MatchingAtLast(apps, context)
            .Select(s => new { s.AppId, ValidFrom = s.ValidTo, ValidTo = UnixTime.Open }).ToListAsync(cancellationToken);
        return new AppStays(live.Concat(gone).Concat(covered.Select(s => new { s.State.AppId, ValidFrom = s.From, ValidTo = s.To }))
            .ToLookup(s => s.AppId, s => (s.ValidFrom, s.ValidTo)));
    }
}
