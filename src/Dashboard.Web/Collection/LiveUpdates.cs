using Dashboard.Core.Runs;
using Dashboard.Web.Demo;

namespace Dashboard.Web.Collection;

/// <summary>Why figures are read again.</summary>
/// <param name="RunId">The run that ended; null where the demo filled more of its past.</param>
public sealed record LiveUpdate(long? RunId);

/// <summary>
/// Tells the pages of one reader when to read their figures again: when a run has ended and while the demo fills its past, but
/// not more often than <see cref="Pace"/>, not at the same instant as all other readers, and not while nobody looks.
/// </summary>
public sealed class LiveUpdates : IDisposable
{
    /// <summary>The shortest time between two updates.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(4);

    private readonly RunBoard _board;
    private readonly DemoProgress _demo;
    private readonly UpdateSpread _spread;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private LiveUpdate? _pending;
    private long? _told;
    private bool _scheduled;
    private bool _hidden;
    private bool _disposed;

    /// <summary>Begins to listen.</summary>
    public LiveUpdates(RunBoard board, DemoProgress demo, UpdateSpread spread, TimeProvider clock)
    {
        (_board, _demo, _spread, _clock) = (board, demo, spread, clock);
        _timer = clock.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        spread.Join();
        board.RunChanged += OnRunChanged;
        demo.Changed += OnDemoChanged;
    }

    /// <summary>Raised, on any thread, when figures should be read again.</summary>
    public event Action<LiveUpdate>? Due;

    /// <summary>Raised with words for screen readers.</summary>
    public event Action<string>? Said;

    /// <summary>Says something once, politely.</summary>
    public void Say(string text) => Said?.Invoke(text);

    /// <summary>Whether the reader's tab is out of sight. What came up meanwhile is made up for when it is seen again.</summary>
    public void SetHidden(bool hidden)
    {
        lock (_gate)
        {
            _hidden = hidden;
            if (!hidden && _pending is not null) Schedule();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        _board.RunChanged -= OnRunChanged;
        _demo.Changed -= OnDemoChanged;
        _spread.Leave();
        _timer.Dispose();
    }

    private void OnRunChanged(RunNotice notice)
    {
        if (notice.Status != RunStatus.Running) Ask(new LiveUpdate(notice.RunId));
    }

    private void OnDemoChanged() => Ask(new LiveUpdate(null));

    private void Ask(LiveUpdate update)
    {
        lock (_gate)
        {
            // Several that come together are one; the run is what is told.
            _pending = update.RunId is null ? _pending ?? update : update;
            if (!_hidden) Schedule();
        }
    }

    // Called with the gate held.
    private void Schedule()
    {
        if (_scheduled || _disposed) return;
        _scheduled = true;
        var rest = _told is { } told ? Pace - _clock.GetElapsedTime(told) : TimeSpan.Zero;
        _timer.Change((rest > TimeSpan.Zero ? rest : TimeSpan.Zero) + _spread.Next(), Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        LiveUpdate update;
        lock (_gate)
        {
            _scheduled = false;
            if (_hidden || _disposed || _pending is null) return;
            (update, _pending, _told) = (_pending, null, _clock.GetTimestamp());
        }

        Due?.Invoke(update);
    }
}
