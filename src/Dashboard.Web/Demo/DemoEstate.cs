using Dashboard.Azure;
using Dashboard.Core.Collection;
using Dashboard.Simulator;
using Dashboard.Web.Collection;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Demo;

/// <summary>The simulator in this process, and the settings by which the ordinary clients read it.</summary>
internal sealed class DemoEstate : IAsyncDisposable
{
    private readonly SimulatorHost _simulator;
    private readonly DemoSettings _settings;

    private DemoEstate(SimulatorHost simulator, DemoSettings settings, TimeProvider clock) =>
        (_simulator, _settings, Clock) = (simulator, settings, clock);

    /// <summary>The demo's now.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Starts it on a free loopback port.</summary>
    public static async Task<DemoEstate> StartAsync(DemoSettings settings, TimeProvider real, CancellationToken cancellationToken)
    {
        var clock = OffsetClock.Of(settings, real);
        var options = new SimulatorOptions { Apps = settings.Apps, Seed = settings.Seed, AsOf = settings.AsOf, TimeProvider = real };
        return new DemoEstate(await SimulatorHost.StartAsync(options, cancellationToken), settings, clock);
    }

    /// <summary>
    /// Shows the estate as it is at <paramref name="moment"/>. A demo that stands at a moment of its own never shows a
    /// later state, so that the same settings always give the same figures.
    /// </summary>
    public void MoveTo(DateTimeOffset moment) =>
        _simulator.MoveTo(_settings.AsOf is { } last && moment > last ? last : moment);

    /// <summary>Adds the ordinary clients, pointed at the simulator, under the demo's own origin.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddDashboardAzure(new AzureSettings(resourceManagerEndpoint: _simulator.HttpEndpoint, credential: CredentialKind.LoopbackToken)
        {
            TenantId = _simulator.TenantId,
        });
        var real = services.Last(s => s.ServiceType == typeof(IAzureEstate));
        services.Remove(real);
        services.AddSingleton<IAzureEstate>(provider => new NamedOriginEstate(
            (IAzureEstate)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!), _settings.Origin));
    }

    /// <summary>Stops the simulator.</summary>
    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}

/// <summary>Before each run of the demo, the simulator shows the present.</summary>
internal sealed class DemoCollectorFactory(CollectorFactory inner, DemoEstate estate, TimeProvider clock) : ICollectorFactory
{
    /// <inheritdoc/>
    public AppCollector Create(Action<RunLease, Core.Runs.RunProgress> progressed)
    {
        estate.MoveTo(clock.GetUtcNow());
        return inner.Create(progressed);
    }
}
