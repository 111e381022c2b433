using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>Subscriptions: what the last run found of each, and retiring one that will not come back.</summary>
internal static class SubscriptionEndpoints
{
    /// <summary>Maps <c>subscriptions</c>.</summary>
    public static void MapSubscriptions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/subscriptions", List).OrCsv("subscriptions").RequireAuthorization(Policies.Read).WithQuery(QueryParameters.Subscriptions, QueryParameters.Paging)
            .WithSummary("Subscriptions that runs expect or that were retired, as the last merged run found them; first those that need attention")
            .Produces<ListResponse<SubscriptionStatus>>().WithTags("Subscriptions");
        api.MapExport("subscriptions", Policies.Read, QueryParameters.Subscriptions, QueryParameters.Paging).ProducesFile<SubscriptionStatus>();
        api.MapPost("/subscriptions/{id}/retire", Retire).RequireAuthorization(Policies.ManageSettings)
            .WithPath("id", "The subscription's id, a GUID.")
            .WithSummary("Declares that a subscription that is not read any more will not come back (role Admin)")
            .Produces(204).ProducesProblem(404).ProducesProblem(409).WithTags("Subscriptions");
    }

    private static async Task<IResult> List(
        HttpContext context, SubscriptionStatusQuery subscriptions, RunQuery runs, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var conditions = query.Conditions();
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var rows = (await subscriptions.RunAsync(cancellationToken)).Where(r => SubscriptionConditionUrl.Includes(conditions, r.Condition)).ToList();
        var page = rows.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize);
        return TypedResults.Ok(new ListResponse<SubscriptionStatus>(
            [.. page], rows.Count, query.Now, RunRefResponse.Of(await runs.StandingAsync(null, cancellationToken))));
    }

    private static async Task<IResult> Retire(
        string id, RetireRequest request, HttpContext context, RetireSubscriptionCommand retire, CancellationToken cancellationToken)
    {
        return await retire.RunAsync(id, request.Reason ?? "", Actors.Of(context.User), cancellationToken) switch
        {
            RetireOutcome.Retired => TypedResults.NoContent(),
            RetireOutcome.NotFound => Problems.NotFound("No subscription with this id was ever seen."),
            RetireOutcome.AlreadyRetired => Problems.Conflict("The subscription is retired already."),
            RetireOutcome.StillRead => Problems.Conflict("The last run read the subscription: it is still there."),
            RetireOutcome.ReasonRefused => Results.ValidationProblem(
                new Dictionary<string, string[]> { ["reason"] = [$"A reason of 1 to {RetireSubscriptionCommand.MaxReason} characters is needed."] },
                title: "The request is not understood"),
        };
    }
}
