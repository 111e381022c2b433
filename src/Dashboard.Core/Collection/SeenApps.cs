using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Dashboard.Core.Inventory;

namespace Dashboard.Core.Collection;

/// <summary>The apps that a run met, by folded id. A row that a source repeats counts once, the last one read.</summary>
internal sealed class SeenApps
{
    private readonly Dictionary<string, AppSighting> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _recognised = new(StringComparer.Ordinal);

    public int Count => _byKey.Count;

    public IEnumerable<AppSighting> Sightings => _byKey.Values;

    /// <summary>Those of which something may have changed, with their facts.</summary>
    public IEnumerable<KeyValuePair<string, AppObservation>> Unrecognised => _byKey
        .Where(a => !_recognised.Contains(a.Key))
        .Select(a => KeyValuePair.Create(a.Key, FactsOf(a.Value)));

    public AppObservation this[string key] => FactsOf(_byKey[key]);

    public void Add(AppSighting app) => _byKey[ResourceIds.Key(app.ResourceId)] = app;

    public AppSighting? Find(string key) => _byKey.GetValueOrDefault(key);

    public bool TryGetValue(string key, [NotNullWhen(true)] out AppObservation? app)
    {
        app = _byKey.TryGetValue(key, out var sighting) ? sighting.Observation : null;
        return app is not null;
    }

    /// <summary>Marks an app as judged before, on this very input.</summary>
    public void Recognise(string key) => _recognised.Add(key);

    /// <summary>True where the last state of an app is what judging it again would give.</summary>
    public bool IsRecognised(string key) => _recognised.Contains(key);

    /// <summary>Takes apart what is not recognised, on all processors; what is not understood is counted and is no app.</summary>
    public void Understand(SourceLog log, CancellationToken cancellationToken)
    {
        if (_recognised.Count == _byKey.Count) return;
        var odd = new ConcurrentBag<string>();
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(_byKey, options, app =>
        {
            if (!_recognised.Contains(app.Key) && app.Value.Observation is null) odd.Add(app.Key);
        });
        foreach (var key in odd)
        {
            _byKey.Remove(key);
            log.RowNotUnderstood();
        }
    }

    // Whatever was not understood is gone, and whatever is recognised was understood by an earlier run.
    private static AppObservation FactsOf(AppSighting app) =>
        app.Observation ?? throw new InvalidOperationException($"The row of {app.ResourceId} is not understood.");
}
