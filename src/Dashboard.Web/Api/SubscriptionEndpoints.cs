using Dashboard.Storage.Commands;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Api;

/// <summary>Subscriptions: retiring one that will not come back.</summary>
internal static class SubscriptionEndpoints
{
    /// <summary>Maps <c>subscriptions</c>.</summary>
    public static void MapSubscriptions(this IEndpointRouteBuilder api) =>
        api.MapPost("/subscriptions/{id}/retire", Retire).RequireAuthorization(Policies.ManageSettings)
            .WithSummary("Declares that a subscription that is not read any more will not come back (role Admin)")
            .Produces(204).ProducesProblem(404).ProducesProblem(409).WithTags("Subscriptions");

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
