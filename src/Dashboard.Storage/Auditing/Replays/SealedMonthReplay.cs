using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Costs;
using Dashboard.Core.Reports;
using Dashboard.Storage.Model;
using Dashboard.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>
/// Sealed months are exactly those that the trail says were sealed, with the hashes that it says, which are those of their figures. What was
/// signed off is what is sealed: sign-offs are in the trail alone.
/// </summary>
internal sealed class SealedMonthReplay : AuditReplay
{
    private const string Hash = "hash";
    private const string Completeness = "completeness";
    private const string Run = "run";
    private const string SealedAt = "sealedAt";

    private readonly Dictionary<string, AuditEntry> _told = new(StringComparer.Ordinal);
    private readonly List<AuditEntry> _signed = [];

    /// <inheritdoc/>
    public override string Name => "snapshots";

    /// <summary>The entry of a sealing.</summary>
    public static AuditDraft Draft(AuditActor actor, SealedMonthRow row) => new(
        actor, AuditActions.MonthSealed, new AuditSubject(AuditSubjects.Month, CostMapping.ToMonth(row.Month).ToString()), [.. Details(row)]);

    /// <inheritdoc/>
    public override void See(AuditEntry entry)
    {
        if (entry.Action == AuditActions.MonthSealed) _told.TryAdd(entry.Subject.Id, entry);
        else if (entry.Action == AuditActions.MonthSigned) _signed.Add(entry);
    }

    /// <inheritdoc/>
    public override async Task CompareAsync(
        DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in context.SealedMonths.AsNoTracking().OrderBy(m => m.Month).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var month = CostMapping.ToMonth(row.Month).ToString();
            hashes[month] = row.Hash;
            _told.Remove(month, out var entry);
            if (entry is null) findings.Add(Finding(null, $"The sealed month {month} has no entry."));
            else if (!Details(row).SequenceEqual(entry.Details)) findings.Add(Finding(entry.Seq, Say($"Entry {entry.Seq} sealed {month}, and its row is not as it was written.")));
            if (SnapshotJson.Hash(row.Figures) != row.Hash) findings.Add(Finding(entry?.Seq, $"The figures of {month} were changed: they do not have their hash."));
            else if (SnapshotJson.Read(row.Figures) is not { } figures || !IsCopy(row, figures)) findings.Add(Finding(entry?.Seq, $"The row of {month} does not say what its figures say."));
        }

        foreach (var entry in _told.Values.OrderBy(e => e.Seq))
            findings.Add(Finding(entry.Seq, Say($"Entry {entry.Seq} sealed {entry.Subject.Id}, and the database has no such month.")));
        foreach (var entry in _signed.Where(e => MonthSignOffs.HashOf(e) != hashes.GetValueOrDefault(e.Subject.Id)))
            findings.Add(Finding(entry.Seq, Say($"Entry {entry.Seq} signed {entry.Subject.Id} off with another hash than its own.")));
    }

    private static bool IsCopy(SealedMonthRow row, MonthFigures figures) =>
        CostMonth.TryParse(figures.Month, out var month) && CostMapping.Number(month) == row.Month && figures.Completeness == row.Completeness
        && figures.SealingRun == row.SealingRun && figures.RuleSetVersion == row.RuleSetVersion && figures.CostPlans.Preliminary == row.IsPreliminary;

    private static IEnumerable<AuditDetail> Details(SealedMonthRow row) =>
    [
        new(Hash, row.Hash), new(Completeness, row.Completeness.ToString()),
        new(Run, row.SealingRun?.ToString(CultureInfo.InvariantCulture) ?? "none"), new(SealedAt, row.SealedAt.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
