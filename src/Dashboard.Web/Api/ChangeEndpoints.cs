using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Api;

/// <summary>What happened to apps, and the states that the history keeps.</summary>
internal static class ChangeEndpoints
{
    /// <summary>Maps <c>changes</c>.</summary>
    public static void MapChanges(this IEndpointRouteBuilder api) => api.MapGet("/changes", Changes).OrCsv("changes").RequireAuthorization(Policies.Read)
        .WithQuery(QueryParameters.Events, QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf)
        .WithSummary("What happened to apps, newest first; the filters are asked of the state that each change led to")
        .Produces<ListResponse<ChangeResponse>>().WithTags("Changes");

    /// <summary>Maps <c>history</c>.</summary>
    public static void MapHistory(this IEndpointRouteBuilder api) => api.MapGet("/history", History).OrCsv("history").RequireAuthorization(Policies.Read)
        .WithQuery(QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf)
        .WithSummary("The history itself, a row for each interval in which an app stood in one state, in the order of writing")
        .Produces<ListResponse<HistoryResponse>>().WithTags("Changes");

    private static async Task<IResult> Changes(HttpContext context, EventListQuery events, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var page = await events.RunAsync(query.Filter, query.Events, query.Page, query.PageSize, query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<ChangeResponse>(
            [.. page.Items.Select(ChangeResponse.Of)], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }

    private static async Task<IResult> History(HttpContext context, HistoryQuery history, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var page = await history.RunAsync(query.Filter, query.Page, query.PageSize, query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<HistoryResponse>(
            [.. page.Items.Select(HistoryResponse.Of)], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }
}
