using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;

namespace Dashboard.Web.Collection;

/// <summary>
/// Starts a run again whose collector died, here or in another replica: its lease expired and it still counts as running.
/// With the default lease that is within a minute of the death.
/// </summary>
internal sealed partial class AbandonedRunWatch(
    CollectionService collection, RunUnderWayQuery underWay, TimeProvider clock, ILogger<AbandonedRunWatch> logger) : BackgroundService
{
    /// <summary>How often is looked.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>A run that kills its collector each time must not do so for ever: then the schedule tries again.</summary>
    private const int MostLostInARow = 3;

    private long _givenUp;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!collection.IsIdle) return;
        try
        {
            if (await underWay.FindAsync(cancellationToken) is { } run && IsAbandoned(run)) await StartAgainAsync(run);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotAsked(e);
        }
    }

    // The demo's past fills itself again, and who asked a run to stop does not want it back.
    private bool IsAbandoned(RunUnderWay run) =>
        run.LeaseExpiresAt <= clock.GetUtcNow() && run.Run.Trigger != RunTrigger.Backfill && !run.CancelRequested;

    private async Task StartAgainAsync(RunUnderWay lost)
    {
        if (lost.LostBefore >= MostLostInARow)
        {
            if (_givenUp == lost.Run.Id) return;
            _givenUp = lost.Run.Id;
            LogGivenUp(lost.Run.Id, lost.LostBefore);
            return;
        }

        LogAbandoned(lost.Run.Id, lost.LeaseExpiresAt);
        var outcome = await collection.StartAsync(lost.Run.Trigger, lost.Run.StartedBy, inPlaceOf: lost.Run.Id);
        if (outcome is StartOutcome.Started(var id)) LogStarted(id, lost.Run.Id);
        // Another replica was quicker, the run was merging all along, or the program stops: all is well.
        else LogNotStarted(outcome.ToString());
    }

    [LoggerMessage(3030, LogLevel.Warning, "Run {RunId} was abandoned: its lease expired at {ExpiredAt:O}. Its run starts again")]
    private partial void LogAbandoned(long runId, DateTimeOffset expiredAt);

    [LoggerMessage(3031, LogLevel.Information, "Run {RunId} started in the place of run {AbandonedRunId}")]
    private partial void LogStarted(long runId, long abandonedRunId);

    [LoggerMessage(3032, LogLevel.Information, "No run started in the place of the abandoned one: {Outcome}")]
    private partial void LogNotStarted(string outcome);

    [LoggerMessage(3033, LogLevel.Error, "Run {RunId} was abandoned like {Lost} runs directly before it; it is not started again")]
    private partial void LogGivenUp(long runId, int lost);

    [LoggerMessage(3034, LogLevel.Warning, "The database could not be asked for abandoned runs")]
    private partial void LogNotAsked(Exception e);

    [LoggerMessage(3035, LogLevel.Debug, "The watch for abandoned runs stopped")]
    private partial void LogStopped();
}
