using Dashboard.Core.Runs;
using Microsoft.Extensions.Logging;

namespace Dashboard.Core.Collection;

/// <summary>
/// Keeps a run's lease alive and its progress visible, and hears when it is asked to stop. Beats are at least a second
/// apart: pages come faster than anybody reads, and each beat is a write.
/// </summary>
internal sealed partial class RunHeart(
    IRunStore store, RunLease lease, TimeProvider clock, CancellationTokenSource run, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private long _last = clock.GetTimestamp();
    private RunProgress _progress = new("Starting", 0, 0, 0, null);
    private Task _idle = Task.CompletedTask;

    /// <summary>Starts the beats that go on while a source waits (for a throttled service, for example).</summary>
    public void Start() => _idle = BeatWhileIdleAsync(_stop.Token);

    /// <summary>Records progress if a second has passed since the last beat.</summary>
    public async Task BeatAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        _progress = progress;
        if (clock.GetElapsedTime(Interlocked.Read(ref _last)) < Pace || !await _one.WaitAsync(0, cancellationToken)) return;
        await SendAsync(progress, cancellationToken);
    }

    /// <summary>Records progress at once: for what must be seen even if it is over within the second.</summary>
    public async Task BeatNowAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        _progress = progress;
        await _one.WaitAsync(cancellationToken);
        await SendAsync(progress, cancellationToken);
    }

    /// <summary>Stops beating. The merge must not be beaten for: it ends the lease itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _idle.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _one.Dispose();
    }

    // Called with the semaphore held.
    private async Task SendAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            Interlocked.Exchange(ref _last, clock.GetTimestamp());
            if (await store.HeartbeatAsync(lease, progress, cancellationToken)) await run.CancelAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task BeatWhileIdleAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(lease.Duration / 4, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await BeatAsync(_progress, cancellationToken);
            }
            catch (LeaseLostException)
            {
                // Another run took over: this one has nothing left to do. Its merge would be refused in any case.
                await run.CancelAsync();
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A busy database: the next beat may get through, and the lease outlasts several.
                LogMissedBeat(lease.RunId, e);
            }
        }
    }

    [LoggerMessage(1005, LogLevel.Warning, "Run {RunId} missed a heartbeat")]
    private partial void LogMissedBeat(long runId, Exception exception);
}
