using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Kit;

/// <summary>The filters whose rows are what each figure of findings counts, as <see cref="FigureFilters"/> has them of apps.</summary>
public static class FindingFigures
{
    /// <summary>Findings that stand.</summary>
    public static FindingFilter Open { get; } = FindingFilter.Any with { Status = [FindingStatus.Open] };

    /// <summary>Those of them whose due date is past.</summary>
    public static FindingFilter Overdue { get; } = FindingFilter.Any with { Status = [FindingStatus.Overdue] };

    /// <summary>Those of them that an exception covers.</summary>
    public static FindingFilter Excepted { get; } = Open with { Excepted = true };

    /// <summary>What the time to remediate counts.</summary>
    public static FindingFilter Counted { get; } =
        FindingFilter.Any with { Headline = true, DetectedWithinDays = TimeToRemediate.WindowDays };

    /// <summary>Those of them that were mended.</summary>
    public static FindingFilter CountedRemediated { get; } = Counted with { End = [FindingEnd.Remediated] };

    /// <summary>Those of them that stand.</summary>
    public static FindingFilter CountedOpen { get; } = Counted with { Status = [FindingStatus.Open] };

    /// <summary>Those of them that ended without anybody mending them.</summary>
    public static FindingFilter CountedOtherwise { get; } =
        Counted with { End = [.. Enum.GetValues<FindingEnd>().Where(e => e != FindingEnd.Remediated)] };

    /// <summary>All findings of the app that bears an id.</summary>
    public static FindingFilter OfApp(string resourceId) => FindingFilter.Any with { App = [resourceId] };
}
