using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Core.Findings.Remediation;

/// <summary>KPI 4 at a moment: how long it takes until headline findings are mended.</summary>
public sealed record TimeToRemediate
{
    /// <summary>The definition that pages, API documentation and exports show.</summary>
    public const string Definition =
        "Days from detection to remediation of headline findings (MTLS001 to MTLS005 on apps in scope) detected in the 365 days before the "
        + "moment, observed up to it. Median and 90th percentile by Kaplan and Meier: the least time by which half, or 90 %, are remediated; "
        + "findings that stand or ended otherwise count as censored. Null with a lower bound: not reached yet. 95 % band by Greenwood, log-log. "
        + "The mean is that of remediated findings alone. The shares within 30 and 90 days are by Aalen and Johansen, where other ends "
        + "compete. SLA: remediated by the due date ÷ findings whose due date or earlier end falls in those 365 days.";

    /// <summary>Findings that were detected in so many days before the moment are counted.</summary>
    public const int WindowDays = 365;

    /// <summary>How far back the findings go that are looked at.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(WindowDays);

    /// <summary>The median in days; null where it was not reached.</summary>
    public required Quantile Median { get; init; }

    /// <summary>The 90th percentile in days; null where it was not reached.</summary>
    public required Quantile P90 { get; init; }

    /// <summary>The mean of those that were remediated, in days; null where none was.</summary>
    public double? MeanDays { get; init; }

    /// <summary>Findings that were remediated.</summary>
    public int Remediated { get; init; }

    /// <summary>Findings that ended otherwise.</summary>
    public int EndedOtherwise { get; init; }

    /// <summary>Findings that stand.</summary>
    public int Open { get; init; }

    /// <summary>The share remediated within 30 days, 0 to 1; null where nobody was followed for so long.</summary>
    public double? Within30Days { get; init; }

    /// <summary>The share remediated within 90 days.</summary>
    public double? Within90Days { get; init; }

    /// <summary>Due dates kept.</summary>
    public SlaCounts Sla { get; init; }

    /// <summary>Ages of all headline findings that stand, also of those detected earlier.</summary>
    public OpenAges Ages { get; init; }

    /// <summary>The share that stands, by days since detection.</summary>
    public required SurvivalCurve Curve { get; init; }

    /// <summary>The figures of headline findings that were known at <paramref name="at"/>.</summary>
    public static TimeToRemediate Of(IReadOnlyCollection<ObservedFinding> findings, DateTimeOffset at)
    {
        var from = at - Window;
        var follows = new List<Follow>(findings.Count);
        var (remediated, otherwise, days) = (0, 0, 0.0);
        foreach (var finding in findings)
        {
            if (finding.Detected <= from) continue;
            var follow = new Follow(finding.Age(at).TotalDays, EndOf(finding.End));
            follows.Add(follow);
            if (follow.End == FollowEnd.Competing) otherwise++;
            if (follow.End != FollowEnd.Event) continue;
            remediated++;
            days += follow.Time;
        }

        var (curve, incidence) = (KaplanMeier.Of(follows), AalenJohansen.Of(follows));
        return new TimeToRemediate
        {
            Median = curve.Quantile(0.5),
            P90 = curve.Quantile(0.9),
            MeanDays = remediated == 0 ? null : days / remediated,
            Remediated = remediated,
            EndedOtherwise = otherwise,
            Open = follows.Count - remediated - otherwise,
            Within30Days = incidence.EventShareAt(30),
            Within90Days = incidence.EventShareAt(90),
            Sla = SlaCounts.Of(findings, from, at),
            Ages = OpenAges.Of(findings, at),
            Curve = curve,
        };
    }

    // All but a remediation end the observation, and compete with it.
    private static FollowEnd EndOf(FindingEnd? end) =>
        end is null ? FollowEnd.Censored : end == FindingEnd.Remediated ? FollowEnd.Event : FollowEnd.Competing;
}
