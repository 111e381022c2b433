using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings;
using Dashboard.Core.Reports;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>
/// What came and went in a month. A finding comes and goes with the run that saw it, whenever Azure says that it happened: so that what stood
/// before, what came and what went add up to what stands, and what a run of the next month learns is the next month's.
/// </summary>
internal static class MonthFlowReader
{
    /// <summary>Findings that runs of the month saw first.</summary>
    public static Task<int> DetectedAsync(DashboardDbContext context, MonthSpan span, CancellationToken cancellationToken)
    {
        var (before, at) = (span.Before, span.At);
        return context.Findings.CountAsync(f => f.Detected > before && f.Detected <= at, cancellationToken);
    }

    /// <summary>Findings that runs of the month saw end, by how.</summary>
    public static async Task<IReadOnlyDictionary<FindingEnd, int>> EndedAsync(
        DashboardDbContext context, MonthSpan span, CancellationToken cancellationToken)
    {
        var (before, at) = (span.Before, span.At);
        var ends = await context.Findings.Where(f => f.EndSeen > before && f.EndSeen <= at).GroupBy(f => f.End)
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return ends.Where(e => e.Key is not null).ToDictionary(e => e.Key!.Value, e => e.Count);
    }

    /// <summary>Exceptions of the month. <paramref name="active"/> and <paramref name="requested"/> are those of its end.</summary>
    public static async Task<MonthExceptions> ExceptionsAsync(
        DashboardDbContext context, MonthSpan span, int active, int requested, CancellationToken cancellationToken)
    {
        var (before, at) = (span.Before, span.At);
        var decided = context.Exceptions.Where(e => e.DecidedAt > before && e.DecidedAt <= at);
        var granted = decided.Where(e => e.Decision == ExceptionStep.Approved);
        // One that was revoked or superseded did not run out. Nothing can end it after its expiry.
        var expired = context.Exceptions.Where(e =>
            e.Decision == ExceptionStep.Approved && e.DecidedAt <= at && e.Expires > before && e.Expires <= at && e.EndedAt == null);
        return new MonthExceptions
        {
            Active = active,
            Requested = requested,
            Granted = await granted.CountAsync(cancellationToken),
            Expired = await expired.CountAsync(cancellationToken),
            Revoked = await context.Exceptions.CountAsync(
                e => e.Ending == ExceptionStep.Revoked && e.EndedAt > before && e.EndedAt <= at, cancellationToken),
            Rejected = await decided.CountAsync(e => e.Decision == ExceptionStep.Rejected, cancellationToken),
            GrantedNow = await NamedAsync(context, granted, cancellationToken),
            ExpiredNow = await NamedAsync(context, expired, cancellationToken),
        };
    }

    private static async Task<List<MonthException>> NamedAsync(
        DashboardDbContext context, IQueryable<Model.ExceptionRow> exceptions, CancellationToken cancellationToken)
    {
        var rows = await exceptions.OrderBy(e => e.Id).Take(MonthMoves.Most).Select(e => new
        {
            e.Id,
            e.RiskOwner,
            e.Treatment,
            e.Expires,
            Apps = context.ExceptionCovers.Where(c => c.ExceptionId == e.Id).Select(c => c.AppId).Distinct().Count(),
        }).ToListAsync(cancellationToken);
        return rows.ConvertAll(e => new MonthException(e.Id, e.RiskOwner, e.Treatment, UnixTime.From(e.Expires), e.Apps));
    }
}
