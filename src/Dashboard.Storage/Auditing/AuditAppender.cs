using Dashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing;

/// <summary>Appends to the audit trail inside the caller's transaction, so that an effect and its entry stand together or not at all.</summary>
public sealed class AuditAppender(TimeProvider clock)
{
    /// <summary>Appends <paramref name="draft"/>; other writers of the trail wait until the transaction ends.</summary>
    /// <returns>The line for the anchor, to be recorded after the commit.</returns>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public async Task<AuditAnchorLine> AppendAsync(DashboardDbContext context, AuditDraft draft, CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is null)
            throw new InvalidOperationException("An audit entry is appended in the transaction of what it tells of.");

        // The update comes first: it is what makes others wait. The head read after it is the last one committed.
        var moved = await context.AuditHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Seq, h => h.Seq + 1), cancellationToken);
        if (moved != 1) throw new InvalidOperationException("The database has no head of the audit trail.");
        var head = await context.AuditHeads.AsNoTracking().SingleAsync(cancellationToken);

        var entry = draft.At(head.Seq, clock.GetUtcNow());
        var content = AuditJson.Write(entry);
        var previous = AuditHash.From(head.Hash) ?? throw new InvalidOperationException("The head of the audit trail holds no hash.");
        var hash = AuditHash.Of(previous, content);
        context.Add(new AuditRow
        {
            Seq = entry.Seq,
            At = UnixTime.Of(entry.At),
            Content = content,
            PrevHash = previous.ToBytes(),
            Hash = hash.ToBytes(),
            Action = entry.Action,
            ActorId = entry.Actor.Id,
            SubjectKind = entry.Subject.Kind,
            SubjectId = entry.Subject.Id,
        });
        await context.SaveChangesAsync(cancellationToken);
        var bytes = hash.ToBytes();
        await context.AuditHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Hash, bytes), cancellationToken);
        return new AuditAnchorLine(entry.Seq, hash, entry.At);
    }
}
