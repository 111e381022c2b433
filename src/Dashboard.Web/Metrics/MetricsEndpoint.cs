using Dashboard.Web.Access;

namespace Dashboard.Web.Metrics;

/// <summary><c>/metrics</c>, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Registers the metrics.</summary>
    public static IServiceCollection AddMetricsEndpoint(this IServiceCollection services) => services.AddSingleton<DashboardMetrics>();

    /// <summary>Maps <c>/metrics</c> for those who run the program and for the machine that watches it.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Made at once: what happened before the first scrape counts too.
        routes.ServiceProvider.GetRequiredService<DashboardMetrics>();
        routes.MapGet("/metrics", async (HttpContext context, DashboardMetrics metrics) =>
            {
                context.Response.ContentType = ContentType;
                context.Response.Headers.CacheControl = "no-store";
                await metrics.WriteAsync(context.Response.Body, context.RequestAborted);
            })
            .RequireAuthorization(Policies.ReadMetrics)
            .WithSummary("Runs, requests to Azure, requests served and circuits as Prometheus' text (roles Monitor, Admin, Security)")
            .Produces(200, contentType: "text/plain").ProducesProblem(401).ProducesProblem(403).WithTags("Operations");
    }
}
