using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>The figures of the Overview. What this version does not measure yet is null or empty: null means unknown.</summary>
internal sealed record OverviewResponse(
    DateTimeOffset AsOf,
    RunRefResponse? Run,
    AppCountsResponse Apps,
    CoverageResponse Coverage,
    FindingsResponse Findings,
    TimeToRemediateResponse TimeToRemediate,
    RenewalLeadTimeResponse RenewalLeadTime,
    ConnectionFailuresResponse ConnectionFailures,
    IReadOnlyList<CostResponse> Cost,
    IReadOnlyList<ExposureResponse> Exposure,
    PublicCoverageResponse PublicCoverage)
{
    /// <summary>The response of <paramref name="answer"/>; before the first run every count is 0 and the run null.</summary>
    public static OverviewResponse Of(
        OverviewAnswer? answer, RemediationFigures? remediation, IReadOnlyList<CostResponse> cost, DateTimeOffset asOf, decimal targetPercent)
    {
        var counts = answer?.Counts ?? default;
        return new OverviewResponse(
            answer?.AsOf ?? asOf, RunRefResponse.Of(answer?.Run), AppCountsResponse.Of(counts, answer?.Excepted ?? default),
            CoverageResponse.Of(counts, targetPercent, answer?.Excepted ?? default), FindingsResponse.Of(remediation?.Counts),
            TimeToRemediateResponse.Of(remediation?.TimeToRemediate),
            new(null, null, null, null, null), new(null, null), cost, [], PublicCoverageResponse.Of(counts));
    }
}

/// <summary>How many apps there are. The six verdicts partition <c>total</c>; the others overlap.</summary>
internal sealed record AppCountsResponse(
    int Total, int InScope, int Unclassified, int Stopped, int Stale, int Excepted, int OptedOut,
    int Enforced, int Gaps, int NotEnforced, int Unsupported, int NotApplicable, int Unknown)
{
    /// <summary>The counts.</summary>
    public static AppCountsResponse Of(PostureCounts c, ExceptedCounts excepted) => new(
        c.Total, c.InScope, c.Unclassified, c.Stopped, c.Stale, excepted.Total + excepted.Stopped, c.OptedOut,
        c.Enforced, c.Gaps, c.NotEnforced, c.Unsupported, c.NotApplicable, c.Unknown);
}

/// <summary>KPI 1. Percentages are floored to one decimal; null where there is no denominator.</summary>
internal sealed record CoverageResponse(
    int EnforcedCount, int Denominator, decimal? EnforcedPercent, decimal? ProvenPercent, decimal? WithExceptionsPercent,
    decimal? TargetPercent, int NotApplicableInScope)
{
    /// <summary>Coverage of <paramref name="counts"/>. Proof is not measured in this version.</summary>
    public static CoverageResponse Of(PostureCounts counts, decimal targetPercent, ExceptedCounts excepted = default) => new(
        counts.CoveredEnforced, counts.Denominator,
        Core.Kpis.Coverage.Percent(counts.CoveredEnforced, counts.Denominator), null,
        Core.Kpis.Coverage.Percent(counts.CoveredEnforced + excepted.Total, counts.Denominator), targetPercent, counts.NotApplicableInScope);
}

/// <summary>Coverage of the apps that anyone on the internet can reach, in scope or not; null where there are none.</summary>
internal sealed record PublicCoverageResponse(int EnforcedCount, int Denominator, decimal? EnforcedPercent)
{
    /// <summary>Of <paramref name="counts"/>.</summary>
    public static PublicCoverageResponse Of(PostureCounts counts) => new(
        counts.PublicEnforced, counts.PublicDenominator, Core.Kpis.Coverage.Percent(counts.PublicEnforced, counts.PublicDenominator));
}

/// <summary>
/// Findings of all rules that stand, those of them whose due date is past, and those that an exception covers; null before the first run.
/// </summary>
internal sealed record FindingsResponse(int? Open, int? Overdue, int? Excepted)
{
    /// <summary>The response of <paramref name="counts"/>.</summary>
    public static FindingsResponse Of(FindingCounts? counts) => new(counts?.Open, counts?.Overdue, counts?.Excepted);
}

/// <summary>KPI 4. A quantile that is null with a lower bound is not reached yet; all is null before the first run.</summary>
internal sealed record TimeToRemediateResponse(
    decimal? MedianDays, decimal? MedianLowerBoundDays, decimal? P90Days, decimal? P90LowerBoundDays, decimal? MeanClosedDays,
    int? Closed, int? Open)
{
    /// <summary>The response of <paramref name="kpi"/>.</summary>
    public static TimeToRemediateResponse Of(TimeToRemediate? kpi) => new(
        Days.Of(kpi?.Median.Value), Days.Of(kpi?.Median.LowerBound), Days.Of(kpi?.P90.Value), Days.Of(kpi?.P90.LowerBound), Days.Of(kpi?.MeanDays),
        kpi?.Remediated, kpi?.Open);
}

/// <summary>KPI 2.</summary>
internal sealed record RenewalLeadTimeResponse(decimal? AverageDays, decimal? MedianDays, int? Renewals, int? Late, int? Lapsed);

/// <summary>KPI 3.</summary>
internal sealed record ConnectionFailuresResponse(int? Last7Days, int? AppsWithoutData);

/// <summary>
/// The cost of the last complete month in one currency, null where it is unknown; <c>unlockMonthly</c> is the list price needed each month to
/// bring the apps in scope to tiers that can ask for client certificates, null where none of it is known. Of <c>unknownPlans</c>
/// plans the month's cost is unknown: they are in no currency's sum.
/// </summary>
internal sealed record CostResponse(string Currency, string Month, decimal? Monthly, decimal? UnlockMonthly, decimal? EstimateShare, bool Preliminary, int UnknownPlans);

/// <summary>Expected annual loss in one currency.</summary>
internal sealed record ExposureResponse(string Currency, decimal? Low, decimal? Likely, decimal? High);
