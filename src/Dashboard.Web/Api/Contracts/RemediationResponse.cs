using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// KPI 4 at a moment. Null with a lower bound: not reached yet. Shares in percent, floored to one decimal; null: nobody was followed for so
/// long. <c>closed</c> are remediated findings, of which the mean is; <c>endedOtherwise</c> ended without anybody mending them.
/// </summary>
internal sealed record RemediationResponse(
    decimal? MedianDays, decimal? MedianLowerBoundDays, decimal? P90Days, decimal? P90LowerBoundDays, decimal? MeanClosedDays,
    int Closed, int EndedOtherwise, int Open, decimal? RemediatedWithin30DaysPercent, decimal? RemediatedWithin90DaysPercent,
    SlaResponse Sla, OpenAgesResponse OpenAges, FindingsResponse Findings)
{
    /// <summary>The response of <paramref name="figures"/>.</summary>
    public static RemediationResponse Of(RemediationFigures figures)
    {
        var kpi = figures.TimeToRemediate;
        return new RemediationResponse(
            Days.Of(kpi.Median.Value), Days.Of(kpi.Median.LowerBound), Days.Of(kpi.P90.Value), Days.Of(kpi.P90.LowerBound), Days.Of(kpi.MeanDays),
            kpi.Remediated, kpi.EndedOtherwise, kpi.Open, Percent(kpi.Within30Days), Percent(kpi.Within90Days),
            new SlaResponse(kpi.Sla.MetPercent, kpi.Sla.Met, kpi.Sla.Missed, kpi.Sla.EndedOtherwise),
            new OpenAgesResponse(kpi.Ages.UpTo7, kpi.Ages.UpTo30, kpi.Ages.UpTo90, kpi.Ages.Over90, Days.Of(kpi.Ages.OldestDays)),
            FindingsResponse.Of(figures.Counts));
    }

    // A share of exactly one half comes out of a long product as a little less.
    private static decimal? Percent(double? share) => share is { } value ? Math.Floor(Math.Round((decimal)value, 9) * 1000) / 10 : null;
}

/// <summary>Due dates of the 365 days before: met ÷ (met + missed + endedOtherwise).</summary>
internal sealed record SlaResponse(decimal? MetPercent, int Met, int Missed, int EndedOtherwise);

/// <summary>How many headline findings stand, by age in days.</summary>
internal sealed record OpenAgesResponse(int UpTo7Days, int UpTo30Days, int UpTo90Days, int Over90Days, decimal? OldestDays);

/// <summary>The figures at the end of a month, or at the end of the period.</summary>
internal sealed record RemediationMomentResponse(DateTimeOffset At, RemediationResponse Figures)
{
    /// <summary>The response of <paramref name="figures"/>.</summary>
    public static RemediationMomentResponse Of(RemediationFigures figures) => new(figures.AsOf, RemediationResponse.Of(figures));
}

/// <summary>One value of a dimension; <c>value</c> empty: findings that have none.</summary>
internal sealed record RemediationGroupResponse(string Value, string Label, RemediationResponse Figures)
{
    /// <summary>The response of <paramref name="group"/>.</summary>
    public static RemediationGroupResponse Of(RemediationGroup group) => new(group.Value, group.Label, RemediationResponse.Of(group.Figures));
}

/// <summary>A step of the curve: the percentage that still stands from <c>days</c> after detection on, with its 95 % band.</summary>
internal sealed record CurveStepResponse(decimal Days, int AtRisk, decimal OpenPercent, decimal? LowerPercent, decimal? UpperPercent);

/// <summary>The time to remediate at month ends and at the end of a period, or by a dimension.</summary>
/// <param name="Kpi">The KPI's name.</param>
/// <param name="Definition">Its definition, in the words of the pages.</param>
/// <param name="By">The dimension; null for moments.</param>
/// <param name="Items">Moments, oldest first, or groups.</param>
/// <param name="Total">How many.</param>
/// <param name="Curve">Of the last moment; empty for groups.</param>
/// <param name="AsOf">The end of the period.</param>
/// <param name="Run">The run that stands then.</param>
/// <typeparam name="T">A moment or a group.</typeparam>
internal sealed record RemediationKpiResponse<T>(
    string Kpi, string Definition, FindingDimension? By, IReadOnlyList<T> Items, int Total, IReadOnlyList<CurveStepResponse> Curve,
    DateTimeOffset AsOf, RunRefResponse? Run)
{
    /// <summary>The response of <paramref name="answer"/>.</summary>
    public static RemediationKpiResponse<T> Of<TSource>(
        FindingDimension? by, RemediationAnswer<TSource> answer, Func<TSource, T> item, TimeToRemediate? last = null) => new(
            "time-to-remediate", TimeToRemediate.Definition, by, [.. answer.Items.Select(item)], answer.Items.Count,
            [
                .. (last?.Curve.Steps ?? []).Select(s => new CurveStepResponse(
                    Contracts.Days.Of(s.Time), s.AtRisk, Percent(s.Survival), s.Lower is { } l ? Percent(l) : null, s.Upper is { } u ? Percent(u) : null)),
            ],
            answer.AsOf, RunRefResponse.Of(answer.Run));

    private static decimal Percent(double share) => Math.Round((decimal)share * 100, 2);
}
