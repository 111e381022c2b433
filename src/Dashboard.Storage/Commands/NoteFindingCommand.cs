using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Findings;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Auditing.Replays;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>How writing on a finding ended.</summary>
public enum NoteOutcome
{
    /// <summary>It is written.</summary>
    Written,

    /// <summary>There is no such finding.</summary>
    NotFound,

    /// <summary>The text is not what is asked for; see <see cref="FindingNoteText"/>.</summary>
    TextRefused,
}

/// <summary>Assigns a finding, links its ticket or comments on it. What was written before is kept, and the audit trail says by whom.</summary>
public sealed class NoteFindingCommand(AuditedWork work, TimeProvider clock)
{
    /// <summary>Writes <paramref name="text"/>; an assignee or a ticket that is empty is taken away.</summary>
    public async Task<NoteOutcome> RunAsync(
        long findingId, FindingNoteKind kind, string? text, AuditActor actor, CancellationToken cancellationToken)
    {
        if (!FindingNoteText.TryRead(kind, text, out var written)) return NoteOutcome.TextRefused;
        var done = await work.RunAsync((context, token) => WriteAsync(context, findingId, kind, written, actor, token), cancellationToken);
        return done ? NoteOutcome.Written : NoteOutcome.NotFound;
    }

    private async Task<AuditDraft?> WriteAsync(
        DashboardDbContext context, long findingId, FindingNoteKind kind, string? text, AuditActor actor, CancellationToken cancellationToken)
    {
        var finding = context.Findings.Where(f => f.Id == findingId);
        if (!await finding.AnyAsync(cancellationToken)) return null;
        var note = new FindingNoteRow
        {
            FindingId = findingId,
            At = UnixTime.Of(clock.GetUtcNow()),
            Kind = kind,
            Text = text,
            AuthorId = actor.Id,
            AuthorName = actor.Name,
        };
        context.Add(note);
        await context.SaveChangesAsync(cancellationToken);
        if (kind == FindingNoteKind.Assignment) await finding.ExecuteUpdateAsync(set => set.SetProperty(f => f.Assignee, text), cancellationToken);
        if (kind == FindingNoteKind.Ticket) await finding.ExecuteUpdateAsync(set => set.SetProperty(f => f.Ticket, text), cancellationToken);
        return new AuditDraft(
            actor, FindingNoteReplay.ActionOf(kind), new AuditSubject(AuditSubjects.Finding, findingId.ToString(CultureInfo.InvariantCulture)),
            [
                new(FindingNoteReplay.Note, note.Id.ToString(CultureInfo.InvariantCulture)), new(FindingNoteReplay.Text, text ?? ""),
                new(FindingNoteReplay.At, note.At.ToString(CultureInfo.InvariantCulture)),
            ]);
    }
}
