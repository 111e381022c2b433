using System.Globalization;
using Dashboard.Core.Costs;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Commands;
using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Exports;

namespace Dashboard.Web.Api;

/// <summary>Every list as a file: by suffix (<c>apps.csv</c>), and as CSV by <c>Accept: text/csv</c> on the list itself.</summary>
internal static class ExportEndpoints
{
    /// <summary>Maps the files of <paramref name="list"/> for those whom <paramref name="policy"/> admits.</summary>
    public static RouteHandlerBuilder MapExport(this IEndpointRouteBuilder api, string list, string policy, params IReadOnlyList<QueryParameter>[] parameters) =>
        api.MapGet($"/{list}.{{format:regex(^(json|csv|xlsx)$)}}", (string format, HttpContext context, Exporter exporter) =>
                OpenAsync(list, Enum.Parse<ExportFormat>(format, ignoreCase: true), context, exporter))
            .RequireAuthorization(policy)
            .WithQuery(parameters)
            .WithPath("format", "The format: json, csv or xlsx.")
            .WithSummary($"The list {list} as a file: all rows, or one page where page or pageSize is given")
            .WithTags("Files");

    /// <summary>Maps the files of one sealed month.</summary>
    public static RouteHandlerBuilder MapMonthFile(this IEndpointRouteBuilder api) =>
        api.MapGet("/snapshots/{month}.{format:regex(^(json|csv|xlsx)$)}", async (string month, string format, HttpContext context, SnapshotSheets snapshots) =>
            CostMonth.TryParse(month, out var wanted) && await snapshots.MonthAsync(wanted, context.RequestAborted) is { } sheet
                ? await TakeAsync(sheet, Enum.Parse<ExportFormat>(format, ignoreCase: true), context)
                : SnapshotEndpoints.NotSealed());

    /// <summary>Answers CSV on the list's own address to who asks for it by <c>Accept</c>.</summary>
    public static RouteHandlerBuilder OrCsv(this RouteHandlerBuilder builder, string list) =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            http.Response.Headers.Append("Vary", "Accept");
            return WantsCsv(http.Request)
                ? await OpenAsync(list, ExportFormat.Csv, http, http.RequestServices.GetRequiredService<Exporter>())
                : await next(context);
        }).WithMetadata(new CsvAlternative());

    private static async Task<IResult> OpenAsync(string list, ExportFormat format, HttpContext context, Exporter exporter)
    {
        var query = QueryFilter.Of(context);
        var paged = context.Request.Query.ContainsKey("page") || context.Request.Query.ContainsKey("pageSize");
        var apps = list switch { "findings" => query.FindingApps, ExceptionEndpoints.ListName => query.ExceptionApps, _ => query.Filter };
        var request = new ExportRequest(apps, query.Sort, query.AsOf, paged ? (query.Page, query.PageSize) : null)
        {
            Audit = list == "audit" ? query.Audit() : AuditFilter.Any,
            RunSort = query.RunSort,
            Events = list == "changes" ? query.Events : EventFilter.Any,
            Findings = query.Findings,
            FindingSort = query.FindingSort,
            Exceptions = query.Exceptions,
            ExceptionSort = query.ExceptionSort,
            Remediation = list == Exporter.TimeToRemediate ? RemediationPeriod.Read(query) : null,
            Weeks = list == Exporter.FindingWeeks ? FindingWeeksRequest.Read(query).Weeks : FindingWeeksRequest.Usual,
            Tags = list == "tags" ? query.TagChoice() : TagChoice.All,
            Untagged = list == "untagged" ? query.Untagged() : (TagKind.Sensitivity, false),
            Plans = list == CostSheets.Plans ? PlanChoice.Read(query) : null,
            Costs = list == CostSheets.Costs ? CostPeriod.Read(query) : null,
            Exemptions = list == PolicyExemptionEndpoints.ListName ? query.ExemptionFindings() : [],
            Certificates = list == CertificateSheets.Certificates ? CertificateChoice.Read(query) : CertificateChoice.All,
            Conditions = list == "subscriptions" ? query.Conditions() : [],
            Period = list is Exporter.Coverage or Exporter.FindingDays ? CoveragePeriod.Read(query) : null,
        };
        if (QueryFilter.Invalid(query) is { } invalid) return invalid;
        var sheet = await exporter.OpenAsync(list, request, context.RequestAborted);
        return paged ? new ExportResult(sheet, format) : await TakeAsync(sheet, format, context);
    }

    // A page is reading; who takes a whole list away is to be found in the trail.
    private static async Task<IResult> TakeAsync(ExportSheet sheet, ExportFormat format, HttpContext context)
    {
        var events = context.RequestServices.GetRequiredService<RecordEventCommand>();
        await events.RunAsync(ExportEvent.Of(Actors.Of(context.User), sheet, format), context.RequestAborted);
        return new ExportResult(sheet, format);
    }

    private static bool WantsCsv(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        double Quality(string type) => accepted
            .Where(a => a.MatchesMediaType(type)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        var csv = accepted.Where(a => a.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1)
            .DefaultIfEmpty(0).Max();
        return csv > 0 && csv >= Quality("application/json");
    }

    /// <summary>Streams a list; the headers say what it describes, also for an empty one.</summary>
    private sealed class ExportResult(ExportSheet sheet, ExportFormat format) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            var suffix = format.ToString().ToLowerInvariant();
            httpContext.Response.ContentType = ExportWriter.ContentType(format);
            headers.ContentDisposition = string.Create(
                CultureInfo.InvariantCulture, $"attachment; filename=\"{sheet.Name}-{sheet.Facts.AsOf.UtcDateTime:yyyy-MM-dd}.{suffix}\"");
            headers.CacheControl = "no-store";
            headers["X-Dashboard-As-Of"] = CellText.Moment(sheet.Facts.AsOf);
            headers["X-Dashboard-Filter"] = sheet.Facts.Filter;
            headers["X-Dashboard-Rule-Set"] = sheet.Facts.RuleSetVersion ?? "";
            headers["X-Dashboard-Run"] = sheet.Facts.Run?.Id.ToString(CultureInfo.InvariantCulture) ?? "";
            return ExportWriter.WriteAsync(sheet, format, httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}
