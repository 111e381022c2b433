using Dashboard.Core.Findings;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Api;

/// <summary>Findings: what fails since when, and who is to mend it.</summary>
internal static class FindingEndpoints
{
    private const string Number = "The finding's number.";

    /// <summary>Maps <c>findings</c>.</summary>
    public static void MapFindings(this IEndpointRouteBuilder api)
    {
        var findings = api.MapGroup("/findings").WithTags("Findings");
        findings.MapGet("/", List).OrCsv("findings").RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Findings, QueryParameters.Filter, QueryParameters.FindingSort, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("Findings as they were known at a moment, the most urgent first; rule and excepted name the finding's own, the other filters ask the app")
            .Produces<ListResponse<FindingResponse>>();
        findings.MapGet("/{id:long}", Find).RequireAuthorization(Policies.Read).WithPath("id", Number).WithQuery(QueryParameters.AsOf)
            .WithSummary("One finding with its evidence, notes and occurrences").Produces<FindingDetailResponse>().ProducesProblem(404);
        findings.MapPost("/{id:long}/assign", (long id, AssignRequest request, HttpContext context, NoteFindingCommand note, CancellationToken token) =>
                WriteAsync(id, FindingNoteKind.Assignment, request.Assignee, "assignee", context, note, token))
            .Writes("Says who is to mend a finding (role Security)");
        findings.MapPost("/{id:long}/comment", (long id, CommentRequest request, HttpContext context, NoteFindingCommand note, CancellationToken token) =>
                WriteAsync(id, FindingNoteKind.Comment, request.Text, "text", context, note, token))
            .Writes("Comments on a finding (role Security)");
        findings.MapPost("/{id:long}/link", (long id, LinkRequest request, HttpContext context, NoteFindingCommand note, CancellationToken token) =>
                WriteAsync(id, FindingNoteKind.Ticket, request.Ticket, "ticket", context, note, token))
            .Writes("Links a finding's ticket (role Security)");
    }

    private static void Writes(this RouteHandlerBuilder builder, string summary) => builder
        .RequireAuthorization(Policies.WorkOnFindings).WithPath("id", Number).WithSummary(summary).Produces(204).ProducesProblem(404);

    private static async Task<IResult> List(HttpContext context, FindingListQuery findings, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var page = await findings.RunAsync(
            query.FindingApps, query.Findings, query.FindingSort, query.Page, query.PageSize, query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<FindingResponse>(
            [.. page.Items.Select(FindingResponse.Of)], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }

    private static async Task<IResult> Find(long id, HttpContext context, FindingListQuery findings, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        return await findings.FindAsync(id, query.AsOf, cancellationToken) is { } detail
            ? TypedResults.Ok(FindingDetailResponse.Of(detail, query.AsOf ?? query.Now))
            : Problems.NotFound($"There is no finding {id} at that moment.");
    }

    private static async Task<IResult> WriteAsync(
        long id, FindingNoteKind kind, string? text, string field, HttpContext context, NoteFindingCommand note, CancellationToken cancellationToken) =>
        await note.RunAsync(id, kind, text, Actors.Of(context.User), cancellationToken) switch
        {
            NoteOutcome.Written => TypedResults.NoContent(),
            NoteOutcome.NotFound => Problems.NotFound($"There is no finding {id}."),
            NoteOutcome.TextRefused => Results.ValidationProblem(
                new Dictionary<string, string[]> { [field] = [FindingNoteText.Expected(kind)] }, title: "The request is not understood"),
        };
}
