using System.Diagnostics.Metrics;
using Dashboard.Azure;
using Prometheus;

namespace Dashboard.Web.Metrics;

/// <summary>
/// Keeps what some meters of this process measure. The library's own adapter forgets a counter that stands still for minutes,
/// and a counter that begins anew looks like a restart.
/// </summary>
internal sealed class MeasuredMeters : IDisposable
{
    private const string Served = "Microsoft.AspNetCore.Hosting";
    private const string Circuits = "Microsoft.AspNetCore.Components.Server.Circuits";

    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, Measurement> _wanted;

    /// <summary>What to do with a value and its tags.</summary>
    private delegate void Measurement(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    public MeasuredMeters(MetricFactory factory)
    {
        var azure = factory.CreateCounter("dashboard_azure_requests_total", "Requests to Azure by how they were answered, each try by itself.", "answer");
        var served = factory.CreateHistogram(
            "dashboard_http_request_duration_seconds", "Requests served, by method, route and status.",
            new HistogramConfiguration { LabelNames = ["method", "route", "status"], Buckets = Seconds });
        var serving = factory.CreateGauge("dashboard_http_requests_active", "Requests being served.");
        var open = factory.CreateGauge("dashboard_circuits", "Circuits in memory: open pages, and closed ones that are kept for a while.");
        var connected = factory.CreateGauge("dashboard_circuits_connected", "Circuits with a browser at the other end.");
        _wanted = new Dictionary<string, Measurement>
        {
            [$"{AzureMeter.Name}/requests"] = (value, tags) => azure.WithLabels(Tag(tags, "answer")).Inc(value),
            [$"{Served}/http.server.request.duration"] = (value, tags) => served
                .WithLabels(Tag(tags, "http.request.method"), Tag(tags, "http.route"), Tag(tags, "http.response.status_code")).Observe(value),
            [$"{Served}/http.server.active_requests"] = (value, _) => serving.Inc(value),
            [$"{Circuits}/aspnetcore.components.circuit.active"] = (value, _) => open.Inc(value),
            [$"{Circuits}/aspnetcore.components.circuit.connected"] = (value, _) => connected.Inc(value),
        };
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (_wanted.TryGetValue($"{instrument.Meter.Name}/{instrument.Name}", out var measurement))
                listener.EnableMeasurementEvents(instrument, measurement);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, measurement) => ((Measurement)measurement!)(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, measurement) => ((Measurement)measurement!)(value, tags));
        _listener.Start();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>A tag's text; what has none (a request that no route took) is <c>none</c>.</summary>
    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name) return tag.Value?.ToString() ?? "none";
        }

        return "none";
    }
}
