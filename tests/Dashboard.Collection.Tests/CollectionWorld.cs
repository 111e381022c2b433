using Dashboard.Azure;
using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Collection;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Simulator;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using Dashboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Collection.Tests;

/// <summary>The whole way of the data for tests: a simulator over real HTTP, the Azure clients, the collector, a database.</summary>
internal sealed class CollectionWorld : IAsyncDisposable
{
    private readonly ServiceProvider _storage;
    private readonly TestHistory _history;
    private readonly string _folder;
    private readonly SwitchableEstate _estate = new();
    private ServiceProvider? _azure;
    private SimulatorHost? _simulator;

    /// <summary>What serves now.</summary>
    public SimulatorHost Simulator => _simulator ?? throw new InvalidOperationException("Nothing is served.");

    private CollectionWorld(TestHistory history, ServiceProvider storage, string folder, FakeTimeProvider clock)
    {
        _history = history;
        _storage = storage;
        _folder = folder;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public SwitchableEstate Estate => _estate;

    /// <summary>Where exemptions are read; null while nothing is served.</summary>
    public IPolicySource? Policy => _azure?.GetRequiredService<IPolicySource>();

    public JudgementSettings Judgement { get; set; } = JudgementSettings.Default;

    public T Query<T>() where T : notnull => _storage.GetRequiredService<T>();

    public static async Task<CollectionWorld> CreateAsync(DatabaseProvider provider)
    {
        var history = await TestHistory.CreateAsync(provider);
        var folder = Directory.CreateTempSubdirectory("collection-").FullName;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddDashboardStorage(history.Settings);
        var storage = services.BuildServiceProvider();
        await storage.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        return new CollectionWorld(history, storage, folder, clock);
    }

    /// <summary>Points the collector at a simulator that serves <paramref name="options"/>; the one before ends.</summary>
    public async Task ServeAsync(SimulatorOptions options)
    {
        await StopSimulatorAsync();
        _simulator = await SimulatorHost.StartAsync(options with { AsOf = Clock.GetUtcNow() }, CancellationToken.None);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddDashboardAzure(new AzureSettings(AzureCloud.Public, _simulator.HttpEndpoint, CredentialKind.LoopbackToken)
        {
            KeyVaultUris = _simulator.VaultUris,
            LoopbackAuthority = _simulator.CertificateAuthorityPem,
        });
        _azure = services.BuildServiceProvider();
        _estate.Inner = _azure.GetRequiredService<IAzureEstate>();
    }

    /// <summary>Serves <paramref name="rows"/> as an estate file.</summary>
    public async Task ServeRowsAsync(string rows)
    {
        var file = Path.Combine(_folder, "estate.json");
        await File.WriteAllTextAsync(file, rows);
        await ServeAsync(new SimulatorOptions { EstateFile = file });
    }

    public Task<CollectionResult> CollectAsync(CollectionSettings? settings = null) => new AppCollector(
        _estate, Query<IRunStore>(), Judgement, settings ?? new CollectionSettings(), Clock,
        NullLogger<AppCollector>.Instance)
    {
        Policy = Policy is { } policy ? (policy, Query<IExemptionStore>()) : null,
        Vaults = _azure is { } azure ? (azure.GetRequiredService<ICertificateVaults>(), Query<IVaultStore>()) : null,
    }.RunAsync(RunTrigger.CommandLine, "test", null, CancellationToken.None);

    public async Task<IReadOnlyDictionary<string, AppRow>> AppsAsync()
    {
        var rows = new Dictionary<string, AppRow>();
        await foreach (var row in Query<AppListQuery>().StreamAsync(AppFilter.Any, AppSort.Default, null, CancellationToken.None))
            rows.Add(ResourceIds.Key(row.State.ResourceId), row);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await StopSimulatorAsync();
        await _storage.DisposeAsync();
        await _history.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopSimulatorAsync()
    {
        if (_simulator is not null) await _simulator.DisposeAsync();
        if (_azure is not null) await _azure.DisposeAsync();
    }
}
