using System.Text.Json.Nodes;
using Dashboard.Azure;
using Dashboard.Core.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Simulator;
using Dashboard.Simulator.Faults;
using Dashboard.Storage;
using Dashboard.Web.Exports;
using Dashboard.Web.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TestHistory = Dashboard.Testing.TestHistory;

namespace Dashboard.Web.Tests.Remediation;

/// <summary>A living estate in the simulator, the program's own clients, collector, database and export, and a clock to move.</summary>
internal sealed class ExportWorld : IAsyncDisposable
{
    private readonly TestHistory _history;
    private readonly SimulatorHost _simulator;
    private readonly ServiceProvider _services;
    private readonly ServiceProvider _azure;

    private ExportWorld(TestHistory history, SimulatorHost simulator, FakeTimeProvider clock)
    {
        (_history, _simulator, Clock) = (history, simulator, clock);
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddDashboardStorage(history.Settings)
            .AddSingleton(Settings()).AddExporter().BuildServiceProvider();
        // What waits between requests waits in real time.
        var azure = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        azure.AddDashboardAzure(new AzureSettings(AzureCloud.Public, simulator.HttpEndpoint, CredentialKind.LoopbackToken));
        _azure = azure.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }

    public static async Task<ExportWorld> CreateAsync(DatabaseProvider provider, DateTimeOffset start)
    {
        var history = await TestHistory.CreateAsync(provider);
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Apps = 150, AsOf = start, Quota = 10_000 }, CancellationToken.None);
        var world = new ExportWorld(history, simulator, new FakeTimeProvider(start));
        await world._services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        return world;
    }

    /// <summary>A day later, a run: over the estate of that day, or over the same one as the run before.</summary>
    public async Task NextDayAsync(RunStatus expected, bool lives = true, params Fault[] faults)
    {
        Clock.Advance(TimeSpan.FromDays(1));
        if (lives) _simulator.MoveTo(Clock.GetUtcNow());
        _simulator.SetFaults(faults);
        var collector = new AppCollector(
            _azure.GetRequiredService<IAzureEstate>(), _services.GetRequiredService<IRunStore>(), JudgementSettings.Default, new CollectionSettings(),
            Clock, NullLogger<AppCollector>.Instance);
        var result = await collector.RunAsync(RunTrigger.CommandLine, "test", null, CancellationToken.None);
        Assert.True(result.Status == expected, $"The run ended {result.Status}. {result.Reason} {string.Join(' ', result.Report?.Scopes.Select(s => s.Problem) ?? [])}");
    }

    /// <summary>The export of all findings, by their number.</summary>
    public async Task<IReadOnlyDictionary<long, JsonObject>> ExportAsync(DateTimeOffset? asOf = null)
    {
        var sheet = await _services.GetRequiredService<Exporter>().OpenAsync("findings", new ExportRequest(AppFilter.Any, AppSort.Default, asOf), default);
        using var file = new MemoryStream();
        await ExportWriter.WriteAsync(sheet, ExportFormat.Json, file, CancellationToken.None);
        file.Position = 0;
        return JsonNode.Parse(file)!["items"]!.AsArray().Select(f => f!.AsObject()).ToDictionary(f => (long)f["id"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await _azure.DisposeAsync();
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
        await _history.DisposeAsync();
    }

    private static DashboardSettings Settings() =>
        SettingsReader.Read(new ConfigurationBuilder().Build(), TimeProvider.System.GetUtcNow()).Settings!;
}
