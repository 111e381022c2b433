using Dashboard.Core.Audit;
using Dashboard.Storage.Reports;
using Dashboard.Web.Access;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dashboard.Web.Components.Pages.Snapshots;

/// <summary>Who signed a sealed month off, and signing it.</summary>
public sealed partial class SignOffs
{
    private string? _text;
    private string? _said;
    private bool _busy;
    private string? _me;

    /// <summary>The month.</summary>
    [Parameter, EditorRequired] public SealedMonth Month { get; set; } = null!;

    /// <summary>True where the page shows the past, in which nobody signs.</summary>
    [Parameter] public bool Closed { get; set; }

    /// <summary>It was signed.</summary>
    [Parameter] public EventCallback OnSigned { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    private bool Own => Month.SignOffs.Any(s => s.ById == _me);

    /// <summary>Signs.</summary>
    [Inject] public required SignMonthCommand Command { get; set; }

    /// <summary>Makes the logger.</summary>
    [Inject] public required ILogger<SignOffs> Logger { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync() => _me = Authentication is null ? null : Actors.IdOf((await Authentication).User);

    private async Task SignAsync(AuditActor actor)
    {
        if (_busy || Closed) return;
        _busy = true;
        try
        {
            var outcome = await Command.RunAsync(Month.Month, Month.Hash, _text, actor, CancellationToken.None);
            _said = SnapshotWords.Refusal(outcome);
            if (outcome != SignOutcome.Done) return;
            _text = null;
            await OnSigned.InvokeAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The reason stays in the log; what was typed stays in the form.
            var id = ErrorIds.New();
            NotStored(Logger, e, id);
            _said = $"Not signed: it could not be stored. Try again. Id {id}";
        }
        finally
        {
            _busy = false;
        }
    }

    [LoggerMessage(EventId = 5112, Level = LogLevel.Error, Message = "A sign-off could not be stored; the page said {ErrorId}")]
    private static partial void NotStored(ILogger logger, Exception exception, string errorId);
}
