using Dashboard.Core.Audit;
using Dashboard.Storage;
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
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System) is not { } settings) return ExitCodes.Failed;
        if (settings.Demo is not { } demo)
        {
            throw new OperatorException(
                "Dashboard__Mode: serve in Azure mode needs sign-in, which this version does not have. Use 'collect' and 'export', "
                + "or set Dashboard__Mode=Demo.");
        }

        VerbSettings.PrepareDatabasePlace(settings);
        ListenProbe.EnsureFree(settings.Listen);
        await using var estate = await DemoEstate.StartAsync(demo, TimeProvider.System, cancellationToken);
        await using var app = DashboardHost.Build(settings, configuration, estate);
        await AuditedMigration.RunAsync(app.Services, AuditActor.Program, cancellationToken);
        await app.Services.GetRequiredService<EstateGuard>().EnsureAsync(settings.Collection.Mode, demo.Origin, cancellationToken);
        await app.RunAsync(cancellationToken);
        return ExitCodes.Succeeded;
    }
}
