using Dashboard.Core.Queries;
using Dashboard.Core.Runs;

namespace Dashboard.Web.Collection;

/// <summary>
/// What this process's run is doing, for pages to watch. Progress is passed on twice a second at most; beginnings and
/// ends always are.
/// </summary>
public sealed class RunBoard(TimeProvider clock)
{
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private long _told;
    private long _ended;

    /// <summary>Raised, on any thread, when <see cref="Current"/> changed or a run ended.</summary>
    public event Action<RunNotice>? RunChanged;

    /// <summary>The run under way in this process; null where there is none.</summary>
    public RunNotice? Current { get; private set; }

    /// <summary>Tells of progress.</summary>
    internal void Progressed(long runId, RunProgress progress)
    {
        var notice = new RunNotice(runId, RunStatus.Running, progress);
        lock (_gate)
        {
            Current = notice;
            if (clock.GetElapsedTime(_told) < Throttle) return;
            _told = clock.GetTimestamp();
        }

        RunChanged?.Invoke(notice);
    }

    /// <summary>Tells that a run began.</summary>
    internal void Began(long runId)
    {
        var notice = new RunNotice(runId, RunStatus.Running, null);
        lock (_gate) Current = notice;
        RunChanged?.Invoke(notice);
    }

    /// <summary>Tells that a run ended.</summary>
    internal void Ended(long runId, RunStatus status)
    {
        lock (_gate) (Current, _ended) = (null, Math.Max(_ended, runId));
        RunChanged?.Invoke(new RunNotice(runId, status, null));
    }

    /// <summary>
    /// Tells that a run of another process ended, if that is news. <paramref name="silently"/> where it is only to be remembered.
    /// </summary>
    internal void EndedElsewhere(EndedRun run, bool silently)
    {
        lock (_gate)
        {
            if (run.Id <= _ended) return;
            _ended = run.Id;
        }

        if (!silently) RunChanged?.Invoke(new RunNotice(run.Id, run.Status, null));
    }
}
