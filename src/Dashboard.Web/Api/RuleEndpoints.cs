using Dashboard.Core.Posture.Rules;
using Dashboard.Storage.Queries;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Api;

/// <summary>The rules.</summary>
internal static class RuleEndpoints
{
    /// <summary>Maps <c>rules</c>.</summary>
    public static void MapRules(this IEndpointRouteBuilder api) => api.MapGet("/rules", List).OrCsv("rules")
        .WithQuery(QueryParameters.AsOf)
        .WithSummary("The rules by which apps are judged, with what they map to").Produces<RuleListResponse>().WithTags("Rules");

    private static async Task<IResult> List(
        HttpContext context, RunQuery runs, DashboardSettings settings, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var run = await runs.StandingAsync(query.AsOf, cancellationToken);
        var then = run is null ? null : (await runs.FindAsync(run.Id, cancellationToken))?.RuleSetVersion;
        return TypedResults.Ok(new RuleListResponse(
            [.. RuleCatalogue.All.Select(RuleResponse.Of)], RuleCatalogue.All.Count, query.AsOf ?? query.Now, RunRefResponse.Of(run),
            RuleCatalogue.VersionFor(settings.Judgement), then));
    }
}
