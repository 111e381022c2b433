using Dashboard.Azure;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage;
using Dashboard.Storage.Queries;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Status;

/// <summary>Reads each part of the status, for the page and the API alike. A part that fails leaves the others alone.</summary>
public sealed partial class StatusReader(
    RunQuery runs,
    RunUnderWayQuery underWay,
    RunWaitsQuery waits,
    SourceStatusQuery sources,
    SubscriptionStatusQuery subscriptions,
    DatabaseStatusQuery content,
    DatabaseHealth health,
    IResourceGraphQuota quota,
    DashboardSettings settings,
    ProgramFacts program,
    TimeProvider clock,
    ILogger<StatusReader> logger)
{
    /// <summary>How the collector's warning about the clock begins.</summary>
    private const string ClockWarning = "This machine's clock";

    /// <summary>What Resource Graph last said of the quota; null where it did not since the start.</summary>
    public QuotaReading? Quota => quota.Last;

    /// <summary>Which program runs.</summary>
    public ProgramFacts Program => program;

    /// <summary>The settings in force, without secrets.</summary>
    public IReadOnlyList<SettingView> Settings { get; } = EffectiveSettings.Of(settings);

    /// <summary>The schedule as written; empty where there is none.</summary>
    public string Schedule => settings.ScheduleText;

    /// <summary>How the collection does.</summary>
    public async Task<CollectionStatus> CollectionAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var standing = await runs.StandingAsync(null, cancellationToken);
        var newest = await runs.ListAsync(1, 2, cancellationToken);
        var ended = newest.Items.FirstOrDefault(r => r.Status != RunStatus.Running);
        var report = standing is null ? null : (await runs.FindAsync(standing.Id, cancellationToken))?.Report;
        return new CollectionStatus(
            StatusHeadline.Of(standing, ended, ScheduleTimes.Interval(settings.Schedule, now), now),
            standing, ended, await underWay.FindAsync(cancellationToken), ScheduleTimes.Next(settings.Schedule, now),
            report is null ? null : new RequestCounts(standing!.Id, report.Requests, report.ArmReads),
            report?.Warnings.FirstOrDefault(w => w.StartsWith(ClockWarning, StringComparison.Ordinal)))
        {
            Waits = await waits.RunAsync(cancellationToken),
        };
    }

    /// <summary>The sources as the last merged run found them.</summary>
    public Task<IReadOnlyList<SourceStatus>> SourcesAsync(CancellationToken cancellationToken) => sources.RunAsync(cancellationToken);

    /// <summary>The subscriptions that runs expect, and retired ones.</summary>
    public Task<IReadOnlyList<SubscriptionStatus>> SubscriptionsAsync(CancellationToken cancellationToken) =>
        subscriptions.RunAsync(cancellationToken);

    /// <summary>The database's health and content. It is asked once, and the time of that is the latency.</summary>
    public async Task<DatabaseReport> DatabaseAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var condition = await CheckAsync(cancellationToken);
        var latency = clock.GetElapsedTime(began);
        return new DatabaseReport(condition, latency, condition == DatabaseCondition.Ready ? await content.RunAsync(cancellationToken) : null);
    }

    private async Task<DatabaseCondition> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await health.CheckAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogDatabase(e);
            return DatabaseCondition.Unreachable;
        }
    }

    [LoggerMessage(3042, LogLevel.Warning, "The database did not answer the status page")]
    private partial void LogDatabase(Exception e);
}
