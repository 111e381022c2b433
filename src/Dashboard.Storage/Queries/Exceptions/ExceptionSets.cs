using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Findings;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Exceptions;

/// <summary>An exception as it was known at a moment.</summary>
internal sealed class ExceptionAt
{
    public required long Id { get; init; }

    public required long RequestedAt { get; init; }

    public required string RequesterId { get; init; }

    public required long Expires { get; init; }

    public required ExceptionTreatment Treatment { get; init; }

    public required ExceptionStatus Status { get; init; }
}

/// <summary>The exceptions that were known at a moment, and those of them that a filter asks for.</summary>
internal static class ExceptionSets
{
    /// <summary>All that had been asked for by then, each where it stood: what <see cref="ExceptionCase.StatusAt"/> says, in SQL.</summary>
    public static IQueryable<ExceptionAt> ExceptionsAt(this DashboardDbContext context, long at) =>
        context.Exceptions.Where(e => e.RequestedAt <= at).Select(e => new ExceptionAt
        {
            Id = e.Id,
            RequestedAt = e.RequestedAt,
            RequesterId = e.RequesterId,
            Expires = e.Expires,
            Treatment = e.Treatment,
            Status = e.DecidedAt == null || e.DecidedAt > at ? ExceptionStatus.Requested
                : e.Decision == ExceptionStep.Rejected ? ExceptionStatus.Rejected
                : e.Decision == ExceptionStep.Withdrawn ? ExceptionStatus.Withdrawn
                : e.EndedAt != null && e.EndedAt <= at ? (e.Ending == ExceptionStep.Revoked ? ExceptionStatus.Revoked : ExceptionStatus.Superseded)
                : e.Expires <= at ? ExceptionStatus.Expired
                : ExceptionStatus.Approved,
        });

    /// <summary>Those that match both filters.</summary>
    /// <param name="exceptions">The set.</param>
    /// <param name="context">The database.</param>
    /// <param name="apps">The apps of which it covers one, as they were at the moment, or last before it.</param>
    /// <param name="filter">The filter of exceptions; its apps are told by <paramref name="chosen"/>.</param>
    /// <param name="chosen">The numbers of the apps that the filter names; null where it names none.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="warning">How early an end is announced.</param>
    public static IQueryable<ExceptionAt> Matching(
        this IQueryable<ExceptionAt> exceptions, DashboardDbContext context, AppFilter apps, ExceptionFilter filter, IReadOnlyList<long>? chosen,
        Moment moment, TimeSpan warning)
    {
        if (filter.Status.Count > 0)
        {
            var statuses = filter.Status.Distinct().ToList();
            exceptions = exceptions.Where(e => statuses.Contains(e.Status));
        }

        if (filter.Expiring is { } expiring)
        {
            var until = Until(moment, warning);
            exceptions = exceptions.Where(e => (e.Status == ExceptionStatus.Approved && e.Expires <= until) == expiring);
        }

        if (filter.Treatment.Count > 0)
        {
            var treatments = filter.Treatment.Distinct().ToList();
            exceptions = exceptions.Where(e => treatments.Contains(e.Treatment));
        }

        if (filter.Requester.Count > 0)
        {
            var people = filter.Requester.Select(r => r.Trim().ToLowerInvariant()).Distinct().ToList();
#pragma warning disable CA1304, CA1311 // It is lower() of SQL, which knows no culture.
            exceptions = exceptions.Where(e => people.Contains(e.RequesterId.Trim().ToLower()));
#pragma warning restore CA1304, CA1311
        }

        if (filter.ExpiresAfter is { } after) { var t = UnixTime.Of(after); exceptions = exceptions.Where(e => e.Expires > t); }
        if (filter.ExpiresUntil is { } by) { var t = UnixTime.Of(by); exceptions = exceptions.Where(e => e.Expires <= t); }
        return exceptions.Covering(context, filter, chosen).OnApps(context, apps, moment);
    }

    /// <summary>The last moment of an expiry that is announced.</summary>
    public static long Until(Moment moment, TimeSpan warning) => moment.At + (long)warning.TotalMilliseconds;

    private static IQueryable<ExceptionAt> Covering(
        this IQueryable<ExceptionAt> exceptions, DashboardDbContext context, ExceptionFilter filter, IReadOnlyList<long>? chosen)
    {
        if (filter.Rule.Count > 0)
        {
            var rules = filter.Rule.Select(r => r.Trim().ToUpperInvariant()).Distinct().ToList();
            exceptions = exceptions.Where(e => context.ExceptionCovers.Any(c => c.ExceptionId == e.Id && rules.Contains(c.RuleId)));
        }

        if (filter.Severity.Count > 0)
        {
            var severities = filter.Severity.Distinct().ToList();
            exceptions = exceptions.Where(e => severities.Contains(context.ExceptionCovers.Where(c => c.ExceptionId == e.Id).Max(c => c.Severity)));
        }

        return chosen is null ? exceptions : exceptions.Where(e => context.ExceptionCovers.Any(c => c.ExceptionId == e.Id && chosen.Contains(c.AppId)));
    }

    private static IQueryable<ExceptionAt> OnApps(this IQueryable<ExceptionAt> exceptions, DashboardDbContext context, AppFilter apps, Moment moment)
    {
        if (apps.IsAny) return exceptions;
        // The apps that exceptions cover are few: the filter is asked of them, not of the estate.
        var covered = context.ExceptionCovers.Select(c => c.AppId);
        var live = context.StatesAt(moment).Where(s => covered.Contains(s.AppId)).Matching(apps, context, moment.At).Select(s => s.AppId);
        var gone = context.LastStatesAt(moment).Where(s => covered.Contains(s.AppId)).MatchingAtLast(apps, context).Select(s => s.AppId);
        return exceptions.Where(e => context.ExceptionCovers.Any(c => c.ExceptionId == e.Id && (live.Contains(c.AppId) || gone.Contains(c.AppId))));
    }
}
