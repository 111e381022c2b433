using Dashboard.Core.Audit;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Certificates;

/// <summary>Retires and revokes a certificate, and says what follows it.</summary>
public sealed partial class CertificateSteps
{
    private string? _reason;
    private string? _said;
    private bool _busy;

    /// <summary>Ends certificates.</summary>
    [Inject] public required EndCertificateCommand End { get; set; }

    /// <summary>Says what follows what.</summary>
    [Inject] public required DecideSuccessorCommand Decide { get; set; }

    /// <summary>The clock.</summary>
    [Inject] public required TimeProvider Clock { get; set; }

    /// <summary>Makes the logger.</summary>
    [Inject] public required ILogger<CertificateSteps> Logger { get; set; }

    /// <summary>The certificate.</summary>
    [Parameter, EditorRequired] public CertificateItem Item { get; set; } = null!;

    /// <summary>Something was written.</summary>
    [Parameter] public EventCallback OnWritten { get; set; }

    private bool Wordless => string.IsNullOrWhiteSpace(_reason);

    private Task DecideAsync(long next, bool confirmed, AuditActor actor) => TakeAsync(() => Decide.RunAsync(Item.Id, next, confirmed, actor, CancellationToken.None));

    private Task RetireAsync(AuditActor actor) => TakeAsync(() => End.RetireAsync(Item.Id, _reason, actor, CancellationToken.None));

    private Task RevokeAsync(AuditActor actor) => TakeAsync(() => End.RevokeAsync(Item.Id, Clock.GetUtcNow(), _reason, actor, CancellationToken.None));

    private async Task TakeAsync(Func<Task<CertificateOutcome>> step)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var outcome = await step();
            _said = ClientCertificateWords.Outcome(outcome);
            if (outcome != CertificateOutcome.Done) return;
            _reason = null;
            await OnWritten.InvokeAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The reason stays in the log; what was typed stays in the form.
            var id = ErrorIds.New();
            NotStored(Logger, e, id);
            _said = $"Not done: it could not be stored. Try again. Id {id}";
        }
        finally
        {
            _busy = false;
        }
    }

    [LoggerMessage(EventId = 5113, Level = LogLevel.Error, Message = "A step of a certificate could not be stored; the page said {ErrorId}")]
    private static partial void NotStored(ILogger logger, Exception exception, string errorId);
}
