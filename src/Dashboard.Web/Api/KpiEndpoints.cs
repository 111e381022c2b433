using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dashboard.Web.Api;

/// <summary>The KPIs over time and by dimension.</summary>
internal static class KpiEndpoints
{
    private const int MaxDays = 3 * 366;
    private const int DefaultDays = 90;

    private static readonly IReadOnlyList<QueryParameter> By =
        [new("by", "Groups instead of days: one of " + string.Join(", ", Dimensions()) + ".")];

    /// <summary>Maps <c>kpis/coverage</c>.</summary>
    public static void MapKpis(this IEndpointRouteBuilder api) => api.MapGet("/kpis/coverage", GetCoverage)
        .WithQuery(QueryParameters.Period, By, QueryParameters.Filter)
        .WithSummary("Coverage by day, or by a dimension at the end of the period")
        .Produces<KpiResponse<CoverageDayResponse>>()
        .WithTags("KPIs");

    private static async Task<IResult> GetCoverage(
        HttpContext context, CoverageTrendQuery trend, BreakdownQuery breakdown, RunQuery runs, DashboardSettings settings,
        CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var (from, to, now) = Period(query);
        var by = Dimension(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;

        var target = settings.CoverageTargetPercent;
        if (by is { } dimension)
        {
            DateTimeOffset? asOf = to < now ? to : null;
            var before = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var rows = await breakdown.RunAsync(dimension, query.Filter, asOf, before, cancellationToken);
            var run = await runs.StandingAsync(asOf, cancellationToken);
            return Answer(by, [.. rows.Select(r => CoverageGroupResponse.Of(r, target))], to, run);
        }

        var answer = await trend.RunAsync(query.Filter, from, to, cancellationToken);
        return Answer(null, [.. answer.Days.Select(d => CoverageDayResponse.Of(d, target))], answer.AsOf, answer.Run);
    }

    private static Ok<KpiResponse<T>> Answer<T>(KpiDimension? by, List<T> items, DateTimeOffset asOf, RunRef? run) => TypedResults.Ok(
        new KpiResponse<T>("coverage", Coverage.Definition, by, items, items.Count, asOf, RunRefResponse.Of(run)));

    private static (DateOnly From, DateTimeOffset To, DateTimeOffset Now) Period(ApiQuery query)
    {
        var today = DateOnly.FromDateTime(query.Now.UtcDateTime);
        var last = query.Day("to") ?? today;
        var first = query.Day("from") ?? last.AddDays(-Math.Min(DefaultDays, last.DayNumber));
        if (last > today) query.Wrong("to", "to lies in the future.");
        if (first > last) query.Wrong("from", "from lies after to.");
        else if (last.DayNumber - first.DayNumber > MaxDays) query.Wrong("from", $"A period has at most {MaxDays} days.");
        return (first, last < today ? AsOfUrl.EndOf(last) : query.Now, query.Now);
    }

    private static KpiDimension? Dimension(ApiQuery query)
    {
        if (query.Text("by") is not { } text) return null;
        foreach (var name in Dimensions())
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase)) return Enum.Parse<KpiDimension>(name);
        }

        query.Wrong("by", "by is one of " + string.Join(", ", Dimensions()) + ".");
        return null;
    }

    private static string[] Dimensions() => Enum.GetNames<KpiDimension>();
}
