using Dashboard.Core.Costs;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>
/// Reads which prices of a size held when from what the source listed at each reading. It lists only one price at a time: the one before is
/// closed when a new one is announced, and yet it is true for the time before the new one's date.
/// </summary>
internal static class PriceHistory
{
    /// <summary>
    /// The prices of one size in one place and currency, as they were known at a moment. What was told later is right: a price counts for the
    /// time before the dates of all that were told after it, and not at all where one of them holds from its own date on or before. One
    /// that was closed and not replaced is listed no more: from then on there is none.
    /// </summary>
    /// <param name="rows">The rows that were written by the moment.</param>
    /// <param name="at">The moment.</param>
    public static IEnumerable<ListPrice> Of(IEnumerable<ListPriceRow> rows, long at)
    {
        var earliest = long.MaxValue;
        ListPriceRow? next = null;
        long? until = null;
        foreach (var row in rows.OrderByDescending(r => r.ValidFrom))
        {
            // A price that replaced another stands for it in the list: both were listed until the last of them was not.
            if (next?.ValidFrom != row.ValidTo) until = row.ValidTo <= at ? row.ValidTo : null;
            next = row;
            if (row.EffectiveFrom >= earliest) continue;
            earliest = row.EffectiveFrom;
            yield return new ListPrice(
                row.Region, row.IsLinux, row.SkuName, row.Currency, CostMapping.PerHour(row.PerHour), UnixTime.From(row.EffectiveFrom), PriceSource.RetailPrices)
            {
                ListedUntil = until is { } end ? UnixTime.From(end) : null,
            };
        }
    }
}
