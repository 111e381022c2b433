using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Api;

/// <summary>Apps: the list and one of them.</summary>
internal static class AppEndpoints
{
    /// <summary>Maps <c>apps</c>. An app's address is its ARM id: with its slashes, or with them encoded.</summary>
    public static void MapApps(this IEndpointRouteBuilder api)
    {
        api.MapGet("/apps", List).OrCsv("apps").RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Filter, QueryParameters.Sort, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("Apps under a filter, at a moment").Produces<ListResponse<AppResponse>>().WithTags("Apps");
        api.MapGet("/apps/{**id}", Find).RequireAuthorization(Policies.Read).WithQuery(QueryParameters.AsOf).WithPath("id", "The app's ARM id, with its slashes or with them encoded.")
            .WithSummary("One app with its rules and history, by its ARM id").Produces<AppDetailResponse>().ProducesProblem(404)
            .WithTags("Apps");
    }

    private static async Task<IResult> List(HttpContext context, AppListQuery apps, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var page = await apps.RunAsync(query.Filter, query.Sort, query.Page, query.PageSize, true, query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<AppResponse>(
            [.. page.Items.Select(AppResponse.Of)], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }

    private static async Task<IResult> Find(string id, HttpContext context, AppDetailQuery apps, CancellationToken cancellationToken)
    {
        // The server leaves encoded slashes in a path as they are.
        var resourceId = "/" + id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Trim('/');
        var detail = await apps.RunAsync(resourceId, QueryFilter.Of(context).AsOf, cancellationToken);
        return detail is null ? Problems.NotFound("No app with this id was ever seen.") : TypedResults.Ok(AppDetailResponse.Of(detail));
    }
}
