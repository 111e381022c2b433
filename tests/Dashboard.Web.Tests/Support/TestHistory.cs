using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Web.Tests.Support;

/// <summary>A real history in a file of its own, written by the real store, for components that read it.</summary>
public sealed class TestHistory : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-history-").FullName;
    private readonly ServiceProvider _services;

    private TestHistory(DateTimeOffset now)
    {
        Clock = new FakeTimeProvider(now);
        Settings = new StorageSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder, "history.db")}");
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddDashboardStorage(Settings).BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }

    public StorageSettings Settings { get; }

    /// <summary>A history; without <paramref name="schema"/> the file is empty, so that every read of it fails.</summary>
    public static async Task<TestHistory> CreateAsync(DateTimeOffset now, bool schema = true)
    {
        var history = new TestHistory(now);
        if (schema) await history._services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token);
        return history;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A run at the clock's time that merges <paramref name="changes"/>.</summary>
    public Task<RunLease> RunAsync(params AppChange[] changes) => RunAsync(CostMerge.None, changes);

    /// <summary>The same with plans, costs and prices.</summary>
    public async Task<RunLease> RunAsync(CostMerge costs, params AppChange[] changes)
    {
        var store = Get<IRunStore>();
        var lease = await store.TryBeginAsync(new RunStart(RunTrigger.Schedule, "schedule", "https://example.org", "Azure", "1.0"), Token);
        await store.MergeAsync(lease!, new RunMerge { Status = RunStatus.Succeeded, Changes = changes, Subscriptions = [], Report = new RunReport(), Costs = costs }, Token);
        return lease!;
    }

    /// <summary>A run that merges exemptions, with how it fared in reading them; null: it did not read any.</summary>
    public async Task<RunLease> RunAsync(PolicyMerge policy, SourceOutcome? source, params AppChange[] changes)
    {
        var store = Get<IRunStore>();
        var lease = await store.TryBeginAsync(new RunStart(RunTrigger.Schedule, "schedule", "https://example.org", "Azure", "1.0"), Token);
        var report = new RunReport { Sources = source is null ? [] : [source] };
        await store.MergeAsync(lease!, new RunMerge { Status = RunStatus.Succeeded, Changes = changes, Subscriptions = [], Report = report, Policy = policy }, Token);
        return lease!;
    }

    public static AppChange.Seen Seen(AppState state, long? appId, params AppEvent[] events) =>
        new(appId, state, StateFingerprint.Of(state, "1.0")) { Events = events };

    public async Task<long> AppIdAsync(AppState state) =>
        (await Get<IRunStore>().ReadStoredAppsAsync(Token).ToListAsync(Token))
        .Single(a => ResourceIds.Key(a.ResourceId) == ResourceIds.Key(state.ResourceId)).AppId;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        using (var connection = new SqliteConnection(Settings.ConnectionString)) SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
