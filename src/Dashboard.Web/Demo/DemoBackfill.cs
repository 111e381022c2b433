using System.Diagnostics;
using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Reports;
using Dashboard.Web.Collection;
using Dashboard.Web.Exports;
using Dashboard.Web.Hosting;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Demo;

/// <summary>
/// Fills the demo's past by running the real collector once for each simulated day. Pages can be used meanwhile; runs of
/// the present wait, since the history only grows forwards.
/// </summary>
internal sealed partial class DemoBackfill(
    DashboardSettings settings,
    DemoEstate estate,
    DemoProgress progress,
    CollectionService collection,
    RecordEventCommand events,
    ILoggerFactory loggers,
    ILogger<DemoBackfill> logger) : BackgroundService
{
    private static readonly TimeSpan AfterAbandonedLease = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server must not wait for the first day.
        await Task.Yield();
        using var hold = collection.Hold("The demo is still filling its past; runs can start when that is done.");
        try
        {
            await FillAsync(settings.Demo!, stoppingToken);
            progress.End(failed: false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            progress.End(failed: true);
        }
        catch (Exception e)
        {
            // The pages still serve what there is.
            LogFailed(e);
            progress.End(failed: true);
        }
    }

    private async Task FillAsync(DemoSettings demo, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var now = demo.AsOf ?? estate.Clock.GetUtcNow();
        var clock = new DayClock(now);
        await using var services = Services(clock);
        var last = await services.GetRequiredService<IRunStore>().ReadLastRunAsync(cancellationToken);
        var all = DemoDays.Of(now, demo.Months, endsNow: demo.AsOf is not null);
        var days = all.Where(day => last is null || day > last.RunTime).ToList();
        // A demo begins with a run and ends with one, whatever day that is.
        days.RemoveAll(day => DemoLife.IsSkipped(day) && day != days[^1] && (last is not null || day != days[0]));
        var life = ActivatorUtilities.CreateInstance<DemoLife>(services);
        var people = ActivatorUtilities.CreateInstance<DemoPeople>(services);
        var exceptions = ActivatorUtilities.CreateInstance<DemoExceptions>(services);
        var finance = ActivatorUtilities.CreateInstance<DemoFinance>(services);
        var certificates = ActivatorUtilities.CreateInstance<DemoCertificates>(services);
        var reviews = ActivatorUtilities.CreateInstance<DemoReviews>(services);
        var sealing = services.GetRequiredService<SealMonthCommand>();
        progress.Report(0, days.Count);
        var (filled, failed) = (0, 0);
        try
        {
            foreach (var day in days) await FillAsync(day);
        }
        finally
        {
            // Whatever ended the filling: runs of the present must not meet the faults of a past day, nor its estate.
            estate.SetFaults([]);
            estate.MoveTo(estate.Clock.GetUtcNow());
        }

        if (filled > 0) await events.RunAsync(Filled(demo, days, failed), cancellationToken);
        if (filled > 0) LogFilled(filled, Stopwatch.GetElapsedTime(began).TotalSeconds);

        async Task FillAsync(DateTimeOffset day)
        {
            clock.MoveTo(day);
            estate.MoveTo(day);
            estate.SetFaults(day == days[^1] ? [] : await life.FaultsOfAsync(day, cancellationToken));
            var collector = services.GetRequiredService<ICollectorFactory>().Create((_, _) => { });
            var result = await collector.RunAsync(RunTrigger.Backfill, "demo", null, cancellationToken);
            if (result.Status == RunStatus.Running)
            {
                // A program that was killed on this very day left its lease behind. It is over a little later the same day.
                clock.MoveTo(day + AfterAbandonedLease);
                result = await collector.RunAsync(RunTrigger.Backfill, "demo", null, cancellationToken);
            }

            if (result.Status is not (RunStatus.Succeeded or RunStatus.Partial))
            {
                failed++;
                LogDayFailed(day, result.Status, result.Reason);
            }

            await life.AfterRunAsync(day, cancellationToken);
            await sealing.SealDueAsync(AuditActor.Scheduled, cancellationToken);
            // What people will do later is not known, and the runs come first.
            if (DemoPeople.MeetingOf(day) is { } meeting && meeting <= now && !days.Exists(other => other > day && other <= meeting))
            {
                clock.MoveTo(meeting);
                await people.WorkAsync(meeting, cancellationToken);
                await exceptions.WorkAsync(meeting, cancellationToken);
                await finance.WorkAsync(meeting, all[0], cancellationToken);
                await reviews.WorkAsync(meeting, cancellationToken);
                await certificates.WorkAsync(meeting, last is null && filled == 0, cancellationToken);
            }

            progress.Report(++filled, days.Count);
        }
    }

    /// <summary>One audit entry for the whole filling: its runs are in the runs' own table.</summary>
    private static AuditDraft Filled(DemoSettings demo, List<DateTimeOffset> days, int failed) => new(
        AuditActor.Program, AuditActions.DemoFilled, new AuditSubject(AuditSubjects.Demo, demo.Origin),
        [
            new("from", CellText.Moment(days[0])), new("to", CellText.Moment(days[^1])),
            new("days", days.Count.ToString(CultureInfo.InvariantCulture)), new("failedDays", failed.ToString(CultureInfo.InvariantCulture)),
        ],
        failed == 0 ? AuditOutcome.Succeeded : AuditOutcome.Partial);

    /// <summary>The same parts as everywhere, with the simulated day for their clock.</summary>
    private ServiceProvider Services(DayClock clock)
    {
        var services = new ServiceCollection()
            .AddSingleton(loggers)
            .AddSingleton(typeof(ILogger<>), typeof(QuietLogger<>))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(settings.AuditAnchor)
            // The demo has a database of its own, which nobody signs in to.
            .AddDatabase(settings)
            .AddCollector(settings);
        estate.AddTo(services);
        return services.BuildServiceProvider();
    }

    [LoggerMessage(3020, LogLevel.Information, "Filled {Days} simulated days in {Seconds:0.0} s")]
    private partial void LogFilled(int days, double seconds);

    [LoggerMessage(3021, LogLevel.Warning, "The simulated day {Day:yyyy-MM-dd} was not filled: {Status} {Reason}")]
    private partial void LogDayFailed(DateTimeOffset day, RunStatus status, string? reason);

    [LoggerMessage(3022, LogLevel.Error, "The demo could not fill its past")]
    private partial void LogFailed(Exception e);
}
