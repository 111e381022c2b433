using System.Text.Json;
using Dashboard.Web.Api;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting;

namespace Dashboard.Web.Cli;

/// <summary><c>routes</c>.</summary>
internal static class RoutesVerb
{
    /// <summary>Builds the server as <c>serve</c> would, does not start it, and prints what it would answer to.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = VerbSettings.Load();
        if (await VerbSettings.ReadAsync(configuration, TimeProvider.System, serving: true) is not { } settings) return ExitCodes.Failed;
        await using var demo = settings.Demo is null ? null : await DemoEstate.StartAsync(settings.Demo, TimeProvider.System, cancellationToken);
        await using var app = DashboardHost.Build(settings, configuration, demo);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await RouteTable.OfAsync(app), ApiJson.Options));
        return ExitCodes.Succeeded;
    }
}
