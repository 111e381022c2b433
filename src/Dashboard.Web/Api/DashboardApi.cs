using Dashboard.Web.Access;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Exports;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api;

/// <summary>The REST API.</summary>
internal static class DashboardApi
{
    /// <summary>Registers what it needs.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddExporter();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        // In every environment alike: a request that cannot be bound is the client's mistake and no exception.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddProblemDetails();
        services.AddExceptionHandler<FailedRequests>();
        services.AddOpenApi("v1", options => options
            .AddOperationTransformer<QueryParameterDocumentation>()
            .AddOperationTransformer<AnswerDocumentation>()
            .AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "App Service mTLS compliance dashboard";
                document.Info.Description =
                    "Lists answer { items, total, asOf, run }; errors are problem details (RFC 9457). Null means unknown. "
                    + "Every list is a file too: .csv, .xlsx or .json after its name, with the moment, the rule-set version and the filter in it. "
                    + "The examples are answers of the demo, where the header X-Demo-Persona says who asks; a real estate asks for an access token "
                    + "of its tenant (Authorization: Bearer).";
                return Task.CompletedTask;
            }));
        return services;
    }

    /// <summary>Maps every resource. Each names its policy: the group has none, so that one forgotten is found by the tests.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(DashboardUrls.Api).AddEndpointFilter<QueryFilter>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
        api.MapOverview();
        api.MapKpis();
        api.MapApps();
        api.MapCosts();
        api.MapAssumptions();
        api.MapChanges();
        api.MapHistory();
        api.MapFindings();
        api.MapExceptions();
        api.MapPolicyExemptions();
        api.MapCertificates();
        api.MapPkis();
        api.MapRuns();
        api.MapRules();
        api.MapTags();
        api.MapSubscriptions();
        api.MapSnapshots();
        api.MapAudit();
        api.MapStatus();
        api.MapConnections();
        api.MapExport("overview", Policies.Read, QueryParameters.Filter, QueryParameters.AsOf).ProducesFileOf<OverviewResponse>();
        api.MapExport("apps", Policies.Read, QueryParameters.Filter, QueryParameters.Sort, QueryParameters.Paging, QueryParameters.AsOf)
            .ProducesFile<AppResponse>();
        api.MapExport("changes", Policies.Read, QueryParameters.Events, QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf)
            .ProducesFile<ChangeResponse>();
        api.MapExport("history", Policies.Read, QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf).ProducesFile<HistoryResponse>();
        api.MapExport(
            "findings", Policies.Read, QueryParameters.Findings, QueryParameters.Filter, QueryParameters.FindingSort, QueryParameters.Paging, QueryParameters.AsOf)
            .ProducesFile<FindingResponse>();
        api.MapExport("runs", Policies.Read, QueryParameters.RunSort, QueryParameters.Paging, QueryParameters.AsOf).ProducesFile<RunResponse>();
        api.MapExport("rules", Policies.Read, QueryParameters.Filter, QueryParameters.AsOf).ProducesFile<RuleResponse>();
        api.MapExport("tags", Policies.Read, QueryParameters.Tags, QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf).ProducesFile<TagResponse>();
        api.MapExport("untagged", Policies.Read, QueryParameters.Untagged, QueryParameters.Filter, QueryParameters.Paging, QueryParameters.AsOf)
            .ProducesFile<UntaggedResponse>();
        api.MapExport("audit", Policies.ReadAudit, QueryParameters.Audit, QueryParameters.Paging).ProducesFile<AuditResponse>();
        routes.MapOpenApi().RequireAuthorization(Policies.Read);
    }
}
