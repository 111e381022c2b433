using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Exports;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dashboard.Web.Api;

/// <summary>The KPIs over time and by dimension.</summary>
internal static class KpiEndpoints
{
    private static readonly IReadOnlyList<QueryParameter> By =
        [new("by", "Groups instead of days: one of " + string.Join(", ", CoveragePeriod.Dimensions) + ".")];

    private static readonly IReadOnlyList<QueryParameter> ByFinding =
        [new("by", "Groups at the end of the period instead of month ends: one of " + string.Join(", ", RemediationPeriod.Dimensions) + ".")];

    /// <summary>Maps <c>kpis/coverage</c>, <c>kpis/time-to-remediate</c>, <c>kpis/findings</c>, <c>kpis/finding-weeks</c> and their files.</summary>
    public static void MapKpis(this IEndpointRouteBuilder api)
    {
        api.MapGet("/kpis/time-to-remediate", GetTimeToRemediate).OrCsv(Exporter.TimeToRemediate).RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Period, ByFinding, QueryParameters.Filter)
            .WithSummary("Time to remediate at each month end, or by a dimension at the end of the period")
            .Produces<RemediationKpiResponse<RemediationMomentResponse>>().OrProduces<RemediationKpiResponse<RemediationGroupResponse>>()
            .WithTags("KPIs");
        api.MapExport(Exporter.TimeToRemediate, Policies.Read, QueryParameters.Period, ByFinding, QueryParameters.Filter).ProducesFile<RemediationMomentResponse>()
            .OrProduces<ListFileResponse<RemediationGroupResponse>>();
        api.MapGet("/kpis/findings", GetFindingDays).OrCsv(Exporter.FindingDays).RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Period, QueryParameters.Filter)
            .WithSummary("Findings that stood and were overdue by day").Produces<KpiResponse<FindingDayResponse>>().WithTags("KPIs");
        api.MapExport(Exporter.FindingDays, Policies.Read, QueryParameters.Period, QueryParameters.Filter).ProducesFile<FindingDayResponse>();
        api.MapGet("/kpis/finding-weeks", GetFindingWeeks).OrCsv(Exporter.FindingWeeks).RequireAuthorization(Policies.Read)
            .WithQuery(FindingWeeksRequest.WeeksParameter, FindingWeeksRequest.TargetParameter, QueryParameters.Filter, QueryParameters.AsOf)
            .WithSummary("Arrivals and departures of findings by week, counted back from a moment, and the backlog ahead").Produces<FindingWeeksResponse>().WithTags("KPIs");
        api.MapExport(Exporter.FindingWeeks, Policies.Read, FindingWeeksRequest.WeeksParameter, QueryParameters.Filter, QueryParameters.AsOf)
            .ProducesFile<FindingWeekResponse>();
        api.MapGet("/kpis/coverage", GetCoverage).OrCsv(Exporter.Coverage).RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Period, By, QueryParameters.Filter)
            .WithSummary("Coverage by day, or by a dimension at the end of the period")
            .Produces<KpiResponse<CoverageDayResponse>>().OrProduces<KpiResponse<CoverageGroupResponse>>()
            .WithTags("KPIs");
        api.MapExport(Exporter.Coverage, Policies.Read, QueryParameters.Period, By, QueryParameters.Filter).ProducesFile<CoverageDayResponse>()
            .OrProduces<ListFileResponse<CoverageGroupResponse>>();
    }

    private static async Task<IResult> GetTimeToRemediate(HttpContext context, RemediationQuery remediation, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var period = RemediationPeriod.Read(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        if (period.By is { } dimension)
        {
            var groups = await remediation.ByAsync(dimension, query.Filter, period.AsOf, cancellationToken);
            return TypedResults.Ok(RemediationKpiResponse<RemediationGroupResponse>.Of(dimension, groups, RemediationGroupResponse.Of));
        }

        var trend = await remediation.TrendAsync(query.Filter, period.MonthEnds, period.AsOf, cancellationToken);
        return TypedResults.Ok(RemediationKpiResponse<RemediationMomentResponse>.Of(
            null, trend, RemediationMomentResponse.Of, trend.Items.Count == 0 ? null : trend.Items[^1].TimeToRemediate));
    }

    private static async Task<IResult> GetFindingDays(HttpContext context, FindingDaysQuery findings, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var period = CoveragePeriod.Read(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var answer = await findings.RunAsync(query.Filter, period.From, period.To, cancellationToken);
        return TypedResults.Ok(new KpiResponse<FindingDayResponse>(
            "findings", FindingDay.Definition, null, [.. answer.Days.Select(FindingDayResponse.Of)], answer.Days.Count, answer.AsOf, RunRefResponse.Of(answer.Run)));
    }

    private static async Task<IResult> GetFindingWeeks(HttpContext context, RemediationQuery remediation, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var request = FindingWeeksRequest.Read(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var answer = await remediation.WeeksAsync(query.Filter, request.ToRead, query.AsOf, cancellationToken);
        return TypedResults.Ok(FindingWeeksResponse.Of(answer, request.Weeks, BacklogForecast.Of(answer.Items, request.Target)));
    }

    private static async Task<IResult> GetCoverage(
        HttpContext context, CoverageTrendQuery trend, BreakdownQuery breakdown, RunQuery runs, DashboardSettings settings,
        CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var period = CoveragePeriod.Read(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;

        var target = settings.CoverageTargetPercent;
        if (period.By is { } dimension)
        {
            var rows = await breakdown.RunAsync(dimension, query.Filter, period.AsOf, period.Before, cancellationToken);
            var run = await runs.StandingAsync(period.AsOf, cancellationToken);
            return Answer(dimension, [.. rows.Select(r => CoverageGroupResponse.Of(r, target))], period.To, run);
        }

        var answer = await trend.RunAsync(query.Filter, period.From, period.To, cancellationToken);
        return Answer(null, [.. answer.Days.Select(d => CoverageDayResponse.Of(d, target))], answer.AsOf, answer.Run);
    }

    private static Ok<KpiResponse<T>> Answer<T>(KpiDimension? by, List<T> items, DateTimeOffset asOf, RunRef? run) => TypedResults.Ok(
        new KpiResponse<T>("coverage", Coverage.Definition, by, items, items.Count, asOf, RunRefResponse.Of(run)));
}
