using Dashboard.Azure;
using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Simulator;
using Dashboard.Simulator.Faults;
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
        // A demo at a moment of its own has its year end with that month; any other keeps the simulator's fixed year, so that
        // the estate of a day stays the same however often the program is started.
        var yearEnd = settings.AsOf is { } moment
            ? new DateTimeOffset(moment.Year, moment.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1)
            : SimulatorOptions.DefaultYearEnd;
        var options = new SimulatorOptions
        {
            Apps = settings.Apps,
            Seed = settings.Seed,
            AsOf = settings.AsOf,
            YearEnd = yearEnd,
            TimeProvider = real,
            // Clients of Key Vault speak to nothing else.
            Https = true,
            // A year of days passes in a minute of real time; quotas, which count real time, would hold it up for hours or days.
            Quota = 10_000,
            CostQuota = 100_000,
        };
        return new DemoEstate(await SimulatorHost.StartAsync(options, cancellationToken), settings, clock);
    }

    /// <summary>
    /// Shows the estate as it is at <paramref name="moment"/>. A demo that stands at a moment of its own never shows a
    /// later state, so that the same settings always give the same figures.
    /// </summary>
    public void MoveTo(DateTimeOffset moment) =>
        _simulator.MoveTo(_settings.AsOf is { } last && moment > last ? last : moment);

    /// <summary>Lets Azure misbehave from now on; none sets it right.</summary>
    public void SetFaults(IReadOnlyList<Fault> faults) => _simulator.SetFaults(faults);

    /// <summary>Adds the ordinary clients, pointed at the simulator, under the demo's own origin.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddDashboardAzure(new AzureSettings(resourceManagerEndpoint: _simulator.HttpEndpoint, credential: CredentialKind.LoopbackToken)
        {
            TenantId = _simulator.TenantId,
            RetailPricesEndpoint = _simulator.HttpEndpoint,
            KeyVaultUris = _simulator.VaultUris,
            LoopbackAuthority = _simulator.CertificateAuthorityPem,
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
    public AppCollector Create(Action<RunLease, Core.Runs.RunProgress> progressed, AuditActor? actor = null)
    {
        estate.MoveTo(clock.GetUtcNow());
        return inner.Create(progressed, actor);
    }
}
