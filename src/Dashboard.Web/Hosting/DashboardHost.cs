using Dashboard.Storage;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;
using Dashboard.Web.Api;
using Dashboard.Web.Collection;
using Dashboard.Web.Components;
using Dashboard.Web.Connections;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Metrics;
using Dashboard.Web.Status;
using Dashboard.Web.Visits;
using MudBlazor.Services;

namespace Dashboard.Web.Hosting;

/// <summary>Puts the server together.</summary>
internal static class DashboardHost
{
    /// <summary>The server, built and not started.</summary>
    public static WebApplication Build(DashboardSettings settings, IConfiguration configuration, DemoEstate demo)
    {
        // Assets lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DashboardHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddDashboardLogging(configuration);
        // In every environment, so that dotnet run needs no launch profile: with one, it writes a line to stdout, where only
        // data belongs.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls([.. settings.Listen.Select(a => a.GetLeftPart(UriPartial.Authority))]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services
            .AddSingleton(demo.Clock)
            .AddSingleton(settings)
            .AddSingleton(settings.AuditAnchor)
            .AddSingleton(settings.Collection.Allowances)
            .AddDashboardStorage(settings.Storage)
            .AddHostedService<AnchorAtStart>()
            .AddCollector(settings)
            .AddCollectionService(settings)
            .AddDemoEstate(demo)
            .AddDemoBackfill()
            .AddStatus(demo.Clock)
            .AddConnectionTests()
            .AddAccess()
            .AddVisits()
            .AddApi()
            .AddMetricsEndpoint()
            .AddMudServices()
            .AddRazorComponents().AddInteractiveServerComponents(options =>
            {
                options.DetailedErrors = false;
                options.DisconnectedCircuitMaxRetained = 50;
                options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            });

        var app = builder.Build();
        app.UseDashboardPipeline();
        return app;
    }

    private static void UseDashboardPipeline(this WebApplication app)
    {
        app.UseDemoGuard();
        app.UseSecurityHeaders();
        app.UseErrors();
        app.UseRouting();
        app.UseDefaultPersona();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapApi();
        app.MapMetrics();
        app.MapPersona();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization(Policies.Read);
    }

    /// <summary>Programs get problem details, people get a page. Neither gets an exception's text.</summary>
    private static void UseErrors(this WebApplication app)
    {
        app.UseWhen(ApiPaths.AnswersProblems, api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
        app.UseWhen(context => !ApiPaths.AnswersProblems(context), pages =>
        {
            pages.UseExceptionHandler("/error", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
    }
}
