using Dashboard.Storage.Queries.Exemptions;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>Azure Policy exemptions, held against the register of exceptions.</summary>
internal static class PolicyExemptionEndpoints
{
    /// <summary>The name of the list.</summary>
    public const string ListName = "policy-exemptions";

    /// <summary>Maps <c>policy-exemptions</c> and its files.</summary>
    public static void MapPolicyExemptions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/" + ListName, List).OrCsv(ListName).RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.PolicyExemptions, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("Exemptions from policies about client certificates, held against the active exceptions; what is wrong first")
            .Produces<PolicyExemptionsResponse>().WithTags("Exceptions");
        api.MapExport(ListName, Policies.Read, QueryParameters.PolicyExemptions, QueryParameters.Paging, QueryParameters.AsOf)
            .ProducesFile<PolicyExemptionResponse>();
    }

    private static async Task<IResult> List(HttpContext context, PolicyExemptionQuery exemptions, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var findings = query.ExemptionFindings();
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var answer = await exemptions.RunAsync(query.AsOf, cancellationToken);
        return TypedResults.Ok(PolicyExemptionsResponse.Of(answer, ExemptionsView.Of(answer.Items, findings), query.Page, query.PageSize));
    }
}
