using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Costs;
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

    private static async Task<IResult> List(HttpContext context, AppListQuery apps, CostQuery costs, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var page = await apps.RunAsync(query.Filter, query.Sort, query.Page, query.PageSize, true, query.AsOf, cancellationToken);
        var opened = await costs.OpenAsync(CostPeriod.LastComplete(query.AsOf ?? query.Now), query.AsOf, cancellationToken);
        var month = await opened.OfAsync([.. page.Items.Select(a => a.AppId)], cancellationToken);
        return TypedResults.Ok(new ListResponse<AppResponse>(
            [.. page.Items.Select(a => AppResponse.Of(a, month.GetValueOrDefault(a.AppId)))], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }

    private static async Task<IResult> Find(string id, HttpContext context, AppDetailQuery apps, CostQuery costs, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var detail = await apps.RunAsync(ApiPaths.ResourceId(id), query.AsOf, cancellationToken);
        if (detail is null) return Problems.NotFound("No app with this id was ever seen.");
        var opened = await costs.OpenAsync(CostPeriod.LastComplete(query.AsOf ?? query.Now), query.AsOf, cancellationToken);
        var month = await opened.OfAsync([detail.Row.AppId], cancellationToken);
        return TypedResults.Ok(AppDetailResponse.Of(detail, month.GetValueOrDefault(detail.Row.AppId)));
    }
}
