using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Storage.Certificates;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>
/// Certificates are what their imports brought, ended as somebody said, and follow one another as somebody decided: all exactly as the trail has it.
/// What a run collects is not in the trail, and is compared with no entry.
/// </summary>
internal sealed class CertificateReplay : AuditReplay
{
    private readonly Dictionary<long, (AuditEntry Entry, string Row, string Digest)> imports = [];
    private readonly Dictionary<(long Id, CertificateEndKind Kind), (long Seq, long At, long Known)> ends = [];
    private readonly List<(long Seq, SuccessorDecisionRow Row)> decisions = [];

    /// <inheritdoc/>
    public override string Name => "certificates";

    /// <inheritdoc/>
    public override void See(AuditEntry entry)
    {
        _ = long.TryParse(entry.Subject.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        switch (entry.Action)
        {
            case AuditActions.CertificatesImported:
                imports[id] = (entry, string.Join('|', entry.Details.SkipLast(1).Select(d => d.Value)), CertificateRecord.Detail(entry, CertificateRecord.Digest));
                break;
            case AuditActions.CertificateRevoked or AuditActions.CertificateRetired:
                var kind = entry.Action == AuditActions.CertificateRevoked ? CertificateEndKind.Revoked : CertificateEndKind.Retired;
                ends[(id, kind)] = (entry.Seq, CertificateRecord.Number(entry, CertificateRecord.At), CertificateRecord.Number(entry, CertificateRecord.Known));
                break;
            case AuditActions.SuccessorConfirmed or AuditActions.SuccessorRejected:
                decisions.Add((entry.Seq, new SuccessorDecisionRow
                {
                    OldId = id,
                    NewId = CertificateRecord.Number(entry, CertificateRecord.Successor),
                    Confirmed = entry.Action == AuditActions.SuccessorConfirmed,
                    At = CertificateRecord.Number(entry, CertificateRecord.At),
                    ActorId = entry.Actor.Id,
                    ActorName = entry.Actor.Name,
                }));
                break;
        }
    }

    /// <inheritdoc/>
    public override async Task CompareAsync(DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        await CompareImportsAsync(context, findings, cancellationToken);
        await CompareEndsAsync(context, findings, cancellationToken);
        await CompareDecisionsAsync(context, findings, cancellationToken);
    }

    private async Task CompareImportsAsync(DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var rows = await context.CertificateImports.AsNoTracking().ToDictionaryAsync(i => i.Id, cancellationToken);
        foreach (var (id, told) in imports.OrderBy(i => i.Key))
        {
            if (!rows.Remove(id, out var row))
                findings.Add(Finding(told.Entry.Seq, Say($"Entry {told.Entry.Seq} tells of import {id} of certificates, which the database does not have.")));
            else if (told.Row != Of(row, told.Entry.Actor))
                findings.Add(Finding(told.Entry.Seq, Say($"Import {id} of certificates is not as entry {told.Entry.Seq} has it.")));
            if (await ImportDigest.OfAsync(context, id, cancellationToken) != told.Digest)
                findings.Add(Finding(told.Entry.Seq, Say($"What import {id} brought of certificates, apps and revocations is not as entry {told.Entry.Seq} has it.")));
        }

        foreach (var id in rows.Keys.Order()) findings.Add(Finding(null, Say($"Import {id} of certificates has no entry.")));
        var orphans = await context.CertificateApps
            .CountAsync(a => a.ImportId != null && !context.CertificateImports.Any(i => i.Id == a.ImportId), cancellationToken);
        if (orphans > 0) findings.Add(Finding(null, Say($"{orphans} apps of certificates name an import that there is not.")));
    }

    private async Task CompareEndsAsync(DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var left = ends.ToDictionary();
        var orphans = context.CertificateEnds.AsNoTracking().Where(e => e.ImportId == null || !context.CertificateImports.Any(i => i.Id == e.ImportId));
        await foreach (var row in orphans.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!left.Remove((row.CertificateId, row.Kind), out var told))
                findings.Add(Finding(null, Say($"Certificate {row.CertificateId} is {row.Kind}, but no entry says so.")));
            else if (told.At != row.At || told.Known != row.Known)
                findings.Add(Finding(told.Seq, Say($"Certificate {row.CertificateId} is {row.Kind} from another moment on than entry {told.Seq} says.")));
        }

        foreach (var (key, told) in left.OrderBy(l => l.Value.Seq))
            findings.Add(Finding(told.Seq, Say($"Entry {told.Seq} says that certificate {key.Id} is {key.Kind}, and it is not.")));
    }

    private async Task CompareDecisionsAsync(DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var left = (await context.SuccessorDecisions.AsNoTracking().OrderBy(d => d.Id).ToListAsync(cancellationToken))
            .GroupBy(d => d with { Id = 0 }).ToDictionary(g => g.Key, g => g.Count());
        foreach (var (seq, row) in decisions)
        {
            if (left.TryGetValue(row, out var count) && count > 0) left[row] = count - 1;
            else findings.Add(Finding(seq, Say($"Entry {seq} decided whether certificate {row.NewId} follows {row.OldId}, and the database has no such decision.")));
        }

        foreach (var row in left.Where(l => l.Value > 0).Select(l => l.Key).OrderBy(r => r.At))
            findings.Add(Finding(null, Say($"A decision whether certificate {row.NewId} follows {row.OldId} has no entry.")));
    }

    // As the entry has them: its details but the digest, in their order, and the actor.
    private static string Of(CertificateImportRow row, AuditActor actor) => row.ActorId == actor.Id && row.ActorName == actor.Name
        ? string.Join('|', CertificateRecord.OfImport(actor, row, "").Details.SkipLast(1).Select(d => d.Value))
        : "";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
