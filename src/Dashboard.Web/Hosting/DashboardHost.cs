using Dashboard.Web.Access;
using Dashboard.Web.Access.Edge;
using Dashboard.Web.Api;
using Dashboard.Web.Collection;
using Dashboard.Web.Components;
using Dashboard.Web.Connections;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Metrics;
using Dashboard.Web.Status;
using Dashboard.Web.Visits;
using Microsoft.AspNetCore.HttpOverrides;
using MudBlazor.Services;

namespace Dashboard.Web.Hosting;

/// <summary>Puts the server together: what every server has here, and its mode's own parts in <see cref="ServerMode"/>.</summary>
internal static class DashboardHost
{
    /// <summary>The server, built and not started; <paramref name="demo"/> is null for a real estate.</summary>
    public static WebApplication Build(DashboardSettings settings, IConfiguration configuration, DemoEstate? demo)
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
        builder.WebHost.ConfigureKestrel(ServerLimits.Apply);
        var clock = demo?.Clock ?? TimeProvider.System;
        builder.Services
            // The framework's switch (ASPNETCORE_FORWARDEDHEADERS_ENABLED) believes every caller, before any check of ours, and some
            // platforms turn it on by themselves. This leaves it nothing to read; who has known proxies names them.
            .PostConfigure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.None)
            .AddSingleton(clock)
            .AddSingleton(settings)
            .AddSingleton(settings.AuditAnchor)
            .AddSingleton(settings.Collection.Allowances)
            .AddDatabase(settings)
            .AddHostedService<AnchorAtStart>()
            .AddCollector(settings)
            .AddCollectionService(settings)
            .AddStatus(clock)
            .AddConnectionTests()
            .AddAccess(settings.Edge)
            .AddVisits()
            .AddApi()
            .AddMetricsEndpoint()
            .AddMudServices()
            .AddPages();
        var mode = ServerMode.Of(settings, demo);
        mode.AddTo(builder.Services);

        var app = builder.Build();
        app.UseDashboardPipeline(mode);
        return app;
    }

    private static void AddPages(this IServiceCollection services) => services
        .AddRazorComponents()
        .AddInteractiveServerComponents(options =>
        {
            options.DetailedErrors = false;
            options.DisconnectedCircuitMaxRetained = 50;
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        })
        .AddHubOptions(options =>
        {
            options.EnableDetailedErrors = false;
            options.MaximumReceiveMessageSize = ServerLimits.MaxMessage;
        });

    private static void UseDashboardPipeline(this WebApplication app, ServerMode mode)
    {
        mode.UseGuard(app);
        app.UseErrors();
        app.UseRouting();
        mode.UseAuthentication(app);
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapApi();
        app.MapMetrics();
        mode.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization(Policies.Read);
    }

    /// <summary>Programs get problem details, people get a page. Neither gets an exception's text.</summary>
    private static void UseErrors(this WebApplication app)
    {
        app.UseWhen(ApiPaths.AnswersProblems, api =>
        {
            // A body that is too large, for one, is the caller's mistake.
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                StatusCodeSelector = e => (e as BadHttpRequestException ?? e.InnerException as BadHttpRequestException) is { } bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            });
            api.UseStatusCodePages();
            api.UseUtf8Bodies();
        });
        app.UseWhen(context => !ApiPaths.AnswersProblems(context), pages =>
        {
            pages.UseExceptionHandler("/error", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
    }
}
