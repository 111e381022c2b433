using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Auditing.Replays;

/// <summary>
/// The due date of a finding differs from the one without exceptions by the time of the exceptions that cover it, and by nothing else. Of a
/// finding that has ended and was covered nothing is compared: what was approved or revoked after its end did not move it any more.
/// </summary>
internal sealed class DueReplay : AuditReplay
{
    /// <inheritdoc/>
    public override string Name => "due dates";

    /// <summary>The times of exceptions are compared with the trail elsewhere; here they are taken as they stand.</summary>
    public override void See(AuditEntry entry)
    {
    }

    /// <inheritdoc/>
    public override async Task CompareAsync(
        DashboardDbContext context, ICollection<AuditFinding> findings, CancellationToken cancellationToken)
    {
        var active = (await context.ExceptionCovers.AsNoTracking().Where(c => c.ActiveFrom != null).ToListAsync(cancellationToken))
            .ToLookup(c => (c.AppId, c.RuleId), c => (From: c.ActiveFrom!.Value, To: c.ActiveTo ?? c.ActiveFrom.Value));
        var rows = context.Findings
            .Select(f => new
            {
                f.Id,
                f.AppId,
                f.RuleId,
                f.Detected,
                f.BaseDue,
                f.Due,
                Open = f.EndSeen == UnixTime.Open,
                Covered = context.ExceptionCovers.Any(c => c.AppId == f.AppId && c.RuleId == f.RuleId && c.ActiveFrom != null),
            })
            .Where(f => f.Covered ? f.Open : f.Due != f.BaseDue).OrderBy(f => f.Id).AsAsyncEnumerable();
        await foreach (var f in rows.WithCancellation(cancellationToken))
        {
            if (Due(f.Detected, f.BaseDue, [.. active[(f.AppId, f.RuleId)]]) != f.Due)
                findings.Add(Finding(null, string.Create(CultureInfo.InvariantCulture, $"Finding {f.Id} ({f.RuleId}) is due at another moment than its exceptions make it.")));
        }
    }

    /// <summary>Null where a moment is one that no calendar has: then it was written behind the program's back.</summary>
    private static long? Due(long detected, long baseDue, IReadOnlyList<(long From, long To)> active)
    {
        try
        {
            return UnixTime.Of(ExceptionTime.DueWith(
                UnixTime.From(detected), UnixTime.From(baseDue), active.Select(a => new ActiveTime(UnixTime.From(a.From), UnixTime.From(a.To)))));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
