using System.Linq.Expressions;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Queries;

/// <summary>
/// The one translation of <see cref="AppSort"/>. Ties go by name and then by the app's number, which are in the grid's
/// index: the order is total, so pages never overlap.
/// </summary>
internal static class AppSorts
{
    /// <summary>The place in <see cref="Verdicts.InDisplayOrder"/>: that of the number, but for the two that stand last.</summary>
    private static readonly Expression<Func<AppStateRow, int>> VerdictPlace = s =>
        s.Verdict == Verdict.Unknown ? 10 : s.Verdict == Verdict.NotApplicable ? 11 : (int)s.Verdict;

    /// <summary>The rows in order.</summary>
    public static IQueryable<AppStateRow> Sorted(this IQueryable<AppStateRow> states, AppSort sort, DashboardDbContext context) =>
        sort.Column switch
        {
            AppSortColumn.Name when sort.Descending => states.OrderByDescending(s => s.NameKey).ThenByDescending(s => s.AppId),
            AppSortColumn.Name => states.OrderBy(s => s.NameKey).ThenBy(s => s.AppId),
            AppSortColumn.Verdict => By(states, VerdictPlace, sort).Tied(),
            AppSortColumn.Owner => By(states, s => s.OwnerKey, sort).Tied(),
            AppSortColumn.Since => By(states, s => s.VerdictSince, sort).Tied(),
            AppSortColumn.Subscription => By(
                states,
                s => context.Subscriptions.Where(n => n.SubscriptionId == s.SubscriptionId).Select(n => n.Name).FirstOrDefault() ?? s.SubscriptionId,
                sort).Tied(),
            AppSortColumn.Sensitivity => By(states, s => s.Sensitivity == null ? -1 : (int)s.Sensitivity, sort).Tied(),
            AppSortColumn.Tier => By(states, s => s.TierKey, sort).Tied(),
            AppSortColumn.CostCentre => By(states, s => s.CostCentreKey, sort).Tied(),
        };

    private static IOrderedQueryable<AppStateRow> By<TKey>(
        IQueryable<AppStateRow> states, Expression<Func<AppStateRow, TKey>> key, AppSort sort) =>
        sort.Descending ? states.OrderByDescending(key) : states.OrderBy(key);

    private static IQueryable<AppStateRow> Tied(this IOrderedQueryable<AppStateRow> states) =>
        states.ThenBy(s => s.NameKey).ThenBy(s => s.AppId);
}
