using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;

namespace Dashboard.Web.Api.Contracts;

/// <summary>A day of the coverage series; <c>run</c> null: no run that day, the figures are carried over.</summary>
internal sealed record CoverageDayResponse(DateOnly Day, RunStatus? Run, AppCountsResponse Apps, CoverageResponse Coverage)
{
    /// <summary>The response of <paramref name="day"/>.</summary>
    public static CoverageDayResponse Of(TrendDay day, decimal target) =>
        new(day.Day, day.Run, AppCountsResponse.Of(day.Counts, day.Excepted), CoverageResponse.Of(day.Counts, target, day.Excepted));
}

/// <summary>One value of a dimension; <c>value</c> empty: apps that have none. <c>before</c>: at the period's start.</summary>
internal sealed record CoverageGroupResponse(
    string Value, string Label, AppCountsResponse Apps, CoverageResponse Coverage, CoverageResponse? Before)
{
    /// <summary>The response of <paramref name="row"/>.</summary>
    public static CoverageGroupResponse Of(BreakdownRow row, decimal target) => new(
        row.Value, row.Label, AppCountsResponse.Of(row.Counts, row.Excepted), CoverageResponse.Of(row.Counts, target, row.Excepted),
        row.Before is { } before ? CoverageResponse.Of(before, target, row.ExceptedBefore) : null);
}

/// <summary>A KPI: a daily series, or groups by a dimension.</summary>
/// <param name="Kpi">The KPI's name.</param>
/// <param name="Definition">Its definition, in the words of the pages.</param>
/// <param name="By">The dimension; null for the series.</param>
/// <param name="Items">Days or groups.</param>
/// <param name="Total">How many.</param>
/// <param name="AsOf">The end of the period.</param>
/// <param name="Run">The run that stands then.</param>
/// <typeparam name="T">A day or a group.</typeparam>
internal sealed record KpiResponse<T>(
    string Kpi, string Definition, KpiDimension? By, IReadOnlyList<T> Items, int Total, DateTimeOffset AsOf, RunRefResponse? Run);
