using Dashboard.Storage.Auditing;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Api;

/// <summary>The audit trail.</summary>
internal static class AuditEndpoints
{
    /// <summary>Maps <c>audit</c>.</summary>
    public static void MapAudit(this IEndpointRouteBuilder api) => api.MapGet("/audit", List).OrCsv("audit")
        .RequireAuthorization(Policies.ReadAudit)
        .WithQuery(QueryParameters.Audit, QueryParameters.Paging)
        .WithSummary("The audit trail, newest first (roles Auditor, Admin)").Produces<AuditListResponse>().WithTags("Audit");

    private static async Task<IResult> List(HttpContext context, AuditTrailQuery audit, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var filter = query.Audit();
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var (page, head) = await audit.ListWithHeadAsync(filter, query.Page, query.PageSize, cancellationToken);
        return TypedResults.Ok(AuditListResponse.Of(page, head));
    }
}
