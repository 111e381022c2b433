using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api.Contracts;

/// <summary>An amount in the currency's own unit.</summary>
internal sealed record AmountResponse(string Currency, decimal Cost)
{
    /// <summary>Of whole minor units.</summary>
    public static AmountResponse Of(CurrencyAmount amount) => new(amount.Currency, Currencies.FromMinor(amount.Minor, amount.Currency));
}

/// <summary>Costs by month, or by a dimension.</summary>
/// <param name="Definition">What counts as a cost, in the words of the pages.</param>
/// <param name="By">The dimension; null for months.</param>
/// <param name="Items">One per month or value, and currency. Where nothing is known, one without a currency and an amount.</param>
/// <param name="Total">How many.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands then.</param>
/// <typeparam name="T">A month or a group.</typeparam>
internal sealed record CostsResponse<T>(
    string Definition, string? By, IReadOnlyList<T> Items, int Total, DateTimeOffset AsOf, RunRefResponse? Run)
{
    /// <summary>The response with <paramref name="items"/>.</summary>
    public static CostsResponse<T> Of(CostDimension? by, IReadOnlyList<T> items, DateTimeOffset asOf, RunRef? run) => new(
        CostDefinition.Text, by is { } dimension ? TagsView.Enums.Word(dimension) : null, items, items.Count, asOf, RunRefResponse.Of(run));
}

/// <summary>What counts as a cost, in the words of the pages.</summary>
internal static class CostDefinition
{
    /// <summary>The text.</summary>
    public const string Text = CostChoice.Definition + " " + PlanEstimate.Definition + " " + CostAllocation.Definition;
}

/// <summary>
/// What plans cost in a month, in one currency; null amounts: nothing is known. <c>plans</c>, <c>unknownPlans</c> and <c>preliminary</c>
/// are the month's, and the same in each currency's row.
/// </summary>
internal sealed record CostMonthResponse(
    string Month, string? Currency, decimal? Cost, decimal? EstimatedCost, decimal? EstimateShare, decimal? PreliminaryCost,
    decimal? UnallocatedCost, bool Preliminary, int Plans, int UnknownPlans)
{
    /// <summary>The rows of a month: one per currency, or one without.</summary>
    public static IEnumerable<CostMonthResponse> Of(CostMonthFigures m)
    {
        if (m.Amounts.Count == 0)
            return [new CostMonthResponse(m.Month.ToString(), null, null, null, null, null, null, m.IsPreliminary, m.Plans, m.UnknownPlans)];
        return m.Amounts.Select(a => new CostMonthResponse(
            m.Month.ToString(), a.Currency, a.Of(a.Minor), a.Of(a.EstimatedMinor), a.Share(), a.Of(a.PreliminaryMinor), a.Of(a.UnallocatedMinor),
            m.IsPreliminary, m.Plans, m.UnknownPlans));
    }
}

/// <summary>
/// What one value of a dimension costs in a month, in one currency; <c>value</c> empty: what has none. <c>unallocated</c>: plans without
/// apps, where the dimension is the apps'. Without currency and amounts it is about plans of unknown cost.
/// </summary>
internal sealed record CostGroupResponse(
    string Month, string Value, string Label, string? Currency, decimal? Cost, decimal? EstimatedCost, decimal? EstimateShare,
    decimal? PreliminaryCost, bool Unallocated, int Apps, int Plans)
{
    /// <summary>All rows: those with amounts, then the unknown ones.</summary>
    public static List<CostGroupResponse> Of(CostGroupsAnswer answer)
    {
        var month = answer.Month.ToString();
        return
        [
            .. answer.Groups.Select(g => new CostGroupResponse(
                month, g.Value, g.Label, g.Amount.Currency, g.Amount.Of(g.Amount.Minor), g.Amount.Of(g.Amount.EstimatedMinor), g.Amount.Share(),
                g.Amount.Of(g.Amount.PreliminaryMinor), g.IsUnallocated, g.Apps, g.Plans)),
            .. answer.Unknown.Select(g => new CostGroupResponse(
                month, g.Value, g.Label, null, null, null, null, null, g.IsUnallocated, g.Apps, g.Plans)),
        ];
    }
}

/// <summary>Amounts of sums.</summary>
internal static class CostAmounts
{
    /// <summary>The estimated part of a sum, 0 to 1, with four decimals; null where there is none.</summary>
    public static decimal? Share(this CostAmount sum) =>
        sum.EstimateShare is { } share ? Math.Round(share, 4, MidpointRounding.AwayFromZero) : null;

    /// <summary>Minor units of the sum's currency in its own unit.</summary>
    public static decimal Of(this CostAmount sum, long minor) => Currencies.FromMinor(minor, sum.Currency);
}
