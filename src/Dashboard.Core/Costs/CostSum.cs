namespace Dashboard.Core.Costs;

/// <summary>A sum of plan costs in one currency.</summary>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Minor">The sum in whole minor units.</param>
/// <param name="EstimatedMinor">The part of it that is list price.</param>
/// <param name="PreliminaryMinor">The part of it that may still change.</param>
public sealed record CurrencySum(string Currency, long Minor, long EstimatedMinor, long PreliminaryMinor)
{
    /// <summary>
    /// The estimated part of the sum, 0 to 1; null where there is no such share, because the sum or its actual part is negative (refunds)
    /// or the sum is 0.
    /// </summary>
    public decimal? EstimateShare => Minor > 0 && Minor >= EstimatedMinor ? (decimal)EstimatedMinor / Minor : null;
}

/// <summary>Costs of plans added up, each currency on its own.</summary>
/// <param name="Currencies">One sum per currency, by code.</param>
/// <param name="UnknownPlans">Plans of which a month is unknown: beside the sums and never in them.</param>
public sealed record CostSum(IReadOnlyList<CurrencySum> Currencies, int UnknownPlans)
{
    /// <summary>Adds up costs of any plans and months.</summary>
    /// <exception cref="OverflowException">A sum is beyond any bill.</exception>
    public static CostSum Of(IEnumerable<PlanMonthCost> costs)
    {
        var all = costs.ToList();
        var sums =
            from cost in all
            from amount in cost.Amounts
            group (cost, amount) by amount.Currency into currency
            orderby currency.Key
            select new CurrencySum(
                currency.Key, currency.Sum(c => c.amount.Minor),
                currency.Where(c => c.cost.Source == CostSource.ListPrice).Sum(c => c.amount.Minor),
                currency.Where(c => c.cost.IsPreliminary).Sum(c => c.amount.Minor));
        return new CostSum([.. sums], all.Where(c => c.Source == CostSource.Unknown).DistinctBy(c => c.PlanId).Count());
    }
}
