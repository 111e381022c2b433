using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Exports;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>The register of PKIs: who issues client certificates, and who answers for it.</summary>
internal static class PkiEndpoints
{
    /// <summary>Maps <c>pkis</c> and its files.</summary>
    public static void MapPkis(this IEndpointRouteBuilder api)
    {
        var pkis = api.MapGroup("/pkis").WithTags("Certificates");
        pkis.MapGet("/", List).OrCsv(CertificateSheets.Pkis).RequireAuthorization(Policies.Read).WithQuery(QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("The register of PKIs as it was at a moment, by name").Produces<ListResponse<PkiResponse>>();
        api.MapExport(CertificateSheets.Pkis, Policies.Read, QueryParameters.Paging, QueryParameters.AsOf).ProducesFile<PkiResponse>();
        pkis.MapPost("/", (PkiBody body, HttpContext context, SavePkiCommand command, CancellationToken token) => SaveAsync(null, body, context, command, token))
            .RequireAuthorization(Policies.ManageCertificates).WithSummary("Registers a PKI (role Security)").Produces<PkiSavedResponse>(201).ProducesProblem(409);
        pkis.MapPut("/{id:long}", (long id, PkiBody body, HttpContext context, SavePkiCommand command, CancellationToken token) => SaveAsync(id, body, context, command, token))
            .RequireAuthorization(Policies.ManageCertificates).WithPath("id", "The PKI's number.")
            .WithSummary("Replaces the entry of a PKI; what it was before is kept (role Security)").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> List(HttpContext context, PkiListQuery pkis, RunQuery runs, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var register = await pkis.RunAsync(query.AsOf, cancellationToken);
        var page = register.Items.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).Select(PkiResponse.Of);
        var run = await runs.StandingAsync(query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<PkiResponse>([.. page], register.Items.Count, register.AsOf, RunRefResponse.Of(run)));
    }

    private static async Task<IResult> SaveAsync(long? id, PkiBody body, HttpContext context, SavePkiCommand command, CancellationToken cancellationToken)
    {
        var result = await command.RunAsync(id, body.ToEntry(), body.Issuers ?? [], body.Version, Actors.Of(context.User), cancellationToken);
        if (result.NotFound) return Problems.NotFound($"There is no PKI {id}.");
        if (result.Conflict is { } conflict) return Problems.Conflict(conflict);
        if (result.Problems.Count > 0)
            return Results.ValidationProblem(result.Problems.ToDictionary(p => p.Key, p => new[] { p.Value }), title: "The request is not understood");
        return id is null ? TypedResults.Created(DashboardUrls.ApiPki(result.Id!.Value), new PkiSavedResponse(result.Id.Value)) : TypedResults.NoContent();
    }
}
