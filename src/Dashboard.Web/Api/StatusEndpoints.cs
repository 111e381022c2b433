using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Status;
using Microsoft.AspNetCore.Authorization;

namespace Dashboard.Web.Api;

/// <summary>The status of the program and of its data.</summary>
internal static class StatusEndpoints
{
    /// <summary>Maps <c>status</c>.</summary>
    public static void MapStatus(this IEndpointRouteBuilder api) => api.MapGet("/status", Read).RequireAuthorization(Policies.Read).WithQuery()
        .WithSummary("Age of the data, run under way, sources, subscriptions, quota, database and program; configuration and log hints for Admin, Auditor and Security")
        .Produces<StatusResponse>().WithTags("Status");

    private static async Task<IResult> Read(
        HttpContext context, StatusReader status, IAuthorizationService authorization, TimeProvider clock, CancellationToken cancellationToken)
    {
        var operations = (await authorization.AuthorizeAsync(context.User, Policies.ReadOperations)).Succeeded;
        var now = clock.GetUtcNow();
        var collection = await status.CollectionAsync(cancellationToken);
        var sources = await status.SourcesAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new StatusResponse(
            now, CollectionResponse.Of(collection, status.Schedule, now), [.. sources.Select(SourceResponse.Of)],
            await status.SubscriptionsAsync(cancellationToken), QuotaResponse.Of(status.Quota),
            DatabaseResponse.Of(await status.DatabaseAsync(cancellationToken)),
            new ProgramResponse(status.Program.Version, status.Program.Runtime, status.Program.StartedAt, collection.ClockDifference),
            operations ? status.Settings : null,
            operations ? new LogsResponse(LogEntries.OfRuns, LogEntries.OfErrors) : null));
    }
}
