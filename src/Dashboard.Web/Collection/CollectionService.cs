using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage.Commands;

namespace Dashboard.Web.Collection;

/// <summary>
/// Starts and cancels runs: one at a time in this process (the history's lease sees to other processes). Pages watch
/// <see cref="Board"/>.
/// </summary>
public sealed partial class CollectionService : IHostedService, IDisposable
{
    private readonly ICollectorFactory _collectors;
    private readonly CancelRunCommand _cancel;
    private readonly ILogger<CollectionService> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private bool _busy;
    private string? _hold;

    /// <summary>Takes what it needs.</summary>
    internal CollectionService(
        ICollectorFactory collectors, RunBoard board, CancelRunCommand cancel, ILogger<CollectionService> logger) =>
        (_collectors, Board, _cancel, _logger) = (collectors, board, cancel, logger);

    /// <summary>What this process's run is doing.</summary>
    public RunBoard Board { get; }

    /// <summary>True where no run is under way in this process and nothing keeps one from starting.</summary>
    internal bool IsIdle
    {
        get
        {
            lock (_gate) return !_busy && _hold is null && !_stopping.IsCancellationRequested;
        }
    }

    /// <summary>Why runs may not start at present, and the history is not complete; null where they may.</summary>
    internal string? HeldFor
    {
        get
        {
            lock (_gate) return _hold;
        }
    }

    /// <summary>
    /// Starts a run and returns as soon as it has a number, or when it is clear that it will have none. Where a person
    /// starts it, <paramref name="actor"/> is who the audit trail names. <paramref name="inPlaceOf"/> is the lost run that it
    /// replaces: it starts only where that one is lost indeed.
    /// </summary>
    public async Task<StartOutcome> StartAsync(RunTrigger trigger, string startedBy, AuditActor? actor = null, long? inPlaceOf = null)
    {
        var started = new TaskCompletionSource<StartOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_hold is not null) return new StartOutcome.NotNow(_hold);
            if (_busy) return new StartOutcome.AlreadyRunning(Board.Current?.RunId);
            if (_stopping.IsCancellationRequested) return new StartOutcome.NotNow("The program is stopping.");
            _busy = true;
            _running = Task.Run(() => RunAsync(trigger, startedBy, actor, inPlaceOf, started));
        }

        return await started.Task;
    }

    /// <summary>Asks a run to stop, wherever it runs. False where it is not running.</summary>
    public Task<bool> CancelAsync(long runId, AuditActor actor, CancellationToken cancellationToken) =>
        _cancel.RunAsync(runId, actor, cancellationToken);

    /// <summary>Keeps runs from starting, for a reason to show, until the result is disposed.</summary>
    public IDisposable Hold(string reason)
    {
        lock (_gate) _hold = reason;
        return new Held(this);
    }

    /// <inheritdoc/>
    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Cancels the run under way and waits until it has said so in the history.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(
        RunTrigger trigger, string startedBy, AuditActor? actor, long? inPlaceOf, TaskCompletionSource<StartOutcome> started)
    {
        try
        {
            var collector = _collectors.Create((lease, progress) => Board.Progressed(lease.RunId, progress), actor);
            var result = await collector.RunAsync(trigger, startedBy, inPlaceOf, Begin, _stopping.Token);
            if (result.RunId is { } id) Board.Ended(id, result.Status);
            else started.TrySetResult(new StartOutcome.AlreadyRunning(null));
        }
        catch (EstateMismatchException e)
        {
            LogForeignDatabase(e.Message);
            started.TrySetResult(new StartOutcome.NotNow("The database belongs to another estate; the log says which."));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            started.TrySetResult(new StartOutcome.NotNow("The program is stopping."));
        }
        catch (Exception e)
        {
            // The cause is for the operator's log; the page says where it is.
            LogFailed(e);
            if (Board.Current is { } current) Board.Ended(current.RunId, RunStatus.Failed);
            started.TrySetResult(new StartOutcome.NotNow("The run could not start; the log says why."));
        }
        finally
        {
            lock (_gate) _busy = false;
        }

        void Begin(long runId)
        {
            Board.Began(runId);
            started.TrySetResult(new StartOutcome.Started(runId));
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "A run could not start or end")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(3002, LogLevel.Error, "A run was refused: {Reason}")]
    private partial void LogForeignDatabase(string reason);

    private sealed class Held(CollectionService service) : IDisposable
    {
        public void Dispose()
        {
            lock (service._gate) service._hold = null;
        }
    }
}
