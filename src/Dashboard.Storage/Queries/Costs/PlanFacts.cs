using Dashboard.Core.Costs;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>All that the history knows of one plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="States">Its states, oldest first.</param>
/// <param name="Costs">What sources said of it, in any order.</param>
internal sealed record PlanFacts(PlanEntry Plan, IReadOnlyList<PlanStateRow> States, IReadOnlyList<PlanCostRow> Costs)
{
    /// <summary>The state that stood at a moment; null where it was not there.</summary>
    public PlanStateRow? StateAt(long at) => States.LastOrDefault(s => s.ValidFrom <= at && s.ValidTo > at);

    /// <summary>The last state that is known by a moment, also of a plan that is gone.</summary>
    public PlanStateRow? LastStateBy(long at) => States.LastOrDefault(s => s.ValidFrom <= at);

    /// <summary>Its sizes as they were known at a moment.</summary>
    public IReadOnlyList<PlanSize> SizesAt(long at) =>
    [
        .. States.Where(s => s.ValidFrom <= at).Select(s => new PlanSize(
            UnixTime.From(s.ValidFrom), s.ValidTo > at ? null : UnixTime.From(s.ValidTo), s.Tier, s.SkuName, s.Capacity, s.IsLinux, s.Region ?? "")),
    ];

    /// <summary>What sources said of a month, as it was known at a moment.</summary>
    public IEnumerable<PlanCostRow> CostsAt(CostMonth month, long at)
    {
        var number = CostMapping.Number(month);
        return Costs.Where(c => c.Month == number && c.ValidFrom <= at && c.ValidTo > at);
    }
}
