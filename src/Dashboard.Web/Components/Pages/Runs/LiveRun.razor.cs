using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Runs;

/// <summary>
/// The run under way, followed without a reload: by this process's board, and for a run of another process by asking the
/// database every few seconds.
/// </summary>
public sealed partial class LiveRun : IDisposable
{
    /// <summary>The elapsed time moves every second; the database is asked less often.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private const int TicksBetweenLooks = 3;

    private RunUnderWay? _run;
    private RunProgress? _progress;
    private ITimer? _timer;
    private int _ticks;
    private bool _looking;
    private bool _disposed;

    /// <summary>Asks the database.</summary>
    [Inject] public required RunUnderWayQuery UnderWay { get; set; }

    /// <summary>Tells of this process's run.</summary>
    [Inject] public required RunBoard Board { get; set; }

    /// <summary>The clock.</summary>
    [Inject] public required TimeProvider Clock { get; set; }

    /// <summary>Where a fault is written.</summary>
    [Inject] public required ILogger<LiveRun> Logger { get; set; }

    /// <summary>Only this run; null for whichever is under way.</summary>
    [Parameter] public long? RunId { get; set; }

    /// <summary>Called when a run of another process began or ended. Those of this process tell every page themselves.</summary>
    [Parameter] public EventCallback OnMoved { get; set; }

    /// <summary>What to show where no run is under way.</summary>
    [Parameter] public RenderFragment? WhenNone { get; set; }

    private RunUnderWay? Shown => RunId is null || _run?.Run.Id == RunId ? _run : null;

    private bool Here => _run is { } run && Board.Current?.RunId == run.Run.Id;

    /// <summary>Stops following.</summary>
    public void Dispose()
    {
        _disposed = true;
        Board.RunChanged -= OnRunChanged;
        _timer?.Dispose();
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        Board.RunChanged += OnRunChanged;
        return LookAsync();
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        // Only a page that is connected follows: one that is merely rendered is gone at once.
        if (firstRender) _timer = Clock.CreateTimer(_ => _ = InvokeAsync(TickAsync), null, Pace, Pace);
    }

    private void OnRunChanged(RunNotice notice) => _ = InvokeAsync(() => MovedAsync(notice));

    private async Task MovedAsync(RunNotice notice)
    {
        if (_disposed) return;
        if (notice.Status != RunStatus.Running) (_run, _progress) = (null, null);
        else if (_run?.Run.Id != notice.RunId) await LookAsync();
        if (_run?.Run.Id == notice.RunId && notice.Progress is { } progress) _progress = progress;
        StateHasChanged();
    }

    private async Task TickAsync()
    {
        if (_disposed) return;
        var before = _run?.Run.Id;
        if (!Here && ++_ticks % TicksBetweenLooks == 0) await LookAsync();
        if (_run?.Run.Id != before) await OnMoved.InvokeAsync();
        if (before is not null || _run is not null) StateHasChanged();
    }

    private async Task LookAsync()
    {
        if (_looking) return;
        _looking = true;
        try
        {
            _run = await UnderWay.FindAsync(CancellationToken.None);
            _progress = Here ? Board.Current?.Progress : null;
        }
        catch (Exception e)
        {
            // What was last seen stays; the next look may get through.
            LogNotSeen(Logger, e);
        }
        finally
        {
            _looking = false;
        }
    }

    [LoggerMessage(EventId = 5104, Level = LogLevel.Warning, Message = "The run under way could not be looked at")]
    private static partial void LogNotSeen(ILogger logger, Exception exception);
}
