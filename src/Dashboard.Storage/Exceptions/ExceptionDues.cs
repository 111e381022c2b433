using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Exceptions;

/// <summary>Sets the due dates of the open findings that a step of an exception moves, and keeps what they were.</summary>
internal static class ExceptionDues
{
    /// <summary>Sets them inside the current transaction, which holds the gate and has written when the exceptions are active.</summary>
    public static async Task ApplyAsync(
        DashboardDbContext context, IReadOnlyCollection<ExceptionCoverRow> covers, long now, CancellationToken cancellationToken)
    {
        var apps = covers.Select(c => c.AppId).Distinct().ToList();
        var pairs = covers.Select(c => (c.AppId, c.RuleId)).ToHashSet();
        var times = await ExceptionTimes.ReadAsync(context, apps, cancellationToken);
        var open = await context.Findings.AsNoTracking().Where(f => apps.Contains(f.AppId) && f.EndSeen == UnixTime.Open).ToListAsync(cancellationToken);
        foreach (var finding in open.Where(f => pairs.Contains((f.AppId, f.RuleId))))
        {
            var due = times.Due(finding.AppId, finding.RuleId, finding.Detected, finding.BaseDue);
            if (due == finding.Due) continue;
            await KeepAsync(context, finding, now, cancellationToken);
            await context.Findings.Where(f => f.Id == finding.Id).ExecuteUpdateAsync(set => set.SetProperty(f => f.Due, due), cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    // Of two steps within one millisecond nobody can have seen what stood between them.
    private static async Task KeepAsync(DashboardDbContext context, FindingRow finding, long now, CancellationToken cancellationToken)
    {
        if (await context.FindingTerms.AnyAsync(t => t.FindingId == finding.Id && t.ValidTo >= now, cancellationToken)) return;
        context.Add(new FindingTermsRow { FindingId = finding.Id, ValidTo = now, Severity = finding.Severity, Due = finding.Due });
    }
}
