using Dashboard.Azure;
using Dashboard.Core.Collection;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Simulator;
using Dashboard.Simulator.Faults;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Collection.Tests;

/// <summary>A history of one good run over <see cref="FaultEstate"/>, and the real collector for runs with faults.</summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    private readonly CollectionWorld _world;
    private readonly ServiceProvider _azure;
    private readonly string _file;

    private FaultWorld(CollectionWorld world, SimulatorHost simulator, ServiceProvider azure, string file)
    {
        _world = world;
        Simulator = simulator;
        _azure = azure;
        _file = file;
    }

    public SimulatorHost Simulator { get; }

    /// <summary>The figures after the good run.</summary>
    public Figures Before { get; private set; } = null!;

    public static async Task<FaultWorld> CreateAsync()
    {
        var world = await CollectionWorld.CreateAsync(DatabaseProvider.Sqlite);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, FaultEstate.File());
        var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions { EstateFile = file, AsOf = world.Clock.GetUtcNow(), Quota = 10_000 }, CancellationToken.None);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddDashboardAzure(new AzureSettings(AzureCloud.Public, simulator.HttpEndpoint, CredentialKind.LoopbackToken)
        {
            PageSize = 20,
            MaxRetries = 2,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            RequestTimeout = TimeSpan.FromSeconds(2),
            OverallDeadline = TimeSpan.FromSeconds(8),
        });
        var azure = services.BuildServiceProvider();
        world.Estate.Inner = azure.GetRequiredService<IAzureEstate>();
        var faulty = new FaultWorld(world, simulator, azure, file);
        Assert.Equal(RunStatus.Succeeded, (await world.CollectAsync()).Status);
        faulty.Before = await faulty.ReadAsync();
        Assert.Equal((FaultEstate.Apps, FaultEstate.Apps, 16), (faulty.Before.Verdicts.Count, faulty.Before.Counts.Denominator, faulty.Before.Counts.CoveredEnforced));
        return faulty;
    }

    /// <summary>A day later, one more run, with these faults.</summary>
    public async Task<CollectionResult> CollectAsync(params Fault[] faults)
    {
        _world.Clock.Advance(TimeSpan.FromDays(1));
        Simulator.MoveTo(_world.Clock.GetUtcNow());
        Simulator.SetFaults(faults);
        return await _world.CollectAsync();
    }

    public async Task<Figures> ReadAsync() => new(
        (await _world.Query<OverviewQuery>().RunAsync(AppFilter.Any, null, CancellationToken.None))!.Counts,
        (await _world.AppsAsync()).ToDictionary(a => a.Key, a => a.Value.State.Verdict));

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _azure.DisposeAsync();
        await Simulator.DisposeAsync();
        File.Delete(_file);
    }
}

/// <summary>What must not look better because something was not read.</summary>
internal sealed record Figures(Core.Kpis.PostureCounts Counts, IReadOnlyDictionary<string, Verdict> Verdicts)
{
    /// <summary>No app is gone, no app's verdict is better, no KPI is better, and nothing left the denominator.</summary>
    public void NoBetterThan(Figures before)
    {
        Assert.Empty(before.Verdicts.Keys.Except(Verdicts.Keys));
        Assert.Empty(before.Verdicts.Where(b => Rank(Verdicts[b.Key]) > Rank(b.Value)).Select(b => b.Key));
        Assert.True(Counts.Total >= before.Counts.Total, $"{Counts.Total} apps instead of {before.Counts.Total}");
        Assert.True(Counts.Denominator >= before.Counts.Denominator, $"denominator {Counts.Denominator} instead of {before.Counts.Denominator}");
        Assert.True(Counts.CoveredEnforced <= before.Counts.CoveredEnforced, $"{Counts.CoveredEnforced} enforced instead of {before.Counts.CoveredEnforced}");
    }

    private static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Enforced => 2,
        Verdict.Gaps => 1,
        _ => 0,
    };
}
