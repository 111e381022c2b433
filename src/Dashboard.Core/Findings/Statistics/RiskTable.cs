namespace Dashboard.Core.Findings.Statistics;

/// <summary>What happened at one moment.</summary>
/// <param name="Time">The moment.</param>
/// <param name="AtRisk">Subjects that were still followed just before it.</param>
/// <param name="Events">Subjects with the event at it.</param>
/// <param name="Competing">Subjects with a competing end at it.</param>
/// <param name="Censored">Subjects whose observation ended at it.</param>
internal readonly record struct RiskRow(double Time, int AtRisk, int Events, int Competing, int Censored);

/// <summary>The moments of a set of follow-ups in the order of time, on which every estimator here is built.</summary>
internal static class RiskTable
{
    /// <summary>The rows of <paramref name="follows"/>, which may come in any order.</summary>
    public static List<RiskRow> Of(IReadOnlyCollection<Follow> follows)
    {
        var sorted = follows.ToArray();
        Array.Sort(sorted, static (a, b) => a.Time.CompareTo(b.Time));
        var rows = new List<RiskRow>();
        for (var i = 0; i < sorted.Length;)
        {
            var (time, atRisk) = (sorted[i].Time, sorted.Length - i);
            var (events, competing, censored) = (0, 0, 0);
            for (; i < sorted.Length && sorted[i].Time == time; i++)
            {
                if (sorted[i].End == FollowEnd.Event) events++;
                else if (sorted[i].End == FollowEnd.Competing) competing++;
                else censored++;
            }

            rows.Add(new RiskRow(time, atRisk, events, competing, censored));
        }

        return rows;
    }
}
