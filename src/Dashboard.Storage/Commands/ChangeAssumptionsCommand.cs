using Dashboard.Core.Audit;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Auditing.Replays;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>How changing assumptions ended.</summary>
public enum ChangeOutcome
{
    /// <summary>They are changed.</summary>
    Changed,

    /// <summary>All of them were so already: nothing is written.</summary>
    Nothing,

    /// <summary>Somebody changed some since the editor looked: nothing is written.</summary>
    Overtaken,

    /// <summary>A value or the reason is not what is asked for: nothing is written.</summary>
    Refused,
}

/// <summary>How changing assumptions ended, and why.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Problems">What is refused, a sentence for each key, and one for <c>reason</c>.</param>
public sealed record ChangeResult(ChangeOutcome Outcome, IReadOnlyDictionary<string, string> Problems);

/// <summary>Changes assumptions, all of a change at once or none. What was assumed before is kept, and the audit trail says by whom.</summary>
public sealed class ChangeAssumptionsCommand(AuditedWork work, TimeProvider clock)
{
    /// <summary>The name under which a reason is refused.</summary>
    public const string Reason = "reason";

    /// <summary>Writes <paramref name="edits"/>.</summary>
    /// <param name="edits">What is to be; keys that are not in it stay as they are.</param>
    /// <param name="reason">Why; see <see cref="ChangeReason"/>.</param>
    /// <param name="version">The version that the editor looked at.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends it before it is written.</param>
    public async Task<ChangeResult> RunAsync(
        IReadOnlyList<AssumptionEdit> edits, string? reason, long version, AuditActor actor, CancellationToken cancellationToken)
    {
        var problems = new SortedDictionary<string, string>(AssumptionEdit.ProblemsOf(edits).ToDictionary(), StringComparer.Ordinal);
        var why = ChangeReason.Read(reason);
        if (why is null) problems[Reason] = ChangeReason.Expected;
        if (why is null || problems.Count > 0) return new ChangeResult(ChangeOutcome.Refused, problems);

        var overtaken = false;
        var done = await work.RunAsync(
            async (context, token) =>
            {
                var draft = await WriteAsync(context, edits, why, version, actor, token);
                overtaken = draft is null;
                return draft is { Details.Count: > 0 } ? draft : null;
            },
            cancellationToken);
        return new ChangeResult(done ? ChangeOutcome.Changed : overtaken ? ChangeOutcome.Overtaken : ChangeOutcome.Nothing, problems);
    }

    /// <summary>Null where the editor was overtaken; without details where nothing is to be done.</summary>
    private async Task<AuditDraft?> WriteAsync(
        DashboardDbContext context, IReadOnlyList<AssumptionEdit> edits, string why, long version, AuditActor actor, CancellationToken cancellationToken)
    {
        // Every audited command moves the trail's head in the end. Touched first, it makes the second of two editors wait until the first
        // is done, whose rows the reads after it then see.
        await context.AuditHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Seq, h => h.Seq), cancellationToken);
        var open = await context.Assumptions.AsNoTracking().Where(a => a.ValidTo == UnixTime.Open).ToDictionaryAsync(a => a.Key, cancellationToken);
        if (version != open.Values.Select(a => a.Id).DefaultIfEmpty().Max()) return null;

        var before = AssumptionValues.Of(open.ToDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal));
        var changed = edits.Where(e => IsChange(e, open.GetValueOrDefault(e.Key)?.Value)).ToList();
        if (changed.Count == 0) return AssumptionReplay.Draft(actor, []);

        // A clock that was set back must not turn the order of changes round.
        var from = Math.Max(UnixTime.Of(clock.GetUtcNow()), open.Values.Select(a => a.ValidFrom + 1).DefaultIfEmpty().Max());
        var draft = AssumptionReplay.Draft(actor, AssumptionReplay.Details(from, why, changed, before));
        // As the trail has them: without what a database cannot carry.
        var author = draft.At(0, clock.GetUtcNow()).Actor;
        var keys = changed.ConvertAll(e => e.Key);
        await context.Assumptions.Where(a => a.ValidTo == UnixTime.Open && keys.Contains(a.Key))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ValidTo, from), cancellationToken);
        context.AddRange(changed.Select(e => new AssumptionRow
        {
            Key = e.Key,
            Value = e.Stored(),
            ValidFrom = from,
            ChangedById = author.Id,
            ChangedByName = author.Name,
            Reason = why,
        }));
        await context.SaveChangesAsync(cancellationToken);
        return draft;
    }

    /// <summary>True where an edit makes a difference: 1.5 and 1.50 are the same amount.</summary>
    private static bool IsChange(AssumptionEdit edit, string? stored)
    {
        var wanted = edit.Stored();
        if (wanted is null || stored is null) return wanted != stored;
        var assumption = AssumptionValues.Find(edit.Key)!;
        return assumption.Write(AssumptionValues.Default, wanted) != assumption.Write(AssumptionValues.Default, stored);
    }
}
