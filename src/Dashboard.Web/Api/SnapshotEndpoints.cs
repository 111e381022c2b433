using Dashboard.Core.Costs;
using Dashboard.Core.Reports;
using Dashboard.Storage.Reports;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Collection;
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
        return await command.RunAsync(wanted, Actors.Of(context.User), cancellationToken) switch
        {
            SealOutcome.Sealed => TypedResults.Created(
                $"{Urls.DashboardUrls.Api}/snapshots/{wanted}", SnapshotResponse.Of((await months.FindAsync(wanted, cancellationToken))!)),
            SealOutcome.AlreadySealed => Problems.Conflict($"{wanted} is sealed already, and never changes."),
            SealOutcome.NotOver => Problems.Conflict($"{wanted} is not over."),
            SealOutcome.Waiting => Problems.Conflict(
                $"{wanted} waits for a run that reads everything and started after its end, for {MonthSealing.Patience.TotalHours:0} hours at most."),
            SealOutcome.NoHistory => Problems.Conflict($"No run had been merged by the end of {wanted}."),
        };
    }

    /// <summary>The answer where a month is not sealed.</summary>
    internal static IResult NotSealed() => Problems.NotFound("No such month is sealed. A month is given as 2026-03.");
}
