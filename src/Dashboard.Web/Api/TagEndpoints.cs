using Dashboard.Storage.Queries;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Api;

/// <summary>Tags against the tagging standard, and where one tag would do most.</summary>
internal static class TagEndpoints
{
    /// <summary>Maps <c>tags</c> and <c>untagged</c>.</summary>
    public static void MapTags(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tags", List).OrCsv("tags").RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Tags, QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("What lookups of tags met, with the apps of each and what was probably meant").Produces<TagListResponse>().WithTags("Tags");
        api.MapGet("/untagged", Untagged).OrCsv("untagged").RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Untagged, QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("Resource groups or subscriptions by how many of their apps lack a tag").Produces<ListResponse<UntaggedResponse>>().WithTags("Tags");
    }

    private static async Task<IResult> List(
        HttpContext context, TagReportQuery tags, DashboardSettings settings, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var choice = query.TagChoice();
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var report = await tags.RunAsync(query.Filter, query.AsOf, cancellationToken);
        var rows = TagResponse.Of(report, choice, settings.Judgement);
        return TypedResults.Ok(new TagListResponse(
            [.. rows.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize)], rows.Count, report.AsOf, RunRefResponse.Of(report.Run),
            report.Apps, report.Unclassified, report.NotRecorded,
            [.. report.Standings.Select(s => new TagStandingResponse(s.Kind, s.Standing, s.Apps, s.Unclassified))]));
    }

    private static async Task<IResult> Untagged(HttpContext context, TagGainQuery gains, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var (kind, bySubscription) = query.Untagged();
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var page = await gains.RunAsync(query.Filter, kind, bySubscription, query.Page, query.PageSize, query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<UntaggedResponse>(
            [.. page.Items.Select(g => UntaggedResponse.Of(kind, g))], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }
}
