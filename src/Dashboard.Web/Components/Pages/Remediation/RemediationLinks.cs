using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Components.Pages.Remediation;

/// <summary>The findings behind each figure of the page.</summary>
/// <param name="Apps">Which apps are looked at.</param>
/// <param name="At">The moment that the figures are of.</param>
/// <param name="AsOf">The moment in the URL.</param>
public sealed record RemediationLinks(AppFilter Apps, DateTimeOffset At, DateTimeOffset? AsOf)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>The address of findings.</summary>
    public string To(FindingFilter filter, FindingSort? sort = null) => DashboardUrls.Findings(Apps, filter, sort, asOf: AsOf);

    /// <summary>The address of findings of a status.</summary>
    public string To(FindingStatus status) => To(FindingFilter.Any with { Status = [status] });

    /// <summary>Headline findings by what became of their due dates.</summary>
    public string Sla(params IReadOnlyList<SlaOutcome> outcomes) => To(FindingFilter.Any with { Headline = true, Sla = outcomes });

    /// <summary>Open headline findings older than some days and at most as old as others.</summary>
    public string Aged(int? olderThan, int? atMost) => To(FindingFilter.Any with
    {
        Status = [FindingStatus.Open],
        Headline = true,
        DetectedAfter = atMost is { } most ? At - TimeSpan.FromDays(most) - Tick : null,
        DetectedUntil = olderThan is { } least ? At - TimeSpan.FromDays(least) - Tick : null,
    });

    /// <summary>Findings with a value of a dimension.</summary>
    public string Of(FindingDimension dimension, string value, FindingFilter filter) => dimension switch
    {
        FindingDimension.Severity => To(filter with { Severity = [Enum.Parse<Severity>(value)] }),
        FindingDimension.Rule => To(filter with { Rule = [value] }),
        FindingDimension.Owner or FindingDimension.CostCentre or FindingDimension.Scenario or FindingDimension.Environment or FindingDimension.Subscription
            or FindingDimension.Sensitivity or FindingDimension.Tier or FindingDimension.Reachability =>
            DashboardUrls.Findings(FigureFilters.Of(Enum.Parse<KpiDimension>(dimension.ToString()), value, Apps), filter, asOf: AsOf),
    };
}
