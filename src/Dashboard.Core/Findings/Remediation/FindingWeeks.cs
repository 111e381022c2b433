using Dashboard.Core.Queries;

namespace Dashboard.Core.Findings.Remediation;

/// <summary>Arrivals and departures of findings by weeks of seven days, counted back from a moment.</summary>
public static class FindingWeeks
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>The last <paramref name="count"/> weeks before <paramref name="at"/>, oldest first, without those that ended before <paramref name="first"/>.</summary>
    public static IReadOnlyList<FindingWeek> Of(IReadOnlyCollection<ObservedFinding> findings, DateTimeOffset first, DateTimeOffset at, int count)
    {
        var weeks = new List<FindingWeek>();
        for (var back = count - 1; back >= 0; back--)
        {
            var until = at - (Week * back);
            if (until < first) continue;
            var after = until - Week;
            bool InWeek(DateTimeOffset moment) => moment > after && moment <= until;
            // Mended before it was seen, it ended when it was seen: so the columns add up.
            var ended = findings.Where(f => f.Ended is { } end && InWeek(end > f.Detected ? end : f.Detected)).ToList();
            var remediated = ended.Count(f => f.End == FindingEnd.Remediated);
            weeks.Add(new FindingWeek(
                after, until, findings.Count(f => InWeek(f.Detected)), remediated, ended.Count - remediated,
                findings.Count(f => f.Detected <= until && !(f.Ended <= until))));
        }

        return weeks;
    }
}
