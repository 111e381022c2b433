using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Findings;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>What stands on findings is exactly what the trail says was written on them, by whom, and who is assigned and linked last.</summary>
internal sealed class FindingNoteReplay : AuditReplay
{
    /// <summary>The detail that carries the number of the note.</summary>
    public const string Note = "note";

    /// <summary>The detail that carries its text.</summary>
    public const string Text = "text";

    /// <summary>The detail that carries its moment, in Unix milliseconds. Entries of older versions have none.</summary>
    public const string At = "at";

    private readonly Dictionary<long, AuditEntry> _page = [];
    private readonly Dictionary<(string Finding, FindingNoteKind Kind), string> _last = [];
    private int _told;

    /// <inheritdoc/>
    public override string Name => "finding notes";

    /// <summary>The action that writes a note.</summary>
    public static string ActionOf(FindingNoteKind kind) => kind switch
    {
        FindingNoteKind.Comment => AuditActions.FindingCommented,
        FindingNoteKind.Assignment => AuditActions.FindingAssigned,
        FindingNoteKind.Ticket => AuditActions.FindingLinked,
    };

    /// <inheritdoc/>
    public override void See(AuditEntry entry)
    {
        if (entry.Subject.Kind != AuditSubjects.Finding || KindOf(entry.Action) is not { } kind) return;
        _told++;
        if (long.TryParse(Detail(entry, Note), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) _page[id] = entry;
        _last[(entry.Subject.Id, kind)] = Detail(entry, Text);
    }

    /// <inheritdoc/>
    public override async Task ComparePageAsync(
        DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        if (_page.Count == 0) return;
        var ids = _page.Keys.ToList();
        var notes = await context.FindingNotes.Where(n => ids.Contains(n.Id)).ToDictionaryAsync(n => n.Id, cancellationToken);
        foreach (var (id, entry) in _page.OrderBy(p => p.Value.Seq))
        {
            var note = notes.GetValueOrDefault(id);
            var same = note is not null && ActionOf(note.Kind) == entry.Action && (note.Text ?? "") == Detail(entry, Text)
                && note.AuthorId == entry.Actor.Id && note.AuthorName == entry.Actor.Name
                && (Detail(entry, At) is not { Length: > 0 } at || at == note.At.ToString(CultureInfo.InvariantCulture)) && entry.Subject.Id == note.FindingId.ToString(CultureInfo.InvariantCulture);
            if (!same) findings.Add(Finding(entry.Seq, Say($"Entry {entry.Seq} wrote note {id}, which is not in the database as it was written.")));
        }

        _page.Clear();
    }

    /// <inheritdoc/>
    public override async Task CompareAsync(
        DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var notes = await context.FindingNotes.CountAsync(cancellationToken);
        if (notes > _told) findings.Add(Finding(null, Say($"{notes - _told} notes on findings have no entry.")));
        var marked = await context.Findings.Where(f => f.Assignee != null || f.Ticket != null)
            .Select(f => new { f.Id, f.Assignee, f.Ticket }).ToListAsync(cancellationToken);
        var now = new Dictionary<(string Finding, FindingNoteKind Kind), string>();
        foreach (var finding in marked)
        {
            var id = finding.Id.ToString(CultureInfo.InvariantCulture);
            if (finding.Assignee is { } assignee) now[(id, FindingNoteKind.Assignment)] = assignee;
            if (finding.Ticket is { } ticket) now[(id, FindingNoteKind.Ticket)] = ticket;
        }

        foreach (var (key, text) in _last.Where(l => l.Key.Kind != FindingNoteKind.Comment && l.Value.Length > 0))
        {
            if (!now.Remove(key, out var stands) || stands != text)
                findings.Add(Finding(null, Say($"Finding {key.Finding} does not have the {key.Kind} that was written last.")));
        }

        foreach (var key in now.Keys) findings.Add(Finding(null, Say($"Finding {key.Finding} has a {key.Kind} that no entry tells of.")));
    }

    private static FindingNoteKind? KindOf(string action) => action switch
    {
        AuditActions.FindingCommented => FindingNoteKind.Comment,
        AuditActions.FindingAssigned => FindingNoteKind.Assignment,
        AuditActions.FindingLinked => FindingNoteKind.Ticket,
        _ => null,
    };

    private static string Detail(AuditEntry entry, string key) => entry.Details.FirstOrDefault(d => d.Key == key)?.Value ?? "";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
