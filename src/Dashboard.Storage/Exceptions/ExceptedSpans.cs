using Dashboard.Core.Exceptions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;

namespace Dashboard.Storage.Exceptions;

/// <summary>
/// Which apps were excepted when. Computed from what active exceptions cover and from the states of those apps alone: the work is in
/// proportion to the exceptions that were active, not to the estate, and nothing of it is stored, since expiry waits for no run.
/// </summary>
internal static class ExceptedSpans
{
    /// <summary>Those between two moments, both included, of apps that match a filter in the state that they had then.</summary>
    public static async Task<IReadOnlyList<CoveredSpan>> ReadAsync(
        DashboardDbContext context, AppFilter filter, long from, long to, CancellationToken cancellationToken)
    {
        var verdicts = ExceptedApp.Verdicts;
        var states = context.AppStates.Where(s => s.InScope == true && verdicts.Contains(s.Verdict));
        return [.. (await CoveredSpans.ReadAsync(context, states, filter, from, to, cancellationToken)).Where(s => s.ExceptedUntil is not null)];
    }

    /// <summary>How many apps of <paramref name="spans"/> were excepted at each of <paramref name="moments"/>, which ascend.</summary>
    public static ExceptedCounts[] CountAt(IEnumerable<CoveredSpan> spans, IReadOnlyList<long> moments)
    {
        var counts = new ExceptedCounts[moments.Count];
        foreach (var span in spans)
        {
            for (var i = FirstFrom(moments, span.From); i < moments.Count && moments[i] < span.To; i++) counts[i] = counts[i].Plus(span.State.Verdict, span.State.Stopped);
        }

        return counts;
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
