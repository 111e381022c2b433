using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dashboard.Web.Api;

/// <summary>The Overview's figures.</summary>
internal static class OverviewEndpoints
{
    /// <summary>Maps <c>overview</c>.</summary>
    public static void MapOverview(this IEndpointRouteBuilder api) => api.MapGet("/overview", Get).OrCsv("overview").RequireAuthorization(Policies.Read)
        .WithQuery(QueryParameters.Filter, QueryParameters.AsOf)
        .WithSummary("The figures of the Overview under a filter, at a moment").Produces<OverviewResponse>()
        .WithTags("Overview");

    private static async Task<Ok<OverviewResponse>> Get(
        HttpContext context, OverviewQuery overview, RemediationQuery remediation, OverviewCosts costs, DashboardSettings settings, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var answer = await overview.RunAsync(query.Filter, query.AsOf, cancellationToken);
        var figures = await remediation.AtAsync(query.Filter, query.AsOf, cancellationToken);
        var cost = await costs.AtAsync(query.Filter, query.AsOf, query.Now, cancellationToken);
        return TypedResults.Ok(OverviewResponse.Of(answer, figures, cost, query.AsOf ?? query.Now, settings.CoverageTargetPercent));
    }
}
