using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The exceptions that were ever asked for on one app, as they stood at a moment.</summary>
public sealed class AppExceptionsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query; <paramref name="asOf"/> null means now. Active ones first, then open requests, then the past, the newest first.</summary>
    public async Task<IReadOnlyList<AppException>> RunAsync(long appId, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var at = asOf ?? clock.GetUtcNow();
        var covers = await context.ExceptionCovers.Where(c => c.AppId == appId)
            .Select(c => new { c.ExceptionId, c.RuleId }).ToListAsync(cancellationToken);
        var ids = covers.Select(c => c.ExceptionId).Distinct().ToList();
        var rows = await context.Exceptions.AsNoTracking().Where(e => ids.Contains(e.Id)).ToListAsync(cancellationToken);
        var rules = covers.ToLookup(c => c.ExceptionId, c => c.RuleId);
        return
        [
            .. from row in rows
               let life = row.ToCase()
               let status = life.StatusAt(at)
               where status is not null
               orderby Rank(status.Value), row.Id descending
               select new AppException(
                   row.Id, status.Value, [.. rules[row.Id].Order(StringComparer.Ordinal)], row.Treatment, life.RequestedAt, row.RequesterName,
                   life.Expires, EndedAt(life, status.Value)),
        ];
    }

    private static int Rank(ExceptionStatus status) => status switch
    {
        ExceptionStatus.Approved => 0,
        ExceptionStatus.Requested => 1,
        ExceptionStatus.Rejected or ExceptionStatus.Withdrawn or ExceptionStatus.Expired or ExceptionStatus.Revoked or ExceptionStatus.Superseded => 2,
    };

    private static DateTimeOffset? EndedAt(ExceptionCase life, ExceptionStatus status) => status switch
    {
        ExceptionStatus.Rejected or ExceptionStatus.Withdrawn => life.Decision!.At,
        ExceptionStatus.Revoked or ExceptionStatus.Superseded => life.Ending!.At,
        ExceptionStatus.Approved or ExceptionStatus.Requested or ExceptionStatus.Expired => null,
    };
}
