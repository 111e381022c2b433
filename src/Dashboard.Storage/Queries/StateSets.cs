using System.Data;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dashboard.Storage.Queries;

/// <summary>The rows that stand at a moment.</summary>
internal static class StateSets
{
    /// <summary>State rows that stand at <paramref name="moment"/>. For the present this names the open rows, which have an index of their own.</summary>
    public static IQueryable<AppStateRow> StatesAt(this DashboardDbContext context, Moment moment)
    {
        var at = moment.At;
        return moment.IsCurrent
            ? context.AppStates.Where(s => s.ValidTo == UnixTime.Open)
            : context.AppStates.Where(s => s.ValidFrom <= at && s.ValidTo > at);
    }

    /// <summary>KPI rows that stand at <paramref name="at"/>.</summary>
    public static IQueryable<KpiIntervalRow> KpisAt(this DashboardDbContext context, long at) =>
        context.KpiIntervals.Where(k => k.ValidFrom <= at && k.ValidTo > at);

    /// <summary>
    /// Begins a read of several queries that all see one state of the database, so that a run that merges in between
    /// cannot make a total disagree with its rows.
    /// </summary>
    public static Task<IDbContextTransaction> BeginSnapshotAsync(this DashboardDbContext context, CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);
}
