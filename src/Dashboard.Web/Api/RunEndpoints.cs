using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Collection;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>Runs: what they found, starting and cancelling them.</summary>
internal static class RunEndpoints
{
    /// <summary>Maps <c>runs</c>.</summary>
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapGet("/", List).OrCsv("runs").RequireAuthorization(Policies.Read).WithQuery(QueryParameters.RunSort, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("Runs up to a moment, newest first if no order is given").Produces<ListResponse<RunResponse>>();
        runs.MapGet("/{id:long}", Find).RequireAuthorization(Policies.Read).WithPath("id", "The run's number.")
            .WithSummary("One run with its progress, sources, scopes and warnings").Produces<RunDetailResponse>().ProducesProblem(404);
        runs.MapPost("/", Start).RequireAuthorization(Policies.ManageRuns)
            .WithSummary("Starts a run (role Security)").Produces<RunStartedResponse>(202).ProducesProblem(409);
        runs.MapPost("/{id:long}/cancel", Cancel).RequireAuthorization(Policies.ManageRuns).WithPath("id", "The run's number.")
            .WithSummary("Asks a run to stop (role Security)").Produces(202).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> List(HttpContext context, RunQuery runs, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var page = await runs.ListAsync(query.RunSort, query.AsOf, query.Page, query.PageSize, cancellationToken);
        return TypedResults.Ok(new ListResponse<RunResponse>(
            [.. page.Items.Select(RunResponse.Of)], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }

    private static async Task<IResult> Find(long id, RunQuery runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(id, cancellationToken) is { } run
            ? TypedResults.Ok(RunDetailResponse.Of(run))
            : Problems.NotFound($"There is no run {id}.");

    private static async Task<IResult> Start(HttpContext context, CollectionService collection)
    {
        var actor = Actors.Of(context.User);
        var outcome = await collection.StartAsync(RunTrigger.Manual, actor.Name, actor);
        return outcome switch
        {
            StartOutcome.Started(var id) =>
                TypedResults.Accepted(DashboardUrls.ApiRun(id), new RunStartedResponse(id, RunStatus.Running)),
            StartOutcome.AlreadyRunning(var id) =>
                Problems.Conflict(id is null ? "Another run is under way." : $"Run {id} is under way."),
            StartOutcome.NotNow(var reason) => Problems.Conflict(reason),
            _ => throw new InvalidOperationException($"{outcome} is no outcome."),
        };
    }

    private static async Task<IResult> Cancel(
        long id, HttpContext context, CollectionService collection, RunQuery runs, CancellationToken cancellationToken)
    {
        if (await collection.CancelAsync(id, Actors.Of(context.User), cancellationToken)) return TypedResults.Accepted(DashboardUrls.ApiRun(id));
        return await runs.FindAsync(id, cancellationToken) is null
            ? Problems.NotFound($"There is no run {id}.")
            : Problems.Conflict($"Run {id} is not running.");
    }
}
