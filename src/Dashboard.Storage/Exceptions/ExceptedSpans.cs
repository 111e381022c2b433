using Dashboard.Core.Exceptions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Exceptions;

/// <summary>A time during which an app counted as excepted, in one of its states. The end is not part of it.</summary>
internal readonly record struct ExceptedSpan(AppStateRow State, long From, long To);

/// <summary>
/// Which apps were excepted when. Computed from what active exceptions cover and from the states of those apps alone: the work is in
/// proportion to the exceptions that were active, not to the estate, and nothing of it is stored, since expiry waits for no run.
/// </summary>
internal static class ExceptedSpans
{
    private const int AppsAtOnce = 500;

    /// <summary>Those between two moments, both included, of apps that match a filter in the state that they had then.</summary>
    public static async Task<IReadOnlyList<ExceptedSpan>> ReadAsync(
        DashboardDbContext context, AppFilter filter, long from, long to, CancellationToken cancellationToken)
    {
        var covers = (await context.ExceptionCovers.AsNoTracking()
            .Where(c => c.ActiveTo > from && c.ActiveFrom <= to).ToListAsync(cancellationToken)).ToLookup(c => c.AppId);
        var spans = new List<ExceptedSpan>();
        foreach (var apps in covers.Select(c => c.Key).Chunk(AppsAtOnce))
        {
            var states = await context.AppStates.AsNoTracking()
                .Where(s => apps.Contains(s.AppId) && s.ValidFrom <= to && s.ValidTo > from && s.InScope == true)
                .Where(s => s.Verdict == Verdict.Gaps || s.Verdict == Verdict.NotEnforced || s.Verdict == Verdict.Unsupported)
                .Matching(filter, context).ToListAsync(cancellationToken);
            foreach (var state in states) spans.AddRange(Of(state, [.. covers[state.AppId]]));
        }

        return spans;
    }

    /// <summary>How many apps of <paramref name="spans"/> were excepted at each of <paramref name="moments"/>, which ascend.</summary>
    public static ExceptedCounts[] CountAt(IEnumerable<ExceptedSpan> spans, IReadOnlyList<long> moments)
    {
        var counts = new ExceptedCounts[moments.Count];
        foreach (var span in spans)
        {
            for (var i = FirstFrom(moments, span.From); i < moments.Count && moments[i] < span.To; i++) counts[i] = counts[i].Plus(span.State.Verdict, span.State.Stopped);
        }

        return counts;
    }

    // Between two beginnings or ends of what is covered, nothing changes.
    private static IEnumerable<ExceptedSpan> Of(AppStateRow state, List<ExceptionCoverRow> covers)
    {
        var cuts = covers.SelectMany(c => new[] { c.ActiveFrom!.Value, c.ActiveTo!.Value }).Where(t => t > state.ValidFrom && t < state.ValidTo)
            .Append(state.ValidFrom).Append(state.ValidTo).Distinct().Order().ToList();
        var failed = FailedRulesText.Read(state.FailedRules);
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            var covered = covers.Where(c => c.ActiveFrom <= from && c.ActiveTo > from).Select(c => c.RuleId).ToList();
            if (ExceptedApp.Is(state.InScope, state.Verdict, failed, covered)) yield return new ExceptedSpan(state, from, to);
        }
    }

    private static int FirstFrom(IReadOnlyList<long> moments, long from)
    {
        var (low, high) = (0, moments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (moments[middle] < from) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
