using Dashboard.Benchmarks.Estate;
using Dashboard.Benchmarks.Harness;
using Dashboard.Benchmarks.Product;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Benchmarks.History;

/// <summary>
/// Three years of daily runs in which one app of a hundred changes a week, written by the product's own merge on a
/// clock of its own.
/// </summary>
internal sealed class HistoryDatabase : IAsyncDisposable
{
    public const int Days = 1095;

    private const string RuleSet = "benchmark";
    private const double ChangesPerDay = 0.01 / 7;

    private readonly FakeTimeProvider _clock;
    private readonly List<long> _appIds = [];
    private readonly ChangingEstate _estate;
    private readonly RunReport _report;

    private HistoryDatabase(ProductDatabase database, ChangingEstate estate, FakeTimeProvider clock)
    {
        (Database, _estate, _clock) = (database, estate, clock);
        _report = new RunReport
        {
            Apps = estate.Count,
            Requests = estate.Count / 700,
            Sources = [.. new[] { "subscriptions", "resource groups", "plans", "apps" }.Select(s => new SourceOutcome(s, true, estate.Count, 0, 100, 100, null))],
            Scopes = [.. estate.Subscriptions.Select(s => new ScopeOutcome(s.SubscriptionId, s.Name, true, 500, null))],
        };
    }

    public static DateTimeOffset Start { get; } = new(2023, 11, 24, 6, 0, 0, TimeSpan.Zero);

    public ProductDatabase Database { get; }

    /// <summary>The moment of the last run.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    public static async Task<HistoryDatabase> BuildAsync(Workshop workshop, int apps)
    {
        var server = await workshop.ServerAsync(apps);
        await using var clients = new ProductClients(server.Address);
        var estate = await ChangingEstate.ReadAsync(clients.Estate);
        var clock = new FakeTimeProvider(Start);
        var history = new HistoryDatabase(await ProductDatabase.CreateAsync(workshop.NewFile(".db"), clock), estate, clock);
        await history.WriteFirstAsync();
        for (var day = 1; day < Days; day++) await history.WriteDayAsync(day);
        return history;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task WriteFirstAsync()
    {
        await MergeAsync(Enumerable.Range(0, _estate.Count).Select(app => Seen(app, null)));
        var ids = new Dictionary<string, long>();
        await foreach (var app in Database.Store.ReadStoredAppsAsync(CancellationToken.None)) ids[ResourceIds.Key(app.ResourceId)] = app.AppId;
        _appIds.AddRange(Enumerable.Range(0, _estate.Count).Select(app => ids[ResourceIds.Key(_estate.StateOf(app).ResourceId)]));
    }

    private async Task WriteDayAsync(int day)
    {
        _clock.Advance(TimeSpan.FromDays(1));
        // Whole apps: what is left over of a day counts on the next one.
        var count = (int)(day * ChangesPerDay * _estate.Count) - (int)((day - 1) * ChangesPerDay * _estate.Count);
        var changed = Enumerable.Range(0, count).Select(n => Draw.Of(n, 1000 + day, _estate.Count)).Distinct().ToList();
        foreach (var app in changed) _estate.Change(app, day);
        await MergeAsync(changed.Select(app => Seen(app, _appIds[app])));
    }

    private AppChange.Seen Seen(int app, long? appId)
    {
        var state = _estate.StateOf(app);
        return new AppChange.Seen(appId, state, StateFingerprint.Of(state, RuleSet));
    }

    private async Task MergeAsync(IEnumerable<AppChange> changes)
    {
        var start = new RunStart(RunTrigger.Schedule, "schedule", "http://benchmark", "Azure", RuleSet);
        var lease = await Database.Store.TryBeginAsync(start, CancellationToken.None);
        var merge = new RunMerge
        {
            Status = RunStatus.Succeeded,
            Changes = [.. changes],
            Subscriptions = _estate.Subscriptions,
            Report = _report,
        };
        await Database.Store.MergeAsync(lease!, merge, CancellationToken.None);
    }
}
