using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Api;

/// <summary>Subscriptions: retiring one that will not come back.</summary>
internal static class SubscriptionEndpoints
{
    private const int MaxReason = 500;

    /// <summary>Maps <c>subscriptions</c>.</summary>
    public static void MapSubscriptions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/subscriptions", List).OrCsv("subscriptions").WithQuery(QueryParameters.Paging)
            .WithSummary("Subscriptions that runs expect or that were retired, as the last merged run found them; first those that need attention")
            .Produces<ListResponse<SubscriptionStatus>>().WithTags("Subscriptions");
        api.MapExport("subscriptions", QueryParameters.Paging).ProducesFile<SubscriptionStatus>();
        api.MapPost("/subscriptions/{id}/retire", Retire).RequireAuthorization(Policies.ManageSettings)
            .WithPath("id", "The subscription's id, a GUID.")
            .WithSummary("Declares that a subscription that is not read any more will not come back (role Admin)")
            .Produces(204).ProducesProblem(404).ProducesProblem(409).WithTags("Subscriptions");
    }

    private static async Task<IResult> List(
        HttpContext context, SubscriptionStatusQuery subscriptions, RunQuery runs, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var all = await subscriptions.RunAsync(cancellationToken);
        var run = await runs.StandingAsync(null, cancellationToken);
        return TypedResults.Ok(new ListResponse<SubscriptionStatus>(
            [.. all.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize)], all.Count, query.Now, RunRefResponse.Of(run)));
    }

    private static async Task<IResult> Retire(
        string id, RetireRequest request, HttpContext context, RetireSubscriptionCommand retire, CancellationToken cancellationToken)
    {
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length is 0 or > MaxReason)
        {
            return Results.ValidationProblem(
                new Dictionary<string, string[]> { ["reason"] = [$"A reason of 1 to {MaxReason} characters is needed."] },
                title: "The request is not understood");
        }

        return await retire.RunAsync(id, reason, Actors.Of(context.User), cancellationToken) switch
        {
            RetireOutcome.Retired => TypedResults.NoContent(),
            RetireOutcome.NotFound => Problems.NotFound("No subscription with this id was ever seen."),
            RetireOutcome.AlreadyRetired => Problems.Conflict("The subscription is retired already."),
            RetireOutcome.StillRead => Problems.Conflict("The last run read the subscription: it is still there."),
        };
    }
}
