using System.Net;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;
using Dashboard.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dashboard.Web.Tests.Security;

/// <summary>Every endpoint with every persona, against a table that is written by hand.</summary>
public sealed class AuthorizationMatrixTests(RunningDemo demo)
{
    private const string Anyone = "anyone";
    private const string Page = "page";

    /// <summary>Auditors and Admins, of lists and of the page, which has the default persona too.</summary>
    private const string AuditReaders = "Auditor Admin";
    private const string AuditPage = "page Auditor Admin";

    /// <summary>Who operates the program: who may look, who may test, and the page, which has the default persona too.</summary>
    private const string Operators = "Admin Auditor Security";
    private const string Testers = "Admin Security";
    private const string OperatorsPage = "page Admin Auditor Security";
    private const string Requesters = "Security AppOwner";
    private const string Scrapers = "Monitor Admin Security";

    /// <summary>Who may do what. A page serves a browser without a choice as the default persona.</summary>
    private static readonly Dictionary<string, string> Table = new()
    {
        ["GET /health/live"] = Anyone,
        ["GET /health/ready"] = Anyone,
        ["GET /openapi/{documentName}.json"] = Roles.Reader,
        ["GET /metrics"] = Scrapers,
        ["GET /api/v1/overview"] = Roles.Reader,
        ["GET /api/v1/kpis/coverage"] = Roles.Reader,
        ["GET /api/v1/apps"] = Roles.Reader,
        ["GET /api/v1/apps/{**id}"] = Roles.Reader,
        ["GET /api/v1/plans"] = Roles.Reader,
        ["GET /api/v1/plans/{**id}"] = Roles.Reader,
        ["GET /api/v1/plans.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/costs"] = Roles.Reader,
        ["GET /api/v1/costs.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/unlock-costs"] = Roles.Reader,
        ["GET /api/v1/unlock-costs.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/assumptions"] = Roles.Reader,
        ["GET /api/v1/assumptions.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["PUT /api/v1/assumptions"] = Roles.FinOps,
        ["GET /api/v1/unlock-costs/realised"] = Roles.Reader,
        ["GET /api/v1/unlock-costs/realised.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/changes"] = Roles.Reader,
        ["GET /api/v1/history"] = Roles.Reader,
        ["GET /api/v1/kpis/time-to-remediate"] = Roles.Reader,
        ["GET /api/v1/kpis/time-to-remediate.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/kpis/findings"] = Roles.Reader,
        ["GET /api/v1/kpis/findings.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/kpis/finding-weeks"] = Roles.Reader,
        ["GET /api/v1/kpis/finding-weeks.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/findings/"] = Roles.Reader,
        ["GET /api/v1/findings/{id:long}"] = Roles.Reader,
        ["GET /api/v1/findings.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["POST /api/v1/findings/{id:long}/assign"] = Roles.Security,
        ["POST /api/v1/findings/{id:long}/comment"] = Roles.Security,
        ["POST /api/v1/findings/{id:long}/link"] = Roles.Security,
        ["GET /api/v1/exceptions/"] = Roles.Reader,
        ["GET /api/v1/exceptions/{id:long}"] = Roles.Reader,
        ["GET /api/v1/exceptions.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/policy-exemptions"] = Roles.Reader,
        ["GET /api/v1/policy-exemptions.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/certificates/"] = Roles.Reader,
        ["GET /api/v1/certificates/{id:long}"] = Roles.Reader,
        ["GET /api/v1/certificates/calendar"] = Roles.Reader,
        ["GET /api/v1/certificates.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["POST /api/v1/certificates/"] = Roles.Ingest,
        ["POST /api/v1/certificates/import"] = Roles.Security,
        ["POST /api/v1/certificates/{id:long}/retire"] = Roles.Security,
        ["POST /api/v1/certificates/{id:long}/revoke"] = Roles.Security,
        ["POST /api/v1/certificates/{id:long}/confirm-successor"] = Roles.Security,
        ["GET /api/v1/kpis/renewal-lead-time"] = Roles.Reader,
        ["GET /api/v1/pkis/"] = Roles.Reader,
        ["GET /api/v1/pkis.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["POST /api/v1/pkis/"] = Roles.Security,
        ["PUT /api/v1/pkis/{id:long}"] = Roles.Security,
        ["POST /api/v1/exceptions/"] = Requesters,
        ["POST /api/v1/exceptions/{id:long}/approve"] = Roles.RiskApprover,
        ["POST /api/v1/exceptions/{id:long}/reject"] = Roles.RiskApprover,
        ["POST /api/v1/exceptions/{id:long}/revoke"] = Roles.RiskApprover,
        ["POST /api/v1/exceptions/{id:long}/withdraw"] = Requesters,
        ["POST /api/v1/exceptions/{id:long}/comment"] = "Security RiskApprover AppOwner",
        ["GET /api/v1/snapshots/"] = Roles.Reader,
        ["GET /api/v1/snapshots.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/snapshots/{month}"] = Roles.Reader,
        ["GET /api/v1/snapshots/{month}.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["POST /api/v1/snapshots/{month}/seal"] = Roles.Security,
        ["POST /api/v1/snapshots/{month}/sign-off"] = "RiskApprover Auditor",
        ["GET /api/v1/runs/"] = Roles.Reader,
        ["GET /api/v1/runs/{id:long}"] = Roles.Reader,
        ["POST /api/v1/runs/"] = Roles.Security,
        ["POST /api/v1/runs/{id:long}/cancel"] = Roles.Security,
        ["GET /api/v1/rules"] = Roles.Reader,
        ["GET /api/v1/tags"] = Roles.Reader,
        ["GET /api/v1/untagged"] = Roles.Reader,
        ["GET /api/v1/tags.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/untagged.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/status"] = Roles.Reader,
        ["GET /api/v1/overview.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/apps.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/changes.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/history.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/runs.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/rules.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/kpis/coverage.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["GET /api/v1/subscriptions"] = Roles.Reader,
        ["GET /api/v1/subscriptions.{format:regex(^(json|csv|xlsx)$)}"] = Roles.Reader,
        ["POST /api/v1/subscriptions/{id}/retire"] = Roles.Admin,
        ["GET /api/v1/audit"] = AuditReaders,
        ["GET /api/v1/audit.{format:regex(^(json|csv|xlsx)$)}"] = AuditReaders,
        ["GET /api/v1/connections/"] = Operators,
        ["POST /api/v1/connections/test"] = Testers,
        ["POST /api/v1/connections/{source}/test"] = Testers,
        ["GET /connect"] = OperatorsPage,
        ["GET /audit"] = AuditPage,
        ["GET /"] = Page,
        ["GET /my-apps"] = Page,
        ["GET /findings"] = Page,
        ["GET /exceptions"] = Page,
        ["GET /exceptions/new"] = Page,
        ["GET /exceptions/policy"] = Page,
        ["GET /exceptions/{Id:long}"] = Page,
        ["GET /remediation"] = Page,
        ["GET /snapshots"] = Page,
        ["GET /snapshots/{Name}"] = Page,
        ["GET /certificates"] = Page,
        ["GET /certificates/import"] = Page,
        ["GET /certificates/{Id:long}"] = Page,
        ["GET /pkis"] = Page,
        ["GET /costs"] = Page,
        ["GET /assumptions"] = Page,
        ["GET /plans"] = Page,
        ["GET /plans/{*ResourceId}"] = Page,
        ["GET /apps"] = Page,
        ["GET /apps/{*ResourceId}"] = Page,
        ["GET /changes"] = Page,
        ["GET /runs"] = Page,
        ["GET /runs/{Id:long}"] = Page,
        ["GET /status"] = Page,
        ["GET /rules"] = Page,
        ["GET /tags"] = Page,
    };

    [Fact]
    public async Task Every_persona_gets_what_the_table_says()
    {
        foreach (var (endpoint, allowed) in Table)
        {
            var (method, path) = Request(endpoint);
            foreach (var persona in Personas.All)
            {
                var expected = allowed is Anyone or Page || persona.Roles.Any(allowed.Split(' ').Contains);
                var status = await SendAsync(persona.Key, method, path);
                Assert.True((status != HttpStatusCode.Forbidden) == expected, $"{endpoint} as {persona.Key}: {status}");
                Assert.True((int)status is not (401 or >= 500), $"{endpoint} as {persona.Key}: {status}");
            }

            var nobody = await SendAsync(null, method, path);
            Assert.True((nobody == HttpStatusCode.Unauthorized) == (allowed is not (Anyone or Page or AuditPage or OperatorsPage)), $"{endpoint} as nobody: {nobody}");
            if (allowed != Anyone) Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync("intruder", method, path));
        }
    }

    [Fact]
    public void The_table_knows_every_endpoint_and_no_other()
    {
        var found = Endpoints().Where(e => IsOurs(e.Route)).Select(e => $"{e.Method} {e.Route}").Distinct();
        var known = Table.Keys.Concat(["POST /persona", "GET /error", "GET /not-found"]);
        Assert.Equal(known.Order(), found.Order());
    }

    [Fact]
    public void Only_health_and_static_files_are_open()
    {
        var open = Endpoints().Where(e => e.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            && e.Endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null).Select(e => e.Route).Distinct().Order();
        Assert.Equal(["/health/live", "/health/ready"], open);
    }

    [Fact]
    public void What_says_nothing_asks_for_a_reader()
    {
        var options = demo.App.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value;
        Assert.NotNull(options.FallbackPolicy);
        Assert.Contains(options.FallbackPolicy.Requirements, r => r is Microsoft.AspNetCore.Authorization.Infrastructure.RolesAuthorizationRequirement
        {
            AllowedRoles: var roles,
        } && roles.Contains(Roles.Reader));
    }

    [Fact]
    public async Task A_cookie_reads_the_api_but_changes_nothing()
    {
        using var client = demo.Client(null);
        client.DefaultRequestHeaders.Add("Cookie", "dashboard-persona=security");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/rules")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/api/v1/runs", null)).StatusCode);
    }

    /// <summary>The framework's own: circuits, scripts, and files that were added after the build.</summary>
    private static bool IsOurs(string route) =>
        route != "/{**path:file}" && !route.StartsWith("/_blazor", StringComparison.Ordinal) && !route.StartsWith("/_framework", StringComparison.Ordinal);

    private IEnumerable<(Endpoint Endpoint, string Method, string Route)> Endpoints() =>
        demo.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(e => (
                (Endpoint)e,
                e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET",
                "/" + e.RoutePattern.RawText!.TrimStart('/')));

    private static (HttpMethod Method, string Path) Request(string endpoint)
    {
        var parts = endpoint.Split(' ');
        var path = System.Text.RegularExpressions.Regex.Replace(parts[1], @"\{format.*\}$", "csv")
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{**id}", "subscriptions/x", StringComparison.Ordinal)
            .Replace("{*ResourceId}", "subscriptions/x", StringComparison.Ordinal)
            .Replace("{id:long}", "999999", StringComparison.Ordinal)
            .Replace("{source}", "scopes", StringComparison.Ordinal)
            .Replace("{id}", "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal)
            .Replace("{Id:long}", "999999", StringComparison.Ordinal);
        return (new HttpMethod(parts[0]), path);
    }

    private async Task<HttpStatusCode> SendAsync(string? persona, HttpMethod method, string path)
    {
        // A run that really starts would change what other tests look at: an unknown parameter stops it after the door.
        if (method == HttpMethod.Post || method == HttpMethod.Put) path += "?stop=here";
        using var client = demo.Client(persona);
        using var answer = await client.SendAsync(new HttpRequestMessage(method, path));
        return answer.StatusCode;
    }
}
