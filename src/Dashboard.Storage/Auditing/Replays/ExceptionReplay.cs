using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>
/// Exceptions are exactly what the trail says: each one is lived through again from its entries, and compared with its row, with what it
/// covers and when, and with its steps.
/// </summary>
internal sealed class ExceptionReplay : AuditReplay
{
    private readonly Dictionary<long, Told> _told = [];
    private long _changes;

    /// <inheritdoc/>
    public override string Name => "exceptions";

    /// <inheritdoc/>
    public override void See(AuditEntry entry)
    {
        if (entry.Subject.Kind != AuditSubjects.Exception || ExceptionRecord.StepOf(entry.Action) is not { } step) return;
        _changes++;
        var id = Number(entry.Subject.Id);
        var at = Number(Detail(entry, ExceptionRecord.At));
        if (step == ExceptionStep.Requested) _told[id] = Request(entry, id, at);
        if (!_told.TryGetValue(id, out var told)) return;
        told.LastSeq = entry.Seq;
        var text = Detail(entry, ExceptionRecord.Text) is { Length: > 0 } said ? said : null;
        told.Steps.Add(StepText(step, at, entry.Actor.Id, entry.Actor.Name, text));
        if (step is ExceptionStep.Approved or ExceptionStep.Rejected or ExceptionStep.Withdrawn)
            told.Row = told.Row with { Decision = step, DecidedAt = at, DecidedById = entry.Actor.Id, DecidedByName = entry.Actor.Name };
        if (step == ExceptionStep.Approved) told.Active = (at, told.Row.Expires);
        if (step == ExceptionStep.Revoked) End(told, step, at);
        if (step == ExceptionStep.Approved && _told.TryGetValue(Number(Detail(entry, ExceptionRecord.Supersedes)), out var old))
        {
            End(old, ExceptionStep.Superseded, at);
            old.Steps.Add(StepText(ExceptionStep.Superseded, at, entry.Actor.Id, entry.Actor.Name, null));
            old.LastSeq = entry.Seq;
        }
    }

    /// <inheritdoc/>
    public override async Task CompareAsync(
        DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var rows = await context.Exceptions.AsNoTracking().ToDictionaryAsync(e => e.Id, cancellationToken);
        var covers = (await context.ExceptionCovers.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(c => c.ExceptionId);
        var steps = (await context.ExceptionEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync(cancellationToken)).ToLookup(e => e.ExceptionId);
        foreach (var (id, told) in _told.OrderBy(t => t.Key))
        {
            if (Difference(told, rows.GetValueOrDefault(id), [.. covers[id]], [.. steps[id]]) is { } what)
                findings.Add(Finding(told.LastSeq, Say($"Exception {id}: {what} is not as the trail has it up to entry {told.LastSeq}.")));
        }

        // What covers or tells of an exception that there is not would move due dates all the same.
        var others = rows.Keys.Concat(covers.Select(c => c.Key)).Concat(steps.Select(s => s.Key)).Distinct();
        foreach (var id in others.Where(id => !_told.ContainsKey(id)).Order()) findings.Add(Finding(null, Say($"Exception {id} has no entry.")));
        var revisions = await context.ExceptionRevisions.Select(r => r.Revision).ToListAsync(cancellationToken);
        if (revisions is not [var revision] || revision != _changes)
            findings.Add(Finding(null, Say($"The revision of exceptions is {string.Join(" and ", revisions)}, and the trail has {_changes} steps of exceptions.")));
    }

    private static string? Difference(Told told, ExceptionRow? row, List<ExceptionCoverRow> covers, List<ExceptionEventRow> steps)
    {
        if (row != told.Row) return row is null ? "it" : "its row";
        if (ExceptionRecord.CoversText(covers) != told.Covers) return "what it covers";
        if (!covers.TrueForAll(c => c.ActiveFrom == told.Active?.From && c.ActiveTo == told.Active?.To)) return "when it is active";
        var written = steps.ConvertAll(s => StepText(s.Step, s.At, s.ActorId, s.ActorName, s.Text));
        return written.SequenceEqual(told.Steps) ? null : "a step";
    }

    private static Told Request(AuditEntry entry, long id, long at) => new()
    {
        Row = new ExceptionRow
        {
            Id = id,
            RequestedAt = at,
            RequesterId = entry.Actor.Id,
            RequesterName = entry.Actor.Name,
            Reason = Detail(entry, ExceptionRecord.Reason),
            Treatment = Enum.TryParse<ExceptionTreatment>(Detail(entry, ExceptionRecord.Treatment), out var treatment) ? treatment : default,
            CompensatingControl = Detail(entry, ExceptionRecord.Control),
            RiskOwner = Detail(entry, ExceptionRecord.RiskOwner),
            Expires = Number(Detail(entry, ExceptionRecord.Expires)),
            EvidenceLink = Detail(entry, ExceptionRecord.EvidenceLink) is { Length: > 0 } link ? link : null,
            RenewsId = Detail(entry, ExceptionRecord.Renews) is { Length: > 0 } renews ? Number(renews) : null,
        },
        Covers = Detail(entry, ExceptionRecord.Covers),
    };

    private static void End(Told told, ExceptionStep step, long at)
    {
        told.Row = told.Row with { Ending = step, EndedAt = at };
        if (told.Active is { } active) told.Active = (active.From, at);
    }

    private static string StepText(ExceptionStep step, long at, string actorId, string actorName, string? text) =>
        string.Join('\n', step, at.ToString(CultureInfo.InvariantCulture), actorId, actorName, text is null ? "-" : "+" + text);

    private static string Detail(AuditEntry entry, string key) => entry.Details.FirstOrDefault(d => d.Key == key)?.Value ?? "";

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>An exception as the trail tells it.</summary>
    private sealed class Told
    {
        public required ExceptionRow Row { get; set; }

        public required string Covers { get; init; }

        public (long From, long To)? Active { get; set; }

        public List<string> Steps { get; } = [];

        public long LastSeq { get; set; }
    }
}
