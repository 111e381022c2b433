using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>
/// Records that a reader is here. One statement, so that two windows or two replicas cannot make two visits of one; it writes
/// at most once a minute, and a clock that was set back changes nothing. Not audited: it is no act, and the trail is kept for ever.
/// </summary>
public sealed class RecordVisitCommand(IDbContextFactory<DashboardDbContext> factory)
{
    private static readonly long OverAfter = (long)LastVisit.OverAfter.TotalMilliseconds;

    private static readonly long Every = (long)LastVisit.RecordedEvery.TotalMilliseconds;

    /// <summary>Records activity of <paramref name="userId"/> at <paramref name="at"/>; true where something was written.</summary>
    public async Task<bool> RunAsync(string userId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var now = UnixTime.Of(at);
        var written = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Visits" ("UserId", "LastSeen", "PreviousVisit") VALUES ({userId}, {now}, NULL)
            ON CONFLICT ("UserId") DO UPDATE
            SET "PreviousVisit" = CASE
                    WHEN excluded."LastSeen" - "Visits"."LastSeen" >= {OverAfter} THEN "Visits"."LastSeen"
                    ELSE "Visits"."PreviousVisit"
                END,
                "LastSeen" = excluded."LastSeen"
            WHERE excluded."LastSeen" - "Visits"."LastSeen" >= {Every}
            """,
            cancellationToken);
        return written > 0;
    }
}
