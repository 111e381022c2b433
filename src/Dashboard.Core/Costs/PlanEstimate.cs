namespace Dashboard.Core.Costs;

/// <summary>What a plan costs in a month at list price. Whole or unknown: a sum of the parts that happen to be known is never shown.</summary>
/// <param name="Month">The month.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Amount">The exact amount in <paramref name="Currency"/>; null where it is unknown.</param>
/// <param name="Why">Why it is unknown: the first reason in time.</param>
/// <param name="Prices">Whose prices were used; bundled where any of them was. Null where none was needed (F1) or it is unknown.</param>
public sealed record PlanEstimate(CostMonth Month, string Currency, decimal? Amount, UnknownCost? Why, PriceSource? Prices)
{
    /// <summary>The definition that pages and API show.</summary>
    public const string Definition =
        "List price per hour × 730 × instances, for the share of the month that each size stood; in the current month up to now. F1 is 0; "
        + "D1 is charged per app on it. Consumption and Flex Consumption are charged by use, and unknown without an actual cost. Where "
        + "the price of any part of the month is unknown, the month is unknown.";

    /// <summary><see cref="CostSource.ListPrice"/>, or <see cref="CostSource.Unknown"/>.</summary>
    public CostSource Source => Amount is null ? CostSource.Unknown : CostSource.ListPrice;

    /// <summary>The amount in whole minor units of the currency; null where it is unknown.</summary>
    public long? Minor => Amount is { } amount ? Currencies.ToMinor(amount, Currency) : null;

    /// <summary>The estimate of a month as of a moment; null where the plan did not exist in that part of it.</summary>
    /// <param name="month">The month.</param>
    /// <param name="asOf">The moment asked for: what lies after it is not counted.</param>
    /// <param name="sizes">The plan's sizes over time, in any order.</param>
    /// <param name="stays">The apps on the plan over time; needed for Shared plans only.</param>
    /// <param name="prices">List prices.</param>
    /// <param name="currency">ISO 4217: the currency to tell the estimate in.</param>
    /// <exception cref="ArgumentException">Two sizes overlap.</exception>
    public static PlanEstimate? Of(
        CostMonth month, DateTimeOffset asOf, IReadOnlyList<PlanSize> sizes, IReadOnlyList<AppStay> stays, PriceBook prices, string currency)
    {
        if (Stretch.Of(month, asOf) is not { } time) return null;
        var pieces = new PlanRates(sizes, stays, prices, currency).Within(time).ToList();
        if (pieces.Count == 0) return null;
        var code = currency.ToUpperInvariant();
        if (pieces.Find(p => p.PerMonth is null) is { } unknown) return new PlanEstimate(month, code, null, unknown.Why, null);
        var whole = month.End.UtcTicks - month.Start.UtcTicks;
        // One division at the end, so that a month of one price is exactly that price.
        var amount = pieces.Sum(p => p.PerMonth!.Value * p.Time.Length) / whole;
        return new PlanEstimate(month, code, amount, null, pieces.Max(p => p.Source));
    }
}
