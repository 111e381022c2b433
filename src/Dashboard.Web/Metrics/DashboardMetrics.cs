using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Prometheus;

namespace Dashboard.Web.Metrics;

/// <summary>
/// The program in numbers, for Prometheus: runs from the database, so that every replica and a restarted one tell the same;
/// requests and circuits from the framework's own meters. No app, subscription or person is named in them.
/// </summary>
internal sealed partial class DashboardMetrics : IDisposable
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly RunFiguresQuery _runs;
    private readonly TimeProvider _clock;
    private readonly ILogger<DashboardMetrics> _logger;
    private readonly MeasuredMeters _meters;

    // The gauges are shared: a scrape that reads while another one writes would leave holes in it.
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Gauge _database;
    private readonly Gauge _count;
    private readonly Gauge _age;
    private readonly Gauge _duration;
    private readonly Gauge _requests;
    private readonly Gauge _armReads;

    public DashboardMetrics(RunFiguresQuery runs, TimeProvider clock, ILogger<DashboardMetrics> logger)
    {
        (_runs, _clock, _logger) = (runs, clock, logger);
        var factory = Prometheus.Metrics.WithCustomRegistry(_registry);
        _database = factory.CreateGauge("dashboard_database_up", "1 where the database answered this scrape, else 0 and no figures of runs.");
        _count = factory.CreateGauge("dashboard_runs", "Runs in the database by status.", "status");
        _age = factory.CreateGauge("dashboard_run_age_seconds", "Seconds since the run time of the newest run of a status.", "status");
        _duration = factory.CreateGauge("dashboard_run_duration_seconds", "How long the newest run of a status took.", "status");
        _requests = factory.CreateGauge("dashboard_run_requests", "Requests that the newest run of a status sent.", "status");
        _armReads = factory.CreateGauge("dashboard_run_arm_reads", "Requests of the newest run of a status that were reads by ARM.", "status");
        _registry.AddBeforeCollectCallback(ReadAsync);
        _meters = new MeasuredMeters(factory);
    }

    /// <summary>Writes them all in Prometheus' text format.</summary>
    public async Task WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        // Into memory first: who reads slowly must not keep the others waiting.
        using var text = new MemoryStream();
        await _one.WaitAsync(cancellationToken);
        try
        {
            await _registry.CollectAndExportAsTextAsync(text, cancellationToken);
        }
        finally
        {
            _one.Release();
        }

        text.Position = 0;
        await text.CopyToAsync(output, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meters.Dispose();
        _one.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        Gauge[] ofRuns = [_count, _age, _duration, _requests, _armReads];
        foreach (var gauge in ofRuns)
        {
            foreach (var labels in gauge.GetAllLabelValues().ToList()) gauge.RemoveLabelled(labels);
        }

        try
        {
            foreach (var run in await _runs.RunAsync(cancellationToken))
            {
                var status = run.Status.ToString();
                _count.WithLabels(status).Set(run.Runs);
                _age.WithLabels(status).Set(Math.Max(0, (_clock.GetUtcNow() - run.Newest).TotalSeconds));
                if (run.Duration is { } duration) _duration.WithLabels(status).Set(duration.TotalSeconds);
                if (run.Status == RunStatus.Running) continue;
                _requests.WithLabels(status).Set(run.Requests);
                _armReads.WithLabels(status).Set(run.ArmReads);
            }

            _database.Set(1);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Monitoring is asked most urgently when something is wrong: what needs no database is still told.
            LogDatabase(e);
            _database.Set(0);
        }
    }

    [LoggerMessage(3042, LogLevel.Warning, "The database did not answer a scrape of the metrics")]
    private partial void LogDatabase(Exception exception);
}
