using Dashboard.Storage.Queries;

namespace Dashboard.Web.Collection;

/// <summary>
/// Notices runs that ended in another process (another replica, the <c>collect</c> verb), so that the pages of this one show
/// their figures: one small query for the whole process, however many readers there are.
/// </summary>
internal sealed partial class LatestRunWatch(
    LatestRunQuery latest, RunBoard board, TimeProvider clock, ILogger<LatestRunWatch> logger) : BackgroundService
{
    /// <summary>How often is looked.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private bool _began;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
            using var timer = new PeriodicTimer(Every, clock);
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
        try
        {
            var run = await latest.FindAsync(cancellationToken);
            // What ended before the program began is no news to any page of it.
            if (run is not null) board.EndedElsewhere(run, silently: !_began);
            _began = true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotAsked(e);
        }
    }

    [LoggerMessage(3036, LogLevel.Warning, "The database could not be asked for the latest run; pages may show older figures")]
    private partial void LogNotAsked(Exception e);

    [LoggerMessage(3037, LogLevel.Debug, "The watch for the latest run stopped")]
    private partial void LogStopped();
}
