using Cronos;
using Dashboard.Core.Runs;

namespace Dashboard.Web.Collection;

/// <summary>Starts runs by the cron schedule.</summary>
internal sealed partial class ScheduledCollection(
    CollectionService collection, CronExpression? schedule, TimeProvider clock, ILogger<ScheduledCollection> logger) : BackgroundService
{
    /// <summary>Timers cannot wait for months, and a clock that is set should be noticed within the hour.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (schedule is null) return;
        try
        {
            while (schedule.GetNextOccurrence(clock.GetUtcNow(), TimeZoneInfo.Utc) is { } next)
            {
                await WaitUntilAsync(next, stoppingToken);
                var outcome = await collection.StartAsync(RunTrigger.Schedule, "schedule");
                if (outcome is not StartOutcome.Started) LogSkipped(outcome.ToString());
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        for (var left = moment - clock.GetUtcNow(); left > TimeSpan.Zero; left = moment - clock.GetUtcNow())
            await Task.Delay(left < LongestWait ? left : LongestWait, clock, cancellationToken);
    }

    [LoggerMessage(3010, LogLevel.Warning, "A scheduled run did not start: {Outcome}")]
    private partial void LogSkipped(string outcome);

    [LoggerMessage(3011, LogLevel.Debug, "The schedule stopped")]
    private partial void LogStopped();
}
