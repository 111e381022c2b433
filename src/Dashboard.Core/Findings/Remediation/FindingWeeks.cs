using Dashboard.Core.Queries;

namespace Dashboard.Core.Findings.Remediation;

/// <summary>Arrivals and departures of findings by weeks of seven days, counted back from a moment.</summary>
public static class FindingWeeks
{
    /// <summary>The definition that API documentation and exports show.</summary>
    public const string Definition =
        "Findings of all rules by weeks of seven days, counted back from the moment. Departures are at their end, exact where Azure has a "
        + "record; a finding that was mended before it was seen leaves when it was seen. So what is open at a week's end is what was open at "
        + "the end of the one before, plus detected, less remediated, less ended otherwise.";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>The last <paramref name="count"/> weeks before <paramref name="at"/>, oldest first, without those that ended before <paramref name="first"/>.</summary>
    public static IReadOnlyList<FindingWeek> Of(IEnumerable<ObservedFinding> findings, DateTimeOffset first, DateTimeOffset at, int count)
    {
        // One more in front: whatever came and went before the first week, which only its balance is needed of.
        var weeks = new Tally[count + 1];
        foreach (var finding in findings)
        {
            if (Index(finding.Detected) is { } came) weeks[came].Detected++;
            if (finding.Ended is not { } ended) continue;
            // Mended before it was seen, it ended when it was seen: so the columns add up.
            if (Index(ended > finding.Detected ? ended : finding.Detected) is { } went) weeks[went].Add(finding.End!.Value);
        }

        var (rows, open) = (new List<FindingWeek>(), weeks[0].Net);
        for (var i = 1; i <= count; i++)
        {
            var (week, until) = (weeks[i], at - (Week * (count - i)));
            open += week.Net;
            if (until >= first) rows.Add(new(until - Week, until, week.Detected, week.Remediated, week.EndedOtherwise, open) { Otherwise = week.Otherwise });
        }

        return rows;

        // Null for what lies after the moment: Azure's clock may be ahead of ours.
        int? Index(DateTimeOffset moment) => moment > at ? null : (int)Math.Max(0, count - ((at - moment).Ticks / Week.Ticks));
    }

    private struct Tally
    {
        public int Detected;
        public int Remediated;
        public int EndedOtherwise;
        public OtherEnds Otherwise;

        public readonly int Net => Detected - Remediated - EndedOtherwise;

        public void Add(FindingEnd end)
        {
            if (end == FindingEnd.Remediated) Remediated++;
            else EndedOtherwise++;
            Otherwise = Otherwise.With(end);
        }
    }
}
