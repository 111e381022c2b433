using Dashboard.Core.Inventory;

namespace Dashboard.Core.Costs;

/// <summary>What one source said in one reading.</summary>
/// <param name="Source"><see cref="CostSource.CostManagement"/> or <see cref="CostSource.FocusExport"/>.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Rows">Its rows; those of other plans and months do not matter.</param>
public sealed record CostReading(CostSource Source, DateTimeOffset ReadAt, IReadOnlyList<PlanCost> Rows);

/// <summary>An amount of one currency.</summary>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Minor">Whole minor units; negative where refunds outweigh.</param>
public sealed record CurrencyAmount(string Currency, long Minor);

/// <summary>The one cost of a plan in a month that counts.</summary>
/// <param name="PlanId">The plan's ARM id in the form that ids are compared in.</param>
/// <param name="Month">The month.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Amounts">One per currency, by code; none where the cost is unknown. A plan billed in two currencies keeps both.</param>
/// <param name="IsPreliminary">True where it was read before <see cref="CostMonth.FinalFrom"/>, and may still change.</param>
/// <param name="ReadAt">When it was read; an estimate's moment.</param>
/// <param name="Why">Why it is unknown.</param>
public sealed record PlanMonthCost(
    string PlanId, CostMonth Month, CostSource Source, IReadOnlyList<CurrencyAmount> Amounts, bool IsPreliminary, DateTimeOffset ReadAt,
    UnknownCost? Why);

/// <summary>Chooses what counts as a plan's cost: Cost Management, else a FOCUS export, else list price, else unknown.</summary>
public static class CostChoice
{
    /// <summary>The definition that pages and API show.</summary>
    public const string Definition =
        "Amortised cost from Cost Management; else effective cost from a FOCUS export; else list price, marked as an estimate; else "
        + "unknown, never 0. A month is preliminary until it was read at least 5 days after its end. Currencies are never added.";

    /// <summary>
    /// The cost of a plan in a month as of a moment; null where the plan did not exist in it and no source tells of it. Of each source
    /// the newest reading that has the plan counts, whole: sources and readings are never mixed.
    /// </summary>
    /// <param name="planId">The plan's ARM id, in any casing.</param>
    /// <param name="month">The month.</param>
    /// <param name="asOf">The moment asked for: later readings do not count.</param>
    /// <param name="readings">What was read, in any order.</param>
    /// <param name="estimate">The list-price estimate as of the same moment; null where the plan did not exist.</param>
    public static PlanMonthCost? Choose(
        string planId, CostMonth month, DateTimeOffset asOf, IEnumerable<CostReading> readings, PlanEstimate? estimate)
    {
        var plan = ResourceIds.Key(planId);
        // A source that was read and has no row says nothing: it may not have been told yet. That is not 0.
        var actual = (
            from reading in readings
            where reading.ReadAt <= asOf
            orderby reading.Source, reading.ReadAt descending
            let rows = reading.Rows.Where(r => r.Month == month && ResourceIds.Key(r.PlanId) == plan).ToList()
            where rows.Count > 0
            let isPreliminary = reading.ReadAt < month.FinalFrom
            select new PlanMonthCost(plan, month, reading.Source, Amounts(rows), isPreliminary, reading.ReadAt, null)).FirstOrDefault();
        if (actual is not null || estimate is null) return actual;
        IReadOnlyList<CurrencyAmount> amounts = estimate.Minor is { } minor ? [new CurrencyAmount(estimate.Currency, minor)] : [];
        return new PlanMonthCost(plan, month, estimate.Source, amounts, asOf < month.FinalFrom, asOf, estimate.Why);
    }

    // Rounded once, after the exact sum.
    private static List<CurrencyAmount> Amounts(List<PlanCost> rows) =>
    [
        .. from row in rows
           group row.Amount by row.Currency.ToUpperInvariant() into currency
           orderby currency.Key
           select new CurrencyAmount(currency.Key, Currencies.ToMinor(currency.Sum(), currency.Key)),
    ];
}
