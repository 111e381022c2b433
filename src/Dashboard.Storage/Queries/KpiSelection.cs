using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;

namespace Dashboard.Storage.Queries;

/// <summary>
/// A filter that stored KPI rows answer: none at all, or values of one dimension. The sets of apps of two values of a
/// dimension are disjoint, so their rows add up.
/// </summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Values">Its values, folded, each once.</param>
internal sealed record KpiSelection(KpiDimension Dimension, IReadOnlyList<string> Values)
{
    /// <summary>The selection that <paramref name="filter"/> is; null where it is no such one.</summary>
    public static KpiSelection? Of(AppFilter filter)
    {
        var restricted = Dimensions(filter).Where(d => d.Values.Count > 0).ToList();
        if (restricted.Count > 1 || RestrictsMore(filter)) return null;
        if (restricted.Count == 0) return new KpiSelection(KpiDimension.All, [KpiKeys.None]);
        return new KpiSelection(restricted[0].Dimension, [.. restricted[0].Values.Select(KpiKeys.Fold).Distinct()]);
    }

    private static IEnumerable<(KpiDimension Dimension, IReadOnlyList<string> Values)> Dimensions(AppFilter filter) =>
    [
        (KpiDimension.Subscription, filter.Subscription),
        (KpiDimension.CostCentre, filter.CostCentre),
        (KpiDimension.Owner, filter.Owner),
        (KpiDimension.Environment, filter.Environment),
        (KpiDimension.Scenario, filter.Scenario),
        (KpiDimension.Sensitivity, filter.Sensitivity),
        (KpiDimension.Tier, filter.Tier),
        (KpiDimension.Reachability, [.. filter.Reachability.Select(r => r.ToString())]),
    ];

    /// <summary>True where anything beside the dimensions is restricted.</summary>
    private static bool RestrictsMore(AppFilter filter) => !(filter with
    {
        Subscription = [],
        CostCentre = [],
        Owner = [],
        Environment = [],
        Scenario = [],
        Sensitivity = [],
        Tier = [],
        Reachability = [],
    }).IsAny;
}
