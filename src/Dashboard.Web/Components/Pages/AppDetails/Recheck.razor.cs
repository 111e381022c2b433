using Dashboard.Core.Audit;
using Dashboard.Core.Runs;
using Dashboard.Web.Collection;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>Starts a run from an app's page and says what became of it. The page itself reads again when a run ends.</summary>
public sealed partial class Recheck : IDisposable
{
    private bool _starting;
    private bool _followed;
    private bool _disposed;
    private long? _run;
    private string? _said;

    /// <summary>Starts runs.</summary>
    [Inject] public required CollectionService Collection { get; set; }

    /// <summary>Tells of this process's run.</summary>
    [Inject] public required RunBoard Board { get; set; }

    private bool Busy => _starting || Board.Current is not null;

    /// <summary>Stops following.</summary>
    public void Dispose()
    {
        _disposed = true;
        Board.RunChanged -= OnRunChanged;
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Board.RunChanged += OnRunChanged;

    private async Task StartAsync(AuditActor actor)
    {
        if (Busy) return;
        (_starting, _followed, _run, _said) = (true, true, null, "Starting a run.");
        try
        {
            switch (await Collection.StartAsync(RunTrigger.Manual, actor.Name, actor))
            {
                // A short run may have ended, and said so, before this returns.
                case StartOutcome.Started started when _run is null:
                    (_run, _said) = (started.RunId, "Reading the estate.");
                    break;
                case StartOutcome.AlreadyRunning running:
                    (_run, _said) = (running.RunId, "Another run is under way.");
                    break;
                case StartOutcome.NotNow later:
                    (_followed, _said) = (false, later.Reason);
                    break;
            }
        }
        finally
        {
            _starting = false;
        }
    }

    private void OnRunChanged(RunNotice notice) => _ = InvokeAsync(() =>
    {
        if (_disposed) return;
        // News of an earlier run can come late from another replica.
        if (_followed && notice.Status != RunStatus.Running && (_run is not { } run || notice.RunId >= run))
            (_followed, _run, _said) = (false, notice.RunId, Ended(notice.Status));
        StateHasChanged();
    });

    private static string Ended(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "Checked just now.",
        RunStatus.Partial => "Checked, but not everything could be read.",
        RunStatus.Failed => "The run failed: this is what was known before.",
        RunStatus.Cancelled => "The run was cancelled: this is what was known before.",
        RunStatus.Running => "Reading the estate.",
    };
}
