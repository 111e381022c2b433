using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Dashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Storage.Tests.Support;

/// <summary>A real database with the newest schema, the registered services on it, and a clock to move.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestDatabase(TestHistory history, DateTimeOffset start)
    {
        History = history;
        Clock = new FakeTimeProvider(start);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddDashboardStorage(history.Settings)
            .BuildServiceProvider(validateScopes: true);
    }

    public static DateTimeOffset Start { get; } = new(2025, 3, 10, 6, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; }

    public TestHistory History { get; }

    public IRunStore Store => Get<IRunStore>();

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, DateTimeOffset? start = null)
    {
        var database = new TestDatabase(await TestHistory.CreateAsync(provider), start ?? Start);
        await database.Get<DatabaseMigrator>().MigrateAsync(Token);
        return database;
    }

    /// <summary>The services on a database as it is, without migrating it.</summary>
    public static TestDatabase On(TestHistory history) => new(history, Start);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public DashboardDbContext Context() => Get<IDbContextFactory<DashboardDbContext>>().CreateDbContext();

    public static RunStart RunStart(string mode = "Azure", string origin = "https://management.azure.com") =>
        new(RunTrigger.Schedule, "schedule", origin, mode, "1.0");

    /// <summary>A whole run that merges <paramref name="changes"/>.</summary>
    public async Task<RunLease> RunAsync(
        IEnumerable<AppChange> changes, RunStatus status = RunStatus.Succeeded, RunReport? report = null,
        IReadOnlyList<SubscriptionObservation>? subscriptions = null)
    {
        var lease = await Store.TryBeginAsync(RunStart(), Token);
        Assert.NotNull(lease);
        await Store.MergeAsync(lease, Merge(changes, status, report, subscriptions), Token);
        return lease;
    }

    public static RunMerge Merge(
        IEnumerable<AppChange> changes, RunStatus status = RunStatus.Succeeded, RunReport? report = null,
        IReadOnlyList<SubscriptionObservation>? subscriptions = null) => new()
        {
            Status = status,
            Changes = [.. changes],
            Subscriptions = subscriptions ?? [],
            Report = report ?? new RunReport(),
        };

    public static AppChange.Seen Seen(AppState state, long? appId = null) => new(appId, state, StateFingerprint.Of(state, "1.0"));

    /// <summary>The history's number of a live app.</summary>
    public async Task<long> AppIdAsync(AppState state) =>
        (await Store.ReadStoredAppsAsync(Token).ToListAsync(Token))
        .Single(a => ResourceIds.Key(a.ResourceId) == ResourceIds.Key(state.ResourceId)).AppId;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await History.DisposeAsync();
    }
}
