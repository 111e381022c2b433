using System.Threading.Channels;
using Dashboard.Core.Audit;
using Dashboard.Core.Runs;
using Dashboard.Storage.Reports;

namespace Dashboard.Web.Collection;

/// <summary>Seals months when they are due: after each run, and by the hour, since a month that no run sealed is due by the clock alone.</summary>
internal sealed partial class MonthSealer(
    SealMonthCommand command, CollectionService collection, TimeProvider clock, ILogger<MonthSealer> logger) : BackgroundService
{
    /// <summary>How often is looked without a run.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private readonly Channel<bool> _runs = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        collection.Board.RunChanged += Note;
        try
        {
            using var timer = new PeriodicTimer(Every, clock);
            var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            var run = _runs.Reader.ReadAsync(stoppingToken).AsTask();
            while (true)
            {
                var first = await Task.WhenAny(tick, run);
                await first;
                if (first == tick) tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
                else run = _runs.Reader.ReadAsync(stoppingToken).AsTask();
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
        finally
        {
            collection.Board.RunChanged -= Note;
        }
    }

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        // While the demo fills its past, what is missing is not what nobody saw: the filling seals its own months.
        if (collection.HeldFor is not null) return;
        try
        {
            foreach (var month in await command.SealDueAsync(AuditActor.Scheduled, cancellationToken)) LogSealed(month.ToString());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotSealed(e);
        }
    }

    private void Note(RunNotice notice)
    {
        if (notice.Status != RunStatus.Running) _runs.Writer.TryWrite(true);
    }

    [LoggerMessage(3050, LogLevel.Information, "Sealed the month {Month}")]
    private partial void LogSealed(string month);

    [LoggerMessage(3051, LogLevel.Error, "Months could not be sealed; the next run or hour tries again")]
    private partial void LogNotSealed(Exception e);

    [LoggerMessage(3052, LogLevel.Debug, "Sealing stopped")]
    private partial void LogStopped();
}
