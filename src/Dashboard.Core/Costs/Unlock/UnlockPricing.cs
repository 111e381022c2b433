using Dashboard.Core.Costs.Assumptions;

namespace Dashboard.Core.Costs.Unlock;

/// <summary>List prices of a month for what a plan is and for what it would be upgraded to, in minor units, each rounded once.</summary>
internal sealed class UnlockPricing(PriceBook prices, DateTimeOffset moment, CostAssumptions assumptions)
{
    private readonly Dictionary<(string Region, bool IsLinux, string Currency), ListPrice?> _cheapest = [];

    /// <summary>What a Free or Shared plan costs at list price; null where its price is unknown.</summary>
    public long? Present(UnlockPlan plan) => PlanPricing.Of(plan.Tier, plan.SkuName) == PricingKind.Free
        ? 0
        : Monthly(prices.At(plan.Region, plan.IsLinux, PlanPricing.SharedSize, plan.Currency, moment), plan.Apps.Count);

    /// <summary>The price of the size that a plan would be upgraded to; null where none is known.</summary>
    public ListPrice? Target(UnlockPlan plan) => assumptions.TargetSize(plan.IsLinux) is { } size
        ? prices.At(plan.Region, plan.IsLinux, size, plan.Currency, moment)
        : Cheapest(plan);

    /// <summary>A month of 730 hours in minor units; null where there is no price.</summary>
    public static long? Monthly(ListPrice? price, int count) =>
        price is null ? null : Currencies.ToMinor(price.PerHour * CostMonth.ListHours * count, price.Currency);

    private ListPrice? Cheapest(UnlockPlan plan)
    {
        var place = (plan.Region, plan.IsLinux, plan.Currency);
        if (_cheapest.TryGetValue(place, out var known)) return known;
        // A dedicated size for nothing is a price that was not understood.
        return _cheapest[place] = prices.AllAt(plan.Region, plan.IsLinux, plan.Currency, moment)
            .Where(p => p.PerHour > 0 && HostingClasses.OfSize(p.SkuName) != HostingClass.None)
            .OrderBy(p => p.PerHour).ThenBy(p => p.SkuName, StringComparer.OrdinalIgnoreCase).FirstOrDefault();
    }
}
