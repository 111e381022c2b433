using Dashboard.Azure.Arm;
using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Storage;
using Dashboard.Web.Access.Certificates;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting;

namespace Dashboard.Web.Cli;

/// <summary><c>serve</c>.</summary>
internal static class ServeVerb
{
    /// <summary>Serves until it is asked to stop.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System, serving: true) is not { } settings) return ExitCodes.Failed;
        VerbSettings.PrepareDatabasePlace(settings);
        ListenProbe.EnsureFree(settings.Listen);
        await using var demo = settings.Demo is null ? null : await DemoEstate.StartAsync(settings.Demo, TimeProvider.System, cancellationToken);
        await using var app = DashboardHost.Build(settings, configuration, demo);
        await AuditedMigration.RunAsync(app.Services, AuditActor.Program, cancellationToken);
        var origin = app.Services.GetRequiredService<IAzureEstate>().Origin;
        await app.Services.GetRequiredService<EstateGuard>().EnsureAsync(settings.Collection.Mode, origin, cancellationToken);
        await OwnSiteCheck.EnsureAsync(settings.ClientCertificates, app.Services.GetRequiredService<ISiteReader>(), cancellationToken);
        await app.RunAsync(cancellationToken);
        return ExitCodes.Succeeded;
    }
}
