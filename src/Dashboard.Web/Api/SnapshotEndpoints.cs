using Dashboard.Core.Costs;
using Dashboard.Storage.Reports;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Exports;

namespace Dashboard.Web.Api;

/// <summary>Sealed months: the list, one of them, and sealing one by hand.</summary>
internal static class SnapshotEndpoints
{
    private const string Month = "The month: 2026-03.";

    /// <summary>Maps <c>snapshots</c> and its files.</summary>
    public static void MapSnapshots(this IEndpointRouteBuilder api)
    {
        var snapshots = api.MapGroup("/snapshots").WithTags("Snapshots");
        snapshots.MapGet("/", List).OrCsv(SnapshotSheets.Snapshots).RequireAuthorization(Policies.Read).WithQuery(QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("Months that were sealed by a moment, the last one first").Produces<ListResponse<SnapshotResponse>>();
        snapshots.MapGet("/{month}", Find).RequireAuthorization(Policies.Read).WithPath("month", Month)
            .WithSummary("One sealed month: its figures, its summary, its seal, and what is known better now").Produces<SnapshotDetailResponse>().ProducesProblem(404);
        snapshots.MapPost("/{month}/seal", Seal).RequireAuthorization(Policies.SealMonths).WithPath("month", Month)
            .WithSummary("Seals a month that is over, where the schedule has not (role Security)").Produces<SnapshotResponse>(201).ProducesProblem(404)
            .ProducesProblem(409);
        snapshots.MapPost("/{month}/sign-off", SignOff).RequireAuthorization(Policies.SignMonths).WithPath("month", Month)
            .WithSummary("Signs a sealed month off by its hash, once each, and never one sealed by hand by oneself (role RiskApprover or Auditor)")
            .Produces(204).ProducesProblem(404).ProducesProblem(409);
        api.MapExport(SnapshotSheets.Snapshots, Policies.Read, QueryParameters.Paging, QueryParameters.AsOf).ProducesFile<SnapshotResponse>();
        api.MapMonthFile().RequireAuthorization(Policies.Read).WithPath("month", Month).WithPath("format", "The format: json, csv or xlsx.")
            .WithSummary("One sealed month as a file, a figure a row").WithTags("Files").ProducesFileOf<SnapshotDetailResponse>().ProducesProblem(404);
    }

    private static async Task<IResult> List(HttpContext context, SealedMonthQuery months, Storage.Queries.RunQuery runs, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var all = await months.ListAsync(query.AsOf, cancellationToken);
        var page = all.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).Select(SnapshotResponse.Of);
        var run = await runs.StandingAsync(query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<SnapshotResponse>([.. page], all.Count, query.AsOf ?? query.Now, RunRefResponse.Of(run)));
    }

    private static async Task<IResult> Find(string month, SealedMonthQuery months, RestatementQuery restatements, CancellationToken cancellationToken) =>
        CostMonth.TryParse(month, out var wanted) && await months.FindAsync(wanted, cancellationToken) is { } found
            ? TypedResults.Ok(SnapshotDetailResponse.Of(found, await restatements.RunAsync(found, cancellationToken)))
            : NotSealed();

    private static async Task<IResult> Seal(
        string month, HttpContext context, SealMonthCommand command, SealedMonthQuery months, CollectionService collection, CancellationToken cancellationToken)
    {
        if (!CostMonth.TryParse(month, out var wanted)) return Problems.NotFound("A month is given as 2026-03.");
        // While the demo fills its past, what is missing is not what nobody saw.
        if (collection.HeldFor is { } reason) return Problems.Conflict(reason);
        var outcome = await command.RunAsync(wanted, Actors.Of(context.User), cancellationToken);
        return outcome == SealOutcome.Sealed
            ? TypedResults.Created(Urls.DashboardUrls.ApiSnapshot(wanted), SnapshotResponse.Of((await months.FindAsync(wanted, cancellationToken))!))
            : Problems.Conflict(SnapshotWords.Refusal(outcome, wanted));
    }

    private static async Task<IResult> SignOff(
        string month, SignOffRequest request, HttpContext context, SignMonthCommand command, CancellationToken cancellationToken)
    {
        if (!CostMonth.TryParse(month, out var wanted)) return NotSealed();
        if (string.IsNullOrWhiteSpace(request.Hash)) return Invalid("hash", "The hash of the month that was looked at is needed.");
        var outcome = await command.RunAsync(wanted, request.Hash, request.Comment, Actors.Of(context.User), cancellationToken);
        return outcome switch
        {
            SignOutcome.Done => TypedResults.NoContent(),
            SignOutcome.NotSealed => NotSealed(),
            SignOutcome.TooLong => Invalid("comment", SnapshotWords.Refusal(outcome)),
            SignOutcome.NoPerson or SignOutcome.OwnSeal =>
                Results.Problem(SnapshotWords.Refusal(outcome), statusCode: StatusCodes.Status403Forbidden, title: "Not you"),
            SignOutcome.OtherHash or SignOutcome.AlreadySigned => Problems.Conflict(SnapshotWords.Refusal(outcome)),
        };
    }

    private static IResult Invalid(string field, string problem) => Results.ValidationProblem(
        new Dictionary<string, string[]> { [field] = [problem] }, title: "The request is not understood");

    /// <summary>The answer where a month is not sealed.</summary>
    internal static IResult NotSealed() => Problems.NotFound("No such month is sealed. A month is given as 2026-03.");
}
