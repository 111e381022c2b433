using Dashboard.Core.Exceptions;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>The exception register: what is accepted until when, asking for it and deciding it.</summary>
internal static class ExceptionEndpoints
{
    private const string Number = "The exception's number.";

    /// <summary>Maps <c>exceptions</c> and its files.</summary>
    public static void MapExceptions(this IEndpointRouteBuilder api)
    {
        var exceptions = api.MapGroup("/exceptions").WithTags("Exceptions");
        exceptions.MapGet("/", List).OrCsv(ListName).RequireAuthorization(Policies.Read)
            .WithQuery(QueryParameters.Exceptions, QueryParameters.Filter, QueryParameters.ExceptionSort, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("Exceptions as they stand at a moment, the newest request first; rule names what they cover, the other filters ask the apps")
            .Produces<ListResponse<ExceptionResponse>>();
        api.MapExport(
            ListName, Policies.Read, QueryParameters.Exceptions, QueryParameters.Filter, QueryParameters.ExceptionSort, QueryParameters.Paging,
            QueryParameters.AsOf).ProducesFile<ExceptionResponse>();
        exceptions.MapGet("/{id:long}", Find).RequireAuthorization(Policies.Read).WithPath("id", Number).WithQuery(QueryParameters.AsOf)
            .WithSummary("One exception with what it covers and its history").Produces<ExceptionDetailResponse>().ProducesProblem(404);
        exceptions.MapPost("/", Request).RequireAuthorization(Policies.RequestExceptions)
            .WithSummary("Asks for an exception (role Security, or AppOwner for own apps)")
            .Produces<ExceptionRequestedResponse>(201).ProducesProblem(409);
        exceptions.MapStep("approve", ExceptionStep.Approved, Policies.DecideExceptions, "Approves an exception, never one's own (role RiskApprover)");
        exceptions.MapStep("reject", ExceptionStep.Rejected, Policies.DecideExceptions, "Rejects an exception, with the reason (role RiskApprover)");
        exceptions.MapStep("revoke", ExceptionStep.Revoked, Policies.DecideExceptions, "Takes an active exception back, with the reason (role RiskApprover)");
        exceptions.MapStep("withdraw", ExceptionStep.Withdrawn, Policies.RequestExceptions, "Takes one's own request back (role Security or AppOwner)");
        exceptions.MapPost("/{id:long}/comment", Comment).RequireAuthorization(Policies.CommentOnExceptions).WithPath("id", Number)
            .WithSummary("Comments on an exception (role Security or RiskApprover, or AppOwner of what it covers)").Produces(204).ProducesProblem(404);
    }

    /// <summary>The name of the list.</summary>
    public const string ListName = "exceptions";

    private static void MapStep(this RouteGroupBuilder exceptions, string word, ExceptionStep step, string policy, string summary) => exceptions
        .MapPost(
            $"/{{id:long}}/{word}",
            async (long id, ExceptionStepRequest? request, HttpContext context, StepExceptionCommand command, CancellationToken token) =>
                Outcome(id, await command.RunAsync(id, step, request?.Comment, Actors.Of(context.User), token)))
        .RequireAuthorization(policy).WithPath("id", Number).WithSummary(summary).Produces(204).ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> List(HttpContext context, ExceptionListQuery exceptions, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var page = await exceptions.RunAsync(
            query.ExceptionApps, query.Exceptions, query.ExceptionSort, query.Page, query.PageSize, query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<ExceptionResponse>(
            [.. page.Items.Select(ExceptionResponse.Of)], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }

    private static async Task<IResult> Find(long id, HttpContext context, ExceptionDetailQuery exceptions, CancellationToken cancellationToken) =>
        await exceptions.RunAsync(id, QueryFilter.Of(context).AsOf, cancellationToken) is { } detail
            ? TypedResults.Ok(ExceptionDetailResponse.Of(detail))
            : Problems.NotFound($"There is no exception {id} at that moment.");

    private static async Task<IResult> Request(
        ExceptionRequestBody body, HttpContext context, RequestExceptionCommand command, ExceptionRights rights, CancellationToken cancellationToken)
    {
        var missing = new List<ExceptionProblem>();
        if (body.Treatment is null) missing.Add(new("treatment", "The treatment is Mitigated or RiskAccepted."));
        if (body.Expires is null) missing.Add(new("expires", "An expiry is needed."));
        if (body.Apps?.Any(string.IsNullOrWhiteSpace) != false || body.Apps.Count is 0 or > ExceptionRequest.MaxApps)
            missing.Add(new("apps", $"The ARM ids of 1 to {ExceptionRequest.MaxApps} apps are needed."));
        if (body.Rules?.Any(string.IsNullOrWhiteSpace) != false) missing.Add(new("rules", "The ids of rules are needed."));
        if (missing.Count > 0) return Invalid(missing);

        var apps = body.Apps!.Select(a => a!.Trim()).ToList();
        if (await rights.ForeignAsync(context.User, apps, cancellationToken) is { Count: > 0 } foreign)
            return Results.Problem($"{foreign[0]} is not an app of yours.", statusCode: StatusCodes.Status403Forbidden, title: "Not your app");
        var terms = new ExceptionTerms(
            body.Reason ?? "", body.Treatment!.Value, body.CompensatingControl ?? "", body.RiskOwner ?? "", body.Expires!.Value, body.EvidenceLink);
        var outcome = await command.RunAsync(
            new ExceptionRequest(apps, [.. body.Rules!.Select(r => r!)], terms, body.Renews), Actors.Of(context.User), cancellationToken);
        if (outcome.Id is { } id) return TypedResults.Created(DashboardUrls.ApiException(id), new ExceptionRequestedResponse(id, ExceptionStatus.Requested));
        return outcome.Refusal switch
        {
            ExceptionRefusal.NotFound => Invalid([new("renews", $"There is no exception {body.Renews}.")]),
            ExceptionRefusal.AlreadyCovered or ExceptionRefusal.StateForbids =>
                Problems.Conflict(outcome.Problems.Count > 0 ? string.Join(" ", outcome.Problems.Select(p => p.Problem)) : RenewalRefused(outcome.Refusal.Value)),
            _ => Invalid(outcome.Problems),
        };
    }

    private static async Task<IResult> Comment(
        long id, ExceptionStepRequest request, HttpContext context, ExceptionDetailQuery exceptions, ExceptionRights rights, StepExceptionCommand command,
        CancellationToken cancellationToken)
    {
        if (await exceptions.RunAsync(id, null, cancellationToken) is not { } detail) return Problems.NotFound($"There is no exception {id}.");
        return await rights.MayCommentAsync(context.User, detail.Item, cancellationToken)
            ? Outcome(id, await command.RunAsync(id, ExceptionStep.Commented, request.Comment, Actors.Of(context.User), cancellationToken))
            : Results.Problem("It covers no app of yours.", statusCode: StatusCodes.Status403Forbidden, title: "Not your app");
    }

    private static IResult Outcome(long id, ExceptionRefusal? refusal) => refusal switch
    {
        null => TypedResults.NoContent(),
        ExceptionRefusal.NotFound => Problems.NotFound($"There is no exception {id}."),
        ExceptionRefusal.OwnRequest or ExceptionRefusal.NoPerson or ExceptionRefusal.NotRequester =>
            Results.Problem(ExceptionWords.Refusal(refusal.Value), statusCode: StatusCodes.Status403Forbidden, title: "Not you"),
        ExceptionRefusal.TermsRefused => Invalid([new("comment", ExceptionWords.Refusal(refusal.Value))]),
        _ => Problems.Conflict(ExceptionWords.Refusal(refusal.Value)),
    };

    private static string RenewalRefused(ExceptionRefusal refusal) => refusal == ExceptionRefusal.StateForbids
        ? "Only an exception that is active or expired can be renewed."
        : "A renewal of it is asked for already.";

    private static IResult Invalid(IEnumerable<ExceptionProblem> problems) => Results.ValidationProblem(
        problems.GroupBy(p => p.Field).ToDictionary(g => g.Key, g => g.Select(p => p.Problem).ToArray()), title: "The request is not understood");
}
