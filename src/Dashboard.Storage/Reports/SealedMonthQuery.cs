using Dashboard.Core.Audit;
using Dashboard.Core.Costs;
using Dashboard.Core.Reports;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>A sealed month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Figures">What is sealed.</param>
/// <param name="Text">The canonical text that was hashed.</param>
/// <param name="Hash">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="SealedAt">When it was sealed.</param>
/// <param name="Seal">The audit entry that says so; null where the trail has none.</param>
/// <param name="SignOffs">Who signed it off, the first one first.</param>
public sealed record SealedMonth(
    CostMonth Month, MonthFigures Figures, string Text, string Hash, DateTimeOffset SealedAt, MonthSeal? Seal, IReadOnlyList<MonthSignOff> SignOffs);

/// <summary>The audit entry of a sealing: what the anchor outside the database has.</summary>
/// <param name="Seq">Its place in the trail.</param>
/// <param name="Hash">The hash there.</param>
/// <param name="By">Who sealed the month, by the name shown then.</param>
public sealed record MonthSeal(long Seq, AuditHash Hash, string By);

/// <summary>Sealed months.</summary>
public sealed class SealedMonthQuery(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>All of them that were sealed by a moment, newest first; null is now. A month is one row, so that even ten years are few.</summary>
    public async Task<IReadOnlyList<SealedMonth>> ListAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var until = asOf is { } at ? UnixTime.Of(at) : long.MaxValue;
        var rows = await context.SealedMonths.AsNoTracking().Where(m => m.SealedAt <= until).OrderByDescending(m => m.Month).ToListAsync(cancellationToken);
        var entries = await context.AuditTrail.AsNoTracking()
            .Where(e => e.Action == AuditActions.MonthSealed || (e.Action == AuditActions.MonthSigned && e.At <= until))
            .OrderBy(e => e.Seq).ToListAsync(cancellationToken);
        var byMonth = entries.ToLookup(e => e.SubjectId);
        return [.. rows.Select(r => Read(r, byMonth[CostMapping.ToMonth(r.Month).ToString()])).OfType<SealedMonth>()];
    }

    /// <summary>One of them; null where it is not sealed.</summary>
    public async Task<SealedMonth?> FindAsync(CostMonth month, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var (number, name) = (CostMapping.Number(month), month.ToString());
        if (await context.SealedMonths.AsNoTracking().SingleOrDefaultAsync(m => m.Month == number, cancellationToken) is not { } row) return null;
        return Read(row, await context.AuditTrail.AsNoTracking()
            .Where(e => e.SubjectKind == AuditSubjects.Month && e.SubjectId == name).OrderBy(e => e.Seq).ToListAsync(cancellationToken));
    }

    // A text that was altered is none of ours: verification names the month.
    private static SealedMonth? Read(SealedMonthRow row, IEnumerable<Auditing.AuditRow> entries)
    {
        if (SnapshotJson.Read(row.Figures) is not { } figures) return null;
        var (seal, signed) = ((Auditing.AuditRow?)null, new List<MonthSignOff>());
        foreach (var entry in entries)
        {
            if (entry.Action == AuditActions.MonthSealed) seal ??= entry;
            else if (entry.Action == AuditActions.MonthSigned && AuditJson.Read(entry.Content) is { } read) signed.Add(MonthSignOffs.Of(read));
        }

        return new SealedMonth(
            CostMapping.ToMonth(row.Month), figures, row.Figures, row.Hash, UnixTime.From(row.SealedAt),
            seal is null ? null : new MonthSeal(seal.Seq, AuditHash.From(seal.Hash) ?? AuditHash.Genesis, AuditJson.Read(seal.Content)?.Actor.Name ?? ""), signed);
    }
}
