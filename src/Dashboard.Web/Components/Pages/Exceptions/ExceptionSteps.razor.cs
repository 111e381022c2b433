using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Web.Access;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dashboard.Web.Components.Pages.Exceptions;

/// <summary>Decides an exception, takes it back, and comments on it.</summary>
public sealed partial class ExceptionSteps
{
    private string? _me;
    private string? _comment;
    private string? _said;
    private bool _busy;

    /// <summary>Takes the steps.</summary>
    [Inject] public required StepExceptionCommand Step { get; set; }

    /// <summary>Who may comment.</summary>
    [Inject] public required ExceptionRights Rights { get; set; }

    /// <summary>The clock.</summary>
    [Inject] public required TimeProvider Clock { get; set; }

    /// <summary>Makes the logger.</summary>
    [Inject] public required ILogger<ExceptionSteps> Logger { get; set; }

    /// <summary>The exception.</summary>
    [Parameter, EditorRequired] public ExceptionItem Item { get; set; } = null!;

    /// <summary>True where the page shows the past, in which nothing is decided.</summary>
    [Parameter] public bool Closed { get; set; }

    /// <summary>A step was taken.</summary>
    [Parameter] public EventCallback OnWritten { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    private bool Own => _me is { } me && ExceptionCase.SamePerson(me, Item.RequesterId);

    private bool Wordless => string.IsNullOrWhiteSpace(_comment);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync() => _me = Authentication is null ? null : Actors.IdOf((await Authentication).User);

    private async Task StepAsync(AuditActor actor, ExceptionStep step)
    {
        if (_busy || Closed) return;

        _busy = true;
        try
        {
            if (step == ExceptionStep.Commented && Authentication is not null
                && !await Rights.MayCommentAsync((await Authentication).User, Item, CancellationToken.None))
            {
                _said = "Not written: it covers no app of yours.";
                return;
            }

            var refusal = await Step.RunAsync(Item.Id, step, _comment, actor, CancellationToken.None);
            _said = refusal is { } why ? $"Not done. {ExceptionWords.Refusal(why)}" : Done(step);
            if (refusal is null) _comment = null;
            // What somebody else decided meanwhile is shown as well.
            if (refusal is null or ExceptionRefusal.StateForbids) await OnWritten.InvokeAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The reason stays in the log; what was typed stays in the form.
            var id = ErrorIds.New();
            StepFailed(Logger, e, id);
            _said = $"Not done: it could not be stored. Try again. Id {id}";
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Done(ExceptionStep step) => step switch
    {
        ExceptionStep.Approved => "Approved. What it covers is excepted from now on.",
        ExceptionStep.Rejected => "Rejected.",
        ExceptionStep.Revoked => "Revoked. What it covered counts again from now on.",
        ExceptionStep.Withdrawn => "Withdrawn.",
        _ => "The comment is written.",
    };

    [LoggerMessage(EventId = 5109, Level = LogLevel.Error, Message = "A step of an exception could not be stored; the page said {ErrorId}")]
    private static partial void StepFailed(ILogger logger, Exception exception, string errorId);
}
