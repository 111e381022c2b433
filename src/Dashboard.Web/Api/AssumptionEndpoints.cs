using Dashboard.Core.Costs.Assumptions;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Exports;

namespace Dashboard.Web.Api;

/// <summary>What is assumed, since when and why, and changing it.</summary>
internal static class AssumptionEndpoints
{
    /// <summary>Maps <c>assumptions</c> and its files.</summary>
    public static void MapAssumptions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/assumptions", Get).OrCsv(CostSheets.Assumptions).RequireAuthorization(Policies.Read).WithQuery(QueryParameters.AsOf)
            .WithSummary("What figures of money assume at a moment, who changed it, when and why").Produces<AssumptionsResponse>().WithTags("Costs");
        api.MapExport(CostSheets.Assumptions, Policies.Read, QueryParameters.AsOf).ProducesFile<AssumptionResponse>();
        api.MapPut("/assumptions", Put).RequireAuthorization(Policies.EditAssumptions)
            .WithSummary("Changes assumptions, all that are named at once or none (role FinOps); a value of null returns to the default")
            .Produces<AssumptionsResponse>().ProducesProblem(409).WithTags("Costs");
    }

    private static async Task<IResult> Get(HttpContext context, AssumptionsQuery assumptions, RunQuery runs, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ReadAsync(QueryFilter.Of(context).AsOf, assumptions, runs, cancellationToken));

    private static async Task<IResult> Put(
        AssumptionsRequest request, HttpContext context, ChangeAssumptionsCommand change, AssumptionsQuery assumptions, RunQuery runs,
        CancellationToken cancellationToken)
    {
        if (request.Version is not { } version) return Refused("version", "The version that was looked at is needed.");
        if (request.Changes is not { Count: > 0 } changes || changes.Count > AssumptionValues.All.Count || changes.Any(c => c?.Key is null))
            return Refused("changes", $"1 to {AssumptionValues.All.Count} changes are needed, each with the key of an assumption.");

        var edits = changes.Select(c => new AssumptionEdit(c!.Key!, c.Value)).ToList();
        var result = await change.RunAsync(edits, request.Reason, version, Actors.Of(context.User), cancellationToken);
        return result.Outcome switch
        {
            ChangeOutcome.Changed or ChangeOutcome.Nothing => TypedResults.Ok(await ReadAsync(null, assumptions, runs, cancellationToken)),
            ChangeOutcome.Overtaken => Problems.Conflict("Assumptions were changed since that version. Read them again."),
            ChangeOutcome.Refused => Refused(result.Problems),
        };
    }

    private static async Task<AssumptionsResponse> ReadAsync(
        DateTimeOffset? asOf, AssumptionsQuery assumptions, RunQuery runs, CancellationToken cancellationToken) => AssumptionsResponse.Of(
        await assumptions.RunAsync(asOf, cancellationToken), await assumptions.HistoryAsync(asOf, cancellationToken),
        await runs.StandingAsync(asOf, cancellationToken));

    private static IResult Refused(string field, string problem) => Refused(new Dictionary<string, string> { [field] = problem });

    private static IResult Refused(IReadOnlyDictionary<string, string> problems) => Results.ValidationProblem(
        problems.ToDictionary(p => p.Key, p => new[] { p.Value }, StringComparer.Ordinal), title: "The request is not understood");
}
