using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Storage.Auditing.Replays;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing;

/// <summary>
/// Verifies the audit trail: the chain, its columns, the anchor, and the tables that its events changed. It reads one state
/// of the database, page by page, while others may go on writing. Then it reckons every sealed month again.
/// </summary>
public sealed class AuditVerifier(IDbContextFactory<DashboardDbContext> factory, AuditAnchorSettings settings, SealedMonthCheck months)
{
    private const int RowsAtOnce = 500;

    /// <summary>A broken trail may be broken in every row; nobody reads them all.</summary>
    private const int FindingsOfACheck = 20;

    /// <summary>Verifies once.</summary>
    public async Task<AuditVerification> RunAsync(CancellationToken cancellationToken)
    {
        var (verification, findings) = await VerifyTrailAsync(cancellationToken);
        // After the snapshot has ended: this reads what is over, in snapshots of its own.
        findings.AddRange(await months.RunAsync(cancellationToken));
        return verification with { Findings = [.. findings.GroupBy(f => f.Check).SelectMany(g => g.Take(FindingsOfACheck))] };
    }

    private async Task<(AuditVerification Trail, List<AuditFinding> Findings)> VerifyTrailAsync(CancellationToken cancellationToken)
    {
        // The anchor is measured first: what it has by now was committed before, so the state read below has it too.
        var anchor = settings.File is { } path ? new AnchorCheck(new AuditAnchorFile(path)) : null;
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var findings = new List<AuditFinding>();
        var (entries, last) = await CheckChainAsync(context, findings, cancellationToken);
        await CheckHeadAsync(context, last, findings, cancellationToken);
        if (anchor is not null) await anchor.RunAsync(context, last?.Seq ?? 0, findings, cancellationToken);
        return (new AuditVerification(entries, last?.Seq ?? 0, last?.Hash ?? AuditHash.Genesis, anchor?.AnchoredTo, []), findings);
    }

    private static async Task<(long Entries, AuditLink? Last)> CheckChainAsync(
        DashboardDbContext context, List<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var (chain, replays) = (new AuditChain(), AuditReplays.Create());
        var (entries, after, wrongColumns) = (0L, long.MinValue, 0);
        AuditLink? last = null;
        while (true)
        {
            var rows = await context.AuditTrail.Where(r => r.Seq > after).OrderBy(r => r.Seq).Take(RowsAtOnce).ToListAsync(cancellationToken);
            if (rows.Count == 0) break;
            foreach (var row in rows)
            {
                last = new AuditLink(row.Seq, row.Content, AuditHash.From(row.PrevHash), AuditHash.From(row.Hash));
                chain.Add(last);
                if (AuditJson.Read(row.Content) is not { } entry) continue;
                if (!HasItsColumns(row, entry) && wrongColumns++ < FindingsOfACheck)
                    findings.Add(new("columns", row.Seq, Say($"Entry {row.Seq} is filed under columns that its content does not have.")));
                foreach (var replay in replays) replay.See(entry);
            }

            foreach (var replay in replays) await replay.ComparePageAsync(context, findings, cancellationToken);
            (entries, after) = (entries + rows.Count, rows[^1].Seq);
        }

        await CheckPlacesAsync(context, entries, findings, cancellationToken);
        await StoredTypes.CheckAsync(context, findings, cancellationToken);
        if (chain.Fault is { } fault) findings.Insert(0, new("chain", fault.Seq, fault.Problem));
        foreach (var replay in replays) await replay.CompareAsync(context, findings, cancellationToken);
        return (entries, last);
    }

    /// <summary>Where somebody took the key away, a place can be taken twice, and the second row may fall between two pages.</summary>
    private static async Task CheckPlacesAsync(
        DashboardDbContext context, long entries, List<AuditFinding> findings, CancellationToken cancellationToken)
    {
        if (await context.AuditTrail.LongCountAsync(cancellationToken) == entries) return;
        var taken = await context.AuditTrail.GroupBy(r => r.Seq).Where(g => g.Count() > 1).Select(g => g.Key).Order()
            .Take(FindingsOfACheck).ToListAsync(cancellationToken);
        foreach (var seq in taken) findings.Add(new("chain", seq, Say($"Entry {seq} is there twice, or out of order.")));
    }

    private static async Task CheckHeadAsync(
        DashboardDbContext context, AuditLink? last, List<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var heads = await context.AuditHeads.ToListAsync(cancellationToken);
        var (seq, hash) = (last?.Seq ?? 0, last is null ? AuditHash.Genesis : last.Hash);
        if (heads is not [{ Id: AuditHeadRow.OnlyId } head])
            findings.Add(new("head", null, "The head of the trail is not the one row that the program made."));
        else if (head.Seq > seq) findings.Add(new("head", seq + 1, Say($"The trail ends at {seq}, but {head.Seq} entries were appended: entries {seq + 1} to {head.Seq} are missing.")));
        else if (head.Seq < seq) findings.Add(new("head", head.Seq + 1, Say($"Entry {head.Seq + 1} was not appended by this program: {head.Seq} entries were.")));
        else if (AuditHash.From(head.Hash) != hash) findings.Add(new("head", seq, Say($"Entry {seq} has another hash than when it was appended.")));
    }

    private static bool HasItsColumns(AuditRow row, AuditEntry entry) =>
        row.At == UnixTime.Of(entry.At) && row.Action == entry.Action && row.ActorId == entry.Actor.Id
        && row.SubjectKind == entry.Subject.Kind && row.SubjectId == entry.Subject.Id;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
