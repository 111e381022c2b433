using System.Net;
using Dashboard.Simulator.CostManagement;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.KeyVault;
using Dashboard.Simulator.ResourceGraph;
using Dashboard.Simulator.ResourceManager;
using Dashboard.Simulator.RetailPrices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dashboard.Simulator.Hosting;

/// <summary>Builds the web server: on loopback only, and deaf to the settings of the program that embeds it.</summary>
internal static class SimulatorServer
{
    public static WebApplication Build(SimulatorOptions options, World world, FaultGate faults, LocalAuthority? authority)
    {
        // The empty builder reads no configuration files, environment variables or command line.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Dashboard.Simulator" });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options, authority));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // Kestrel tells of every answer that is cut off on purpose; ErrorLog tells of what is not.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);

        var app = builder.Build();
        var control = new ControlEndpoints(world, faults);
        var pipeline = new ArmPipeline(world, options.LatencyMs);
        app.Use(next => http => ErrorLog.InvokeAsync(http, next, app.Logger));
        app.Use(next => http => control.InvokeAsync(http, next));
        app.Use(next => http => pipeline.InvokeAsync(http, next));
        app.Use(next => http => faults.InvokeAsync(http, next));
        app.UseRouting();
        Map(app, options, world);
        return app;
    }

    /// <summary>The address that was bound for a scheme.</summary>
    public static Uri Address(WebApplication app, string scheme)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        return addresses.Select(a => new Uri(a)).First(a => a.Scheme == scheme);
    }

    private static void Map(WebApplication app, SimulatorOptions options, World world)
    {
        var quota = new QuotaWindow(options.Quota, options.TimeProvider);
        world.Clock.DayChanged += (_, _) => quota.Reset();
        new GraphEndpoint(world, quota).Map(app);
        new SubscriptionEndpoints(world).Map(app);
        new WebEndpoints(world).Map(app);

        var units = new QueryUnits(options.CostQuota, options.TimeProvider);
        world.Clock.DayChanged += (_, _) => units.Reset();
        new CostEndpoint(world, units, options.CostPageSize).Map(app);
        new PriceEndpoint(world).Map(app);
        new VaultEndpoint(world).Map(app);
    }

    private static void Listen(KestrelServerOptions kestrel, SimulatorOptions options, LocalAuthority? authority)
    {
        kestrel.Listen(IPAddress.Loopback, options.Port);
        if (authority is not null)
        {
            kestrel.Listen(IPAddress.Loopback, options.HttpsPort, listen => listen.UseHttps(authority.Server));
        }
    }
}
