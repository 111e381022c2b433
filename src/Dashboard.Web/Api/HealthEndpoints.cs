using Dashboard.Storage;
using Dashboard.Storage.Queries;

namespace Dashboard.Web.Api;

/// <summary>Whether the program lives and can serve, for those who run it. They say nothing of the estate itself.</summary>
internal static partial class HealthEndpoints
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>, which ask for no sign-in.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().WithTags("Health");
        health.MapGet("/live", () => TypedResults.Ok(new LiveResponse("live"))).WithSummary("The program runs").Produces<LiveResponse>();
        health.MapGet("/ready", Ready).WithSummary("The database answers and has the newest schema; the last run's age as data")
            .Produces<ReadyResponse>().Produces<ReadyResponse>(503);
    }

    private static async Task<IResult> Ready(
        DatabaseHealth database, RunQuery runs, TimeProvider clock, ILogger<ReadyResponse> logger, CancellationToken cancellationToken)
    {
        var condition = DatabaseCondition.Unreachable;
        Core.Queries.RunRef? last = null;
        try
        {
            condition = await database.CheckAsync(cancellationToken);
            if (condition == DatabaseCondition.Ready) last = await runs.StandingAsync(null, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever its type: PostgreSQL's driver is wrapped in an exception that is no DbException.
            LogDatabase(logger, e);
            condition = DatabaseCondition.Unreachable;
        }

        var ready = condition == DatabaseCondition.Ready;
        var answer = new ReadyResponse(
            ready ? "ready" : "not ready", condition, last?.Id, last?.CompletedAt,
            last is null ? null : Math.Max(0, (long)(clock.GetUtcNow() - last.CompletedAt).TotalSeconds));
        return TypedResults.Json(answer, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    [LoggerMessage(3040, LogLevel.Warning, "The database did not answer the readiness check")]
    private static partial void LogDatabase(ILogger logger, Exception e);

    internal sealed record LiveResponse(string Status);

    internal sealed record ReadyResponse(
        string Status, DatabaseCondition Database, long? LastRun, DateTimeOffset? LastRunCompletedAt, long? LastRunAgeSeconds);
}
