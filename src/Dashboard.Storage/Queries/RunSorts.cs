using System.Linq.Expressions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Queries;

/// <summary>The one translation of <see cref="RunSort"/>. Run times are unique, so the order is total and pages never overlap.</summary>
internal static class RunSorts
{
    private static readonly Expression<Func<RunEntry, long>> Duration =
        r => r.CompletedAt == null ? long.MaxValue : r.CompletedAt.Value - r.StartedAt;

    /// <summary>The rows in order.</summary>
    public static IQueryable<RunEntry> Sorted(this IQueryable<RunEntry> runs, RunSort sort) => sort.Column switch
    {
        RunSortColumn.StartedAt => sort.Descending ? runs.OrderByDescending(r => r.RunTime) : runs.OrderBy(r => r.RunTime),
        RunSortColumn.Status => By(runs, r => (int)r.Status, sort),
        RunSortColumn.Duration => By(runs, Duration, sort),
        RunSortColumn.Apps => By(runs, r => r.Apps, sort),
        RunSortColumn.Changed => By(runs, r => r.Changed, sort),
    };

    private static IOrderedQueryable<RunEntry> By<TKey>(IQueryable<RunEntry> runs, Expression<Func<RunEntry, TKey>> key, RunSort sort) =>
        (sort.Descending ? runs.OrderByDescending(key) : runs.OrderBy(key)).ThenByDescending(r => r.RunTime);
}
