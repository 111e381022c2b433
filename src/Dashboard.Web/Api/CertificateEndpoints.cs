using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Exports;

namespace Dashboard.Web.Api;

/// <summary>Client certificates: the inventory, what follows what, and KPI 2. Taking them in is in <see cref="CertificateImports"/>.</summary>
internal static class CertificateEndpoints
{
    private const string Number = "The certificate's number.";

    private static readonly IReadOnlyList<QueryParameter> Calendar =
    [
        new("by", "week or month; week if not given."), new("from", "A day of the first period; today if not given."),
        new("periods", $"How many periods, at most {ExpiryCalendarQuery.MostPeriods}; 13 if not given."),
    ];

    /// <summary>Maps <c>certificates</c>, its files, and <c>kpis/renewal-lead-time</c>.</summary>
    public static void MapCertificates(this IEndpointRouteBuilder api)
    {
        var certificates = api.MapGroup("/certificates").WithTags("Certificates");
        certificates.MapGet("/", List).OrCsv(CertificateSheets.Certificates).RequireAuthorization(Policies.Read)
            .WithQuery(CertificateChoice.Parameters, QueryParameters.Paging, QueryParameters.AsOf)
            .WithSummary("Client certificates as they were known at a moment, what expires first comes first").Produces<ListResponse<CertificateResponse>>();
        api.MapExport(CertificateSheets.Certificates, Policies.Read, CertificateChoice.Parameters, QueryParameters.Paging, QueryParameters.AsOf)
            .ProducesFile<CertificateResponse>();
        certificates.MapGet("/{id:long}", Find).RequireAuthorization(Policies.Read).WithPath("id", Number).WithQuery(QueryParameters.AsOf)
            .WithSummary("One certificate with those before and after it").Produces<CertificateDetailResponse>().ProducesProblem(404);
        certificates.MapGet("/calendar", ReadCalendar).RequireAuthorization(Policies.Read).WithQuery(Calendar, QueryParameters.AsOf)
            .WithSummary("What expires by week or month, and what of it has no successor").Produces<ExpiryCalendarResponse>();
        certificates.MapImports();
        certificates.MapPost("/{id:long}/retire", Retire).RequireAuthorization(Policies.ManageCertificates).WithPath("id", Number)
            .WithSummary("Says that a certificate is no longer used, from now on, with the reason (role Security)").Produces(204).ProducesProblem(404).ProducesProblem(409);
        certificates.MapPost("/{id:long}/revoke", Revoke).RequireAuthorization(Policies.ManageCertificates).WithPath("id", Number)
            .WithSummary("Notes that a certificate's issuer took it back, with the reason (role Security)").Produces(204).ProducesProblem(404).ProducesProblem(409);
        certificates.MapPost("/{id:long}/confirm-successor", Confirm).RequireAuthorization(Policies.ManageCertificates).WithPath("id", Number)
            .WithSummary("Says that a certificate follows this one, or that it does not (role Security)").Produces(204).ProducesProblem(404);
        api.MapGet("/kpis/renewal-lead-time", ReadKpi).RequireAuthorization(Policies.Read).WithQuery(QueryParameters.Period, QueryParameters.AsOf)
            .WithSummary("Renewal lead time of a period, as known at a moment; the last 365 days if none is given").Produces<RenewalKpiResponse>().WithTags("KPIs");
    }

    /// <summary>The answer to a step about a certificate.</summary>
    public static IResult Outcome(long id, CertificateOutcome outcome) => outcome switch
    {
        CertificateOutcome.Done or CertificateOutcome.Nothing => TypedResults.NoContent(),
        CertificateOutcome.NotFound => Problems.NotFound($"There is no such certificate as {id}, or none with the other number."),
        CertificateOutcome.AlreadyEnded => Problems.Conflict("It was so already."),
        CertificateOutcome.MomentRefused => Invalid("revokedAt", "The moment lies in the future, or before the certificate was issued."),
        CertificateOutcome.ReasonRefused => Invalid("reason", Core.Costs.Assumptions.ChangeReason.Expected),
        CertificateOutcome.OrderRefused => Invalid("successor", "A successor is another certificate, and a younger one."),
    };

    private static async Task<IResult> List(HttpContext context, CertificateListQuery certificates, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var choice = CertificateChoice.Read(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var page = await certificates.RunAsync(choice.Filter, choice.Sort, query.Page, query.PageSize, query.AsOf, cancellationToken);
        return TypedResults.Ok(new ListResponse<CertificateResponse>(
            [.. page.Items.Select(CertificateResponse.Of)], page.Total, page.AsOf, RunRefResponse.Of(page.Run)));
    }

    private static async Task<IResult> Find(long id, HttpContext context, CertificateDetailQuery certificates, CancellationToken cancellationToken) =>
        await certificates.RunAsync(id, QueryFilter.Of(context).AsOf, cancellationToken) is { } detail
            ? TypedResults.Ok(new CertificateDetailResponse(CertificateResponse.Of(detail.Item), [.. detail.Chain.Select(CertificateResponse.Of)], detail.AsOf))
            : Problems.NotFound($"No certificate {id} was known at that moment.");

    private static async Task<IResult> ReadCalendar(HttpContext context, ExpiryCalendarQuery calendar, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var (by, from) = (query.Text("by"), query.Day("from") ?? DateOnly.FromDateTime((query.AsOf ?? query.Now).UtcDateTime));
        var periods = query.Number("periods", 13, 1, ExpiryCalendarQuery.MostPeriods);
        if (by is not (null or "week" or "month")) query.Wrong("by", "by is week or month.");
        // A calendar has no days beyond year 9999, nor before the first week.
        if (from.Year is < 2 or > 9900) query.Wrong("from", "from is a day of the years 2 to 9900.");
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var answer = await calendar.RunAsync(by == "month", from, periods, query.AsOf, cancellationToken);
        var items = answer.Periods.Select(p => new ExpiryPeriodResponse(p.From, p.To, p.Expiring, p.WithSuccessor, p.WithoutSuccessor)).ToList();
        return TypedResults.Ok(new ExpiryCalendarResponse(items, items.Count, answer.AsOf));
    }

    private static async Task<IResult> ReadKpi(HttpContext context, RenewalLeadTimeQuery renewals, CancellationToken cancellationToken)
    {
        var query = QueryFilter.Of(context);
        var period = RenewalPeriod.Read(query);
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        return TypedResults.Ok(RenewalKpiResponse.Of(await renewals.RunAsync(period.Start, period.End, period.AsOf, cancellationToken), period.From, period.To));
    }

    private static async Task<IResult> Retire(long id, RetireCertificateBody body, HttpContext context, EndCertificateCommand command, CancellationToken cancellationToken) =>
        Outcome(id, await command.RetireAsync(id, body.Reason, Actors.Of(context.User), cancellationToken));

    private static async Task<IResult> Revoke(long id, RevokeCertificateBody body, HttpContext context, EndCertificateCommand command, CancellationToken cancellationToken) =>
        Outcome(id, await command.RevokeAsync(id, body.RevokedAt, body.Reason, Actors.Of(context.User), cancellationToken));

    private static async Task<IResult> Confirm(
        long id, ConfirmSuccessorBody body, HttpContext context, DecideSuccessorCommand command, CancellationToken cancellationToken) => body.Successor is { } successor
        ? Outcome(id, await command.RunAsync(id, successor, body.Confirmed ?? true, Actors.Of(context.User), cancellationToken))
        : Invalid("successor", "The number of the certificate that follows is needed.");

    private static IResult Invalid(string field, string problem) => Results.ValidationProblem(
        new Dictionary<string, string[]> { [field] = [problem] }, title: "The request is not understood");
}
