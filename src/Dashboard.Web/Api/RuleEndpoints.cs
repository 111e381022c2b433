using Dashboard.Core.Posture.Rules;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Api;

/// <summary>The rules.</summary>
internal static class RuleEndpoints
{
    /// <summary>Maps <c>rules</c>.</summary>
    public static void MapRules(this IEndpointRouteBuilder api) => api.MapGet("/rules", List).OrCsv("rules").RequireAuthorization(Policies.Read)
        .WithQuery(QueryParameters.Filter, QueryParameters.AsOf)
        .WithSummary("The published rules, with what they map to and the apps of each result").Produces<RuleListResponse>().WithTags("Rules");

    private static async Task<IResult> List(
        HttpContext context, RuleCountsQuery counts, RunQuery runs, DashboardSettings settings, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var answer = await counts.RunAsync(query.Filter, query.AsOf, cancellationToken);
        var then = answer.Run is null ? null : (await runs.FindAsync(answer.Run.Id, cancellationToken))?.RuleSetVersion;
        var rules = RuleResponse.All(answer);
        return TypedResults.Ok(new RuleListResponse(
            rules, rules.Count, answer.AsOf, RunRefResponse.Of(answer.Run), RuleCatalogue.VersionFor(settings.Judgement), then));
    }
}
