using Dashboard.Core.Reports;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>Part of verification: reckons every sealed month from the history under its own terms and names what differs.</summary>
public sealed class SealedMonthCheck(IDbContextFactory<DashboardDbContext> factory, RestatementQuery restatements)
{
    private const string Check = "months";

    /// <summary>What differs, a finding for each figure.</summary>
    public async Task<IReadOnlyList<AuditFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<AuditFinding>();
        foreach (var number in await NumbersAsync(cancellationToken))
        {
            var (month, text) = (CostMapping.ToMonth(number), await TextAsync(number, cancellationToken));
            // What is no snapshot of ours cannot be reckoned again; that it is not is the finding of another check.
            if (SnapshotJson.Read(text) is not { } figures) continue;
            try
            {
                foreach (var d in await restatements.AsSealedAsync(figures, text, cancellationToken))
                    findings.Add(new AuditFinding(Check, null, $"{month}: {d.Name} is sealed as {d.Sealed ?? "nothing"}, and the history says {d.Now ?? "nothing"}."));
            }
            catch (Exception e) when (e is InvalidOperationException or InvalidCastException or FormatException or ArgumentException or OverflowException or KeyNotFoundException or System.Text.Json.JsonException)
            {
                // A history into which somebody wrote what the program never writes.
                findings.Add(new AuditFinding(Check, null, $"{month} cannot be reckoned again: the history holds what no run wrote."));
            }
        }

        return findings;
    }

    private async Task<List<int>> NumbersAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.SealedMonths.OrderBy(m => m.Month).Select(m => m.Month).ToListAsync(cancellationToken);
    }

    private async Task<string> TextAsync(int number, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.SealedMonths.Where(m => m.Month == number).Select(m => m.Figures).SingleAsync(cancellationToken);
    }
}
