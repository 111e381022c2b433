using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Dashboard.Storage.Commands;
using Dashboard.Web.Collection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Web.Tests.Support;

/// <summary>A real history in a file, a clock to move, and the program's own collection over an estate without apps.</summary>
internal sealed class CollectionWorld : ICollectorFactory, IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 5, 30, 0, TimeSpan.Zero);

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("collection-").FullName, "history.db");
    private readonly ServiceProvider _services;
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CollectionWorld(DateTimeOffset start, bool gated)
    {
        Clock = new TimerClock(start);
        if (!gated) _gate.SetResult();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddDashboardStorage(new StorageSettings(DatabaseProvider.Sqlite, $"Data Source={_file}"))
            .BuildServiceProvider();
        Board = new RunBoard(Clock);
        Service = new CollectionService(this, Board, Get<CancelRunCommand>(), NullLogger<CollectionService>.Instance);
    }

    public TimerClock Clock { get; }

    public RunBoard Board { get; }

    public CollectionService Service { get; }

    public IRunStore Store => Get<IRunStore>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A world; <paramref name="gated"/> where its runs must wait for <see cref="OpenGate"/>.</summary>
    public static async Task<CollectionWorld> CreateAsync(DateTimeOffset? start = null, bool gated = false)
    {
        var world = new CollectionWorld(start ?? Start, gated);
        await world.Get<DatabaseMigrator>().MigrateAsync(Token);
        return world;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void OpenGate() => _gate.TrySetResult();

    /// <summary>A run that another process begins and does not end.</summary>
    public async Task<RunLease> BeginElsewhereAsync(RunTrigger trigger = RunTrigger.Schedule, string by = "schedule") =>
        (await Store.TryBeginAsync(new RunStart(trigger, by, "test://estate", "Azure", "1.0"), Token))!;

    /// <summary>A whole run of another process.</summary>
    public async Task<RunLease> RunElsewhereAsync(RunStatus status, RunReport report, params SubscriptionObservation[] subscriptions)
    {
        var lease = await BeginElsewhereAsync();
        var merge = new RunMerge { Status = status, Changes = [], Subscriptions = subscriptions, Report = report };
        await Store.MergeAsync(lease, merge, Token);
        return lease;
    }

    /// <summary>The next beginning of a run in this process.</summary>
    public Task<RunNotice> NextStart() => Next(RunStatus.Running);

    /// <summary>The next end of a run in this process that succeeds.</summary>
    public Task<RunNotice> NextSuccess() => Next(RunStatus.Succeeded);

    AppCollector ICollectorFactory.Create(Action<RunLease, RunProgress> progressed, AuditActor? actor) => new(
        new EmptyEstate(_gate.Task), new WatchedRunStore(Store, progressed, actor), JudgementSettings.Default, new CollectionSettings(), Clock,
        NullLogger<AppCollector>.Instance);

    public async ValueTask DisposeAsync()
    {
        OpenGate();
        await ((Microsoft.Extensions.Hosting.IHostedService)Service).StopAsync(default);
        Service.Dispose();
        await _services.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={_file}")) SqliteConnection.ClearPool(connection);
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    private Task<RunNotice> Next(RunStatus status)
    {
        var seen = new TaskCompletionSource<RunNotice>(TaskCreationOptions.RunContinuationsAsynchronously);
        Board.RunChanged += notice =>
        {
            if (notice.Status == status) seen.TrySetResult(notice);
        };
        return seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class EmptyEstate(Task gate) : IAzureEstate
    {
        public string Origin => "test://estate";

        public async Task<IReadOnlyList<SubscriptionObservation>?> ReadSubscriptionsAsync(SourceLog log, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            return [Subscriptions.Retail];
        }

        public IAsyncEnumerable<IReadOnlyList<ResourceGroupObservation>> ReadResourceGroupsAsync(
            IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<IReadOnlyList<ResourceGroupObservation>>();

        public IAsyncEnumerable<IReadOnlyList<PlanObservation>> ReadPlansAsync(
            IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<IReadOnlyList<PlanObservation>>();

        public IAsyncEnumerable<IReadOnlyList<AppObservation>> ReadAppsAsync(
            IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<IReadOnlyList<AppObservation>>();

        public Task<AppObservation> CompleteAsync(
            AppObservation app, bool site, bool configuration, SourceLog log, CancellationToken cancellationToken) => Task.FromResult(app);

        public IAsyncEnumerable<IReadOnlyList<ResourceChange>> ReadChangesAsync(
            IReadOnlyList<string> subscriptionIds, DateTimeOffset since, SourceLog log, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<IReadOnlyList<ResourceChange>>();

        public Task<Existence> ProbeAsync(string resourceId, SourceLog log, CancellationToken cancellationToken) => Task.FromResult(Existence.Exists);
    }
}
