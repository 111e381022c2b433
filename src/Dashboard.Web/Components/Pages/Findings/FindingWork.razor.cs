using Dashboard.Core.Audit;
using Dashboard.Core.Findings;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Findings;

/// <summary>Assigns a finding, links its ticket and comments on it.</summary>
public sealed partial class FindingWork
{
    private FindingItem? _shown;
    private string? _assignee;
    private string? _ticket;
    private string? _comment;
    private string? _said;
    private bool _busy;

    /// <summary>Writes on findings.</summary>
    [Inject] public required NoteFindingCommand Note { get; set; }

    /// <summary>Makes the logger.</summary>
    [Inject] public required ILogger<FindingWork> Logger { get; set; }

    /// <summary>The finding.</summary>
    [Parameter, EditorRequired] public FindingItem Finding { get; set; } = null!;

    /// <summary>True where the page shows the past, on which nothing is written.</summary>
    [Parameter] public bool Closed { get; set; }

    /// <summary>Something was written.</summary>
    [Parameter] public EventCallback OnWritten { get; set; }

    /// <summary>What a colleague wrote meanwhile is taken over, unless something else was typed: or one click would take it away.</summary>
    protected override void OnParametersSet()
    {
        if (Same(_assignee, _shown?.Assignee)) _assignee = Finding.Assignee;
        if (Same(_ticket, _shown?.Ticket)) _ticket = Finding.Ticket;
        _shown = Finding;
    }

    private static bool Same(string? text, string? written) => (text?.Trim() ?? "") == (written ?? "");

    private async Task WriteAsync(AuditActor actor, FindingNoteKind kind, string? text)
    {
        if (_busy || Closed) return;

        _busy = true;
        try
        {
            var outcome = await Note.RunAsync(Finding.Id, kind, text, actor, CancellationToken.None);
            _said = outcome switch
            {
                NoteOutcome.Written => Done(kind, text),
                NoteOutcome.NotFound => "Not written: there is no such finding any more.",
                NoteOutcome.TextRefused => "Not written. " + FindingNoteText.Expected(kind),
            };
            if (outcome != NoteOutcome.Written) return;
            if (kind == FindingNoteKind.Comment) _comment = null;
            await OnWritten.InvokeAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The reason stays in the log; what was typed stays in the form.
            var id = ErrorIds.New();
            WriteFailed(Logger, e, id);
            _said = $"Not written: it could not be stored. Try again. Id {id}";
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Done(FindingNoteKind kind, string? text)
    {
        var empty = string.IsNullOrWhiteSpace(text);
        return kind switch
        {
            FindingNoteKind.Comment => "The comment is written.",
            FindingNoteKind.Assignment => empty ? "Nobody is assigned now." : $"Assigned to {text!.Trim()}.",
            FindingNoteKind.Ticket => empty ? "The ticket is taken away." : "The ticket is linked.",
        };
    }

    [LoggerMessage(EventId = 5107, Level = LogLevel.Error, Message = "A note on a finding could not be stored; the page said {ErrorId}")]
    private static partial void WriteFailed(ILogger logger, Exception exception, string errorId);
}
