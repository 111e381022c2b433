using Dashboard.Core.Costs;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// A plan that mutual TLS had upgraded. <c>month</c> is the present month's amount and <c>year</c> that of the twelve months that end with it,
/// both of what is known: null where none of it is, and where the upgrade no longer counts.
/// </summary>
internal sealed record RealisedCostResponse(
    string PlanId, string? PlanName, string Rule, DateTimeOffset UpgradedAt, string? FromTier, string? FromSize, string? ToTier, string? ToSize,
    IReadOnlyList<string> Apps, string Currency, decimal? Month, decimal? Year, bool Unknown, IReadOnlyList<RealisedMonthResponse> Months)
{
    /// <summary>The response of <paramref name="plan"/>, by its last upgrade.</summary>
    public static RealisedCostResponse Of(RealisedPlan plan, RealisedAnswer answer)
    {
        var upgrade = plan.Upgrades[^1];
        return new RealisedCostResponse(
            plan.PlanId, ResourceIds.Segment(plan.PlanId, "serverfarms"), "MTLS005", upgrade.At, upgrade.Before.Tier, upgrade.Before.SkuName,
            upgrade.After.Tier, upgrade.After.SkuName, upgrade.Apps, plan.Currency, Amount(plan.KnownSince(answer.Last), plan.Currency),
            Amount(plan.KnownSince(answer.First), plan.Currency), plan.IsUnknownSince(answer.First),
            [.. plan.Months.Select(m => new RealisedMonthResponse(m.Month.ToString(), Amount(m.Minor, m.Currency)))]);
    }

    /// <summary>An amount in the currency's unit; null where it is unknown.</summary>
    public static decimal? Amount(long? minor, string currency) => minor is { } known ? Currencies.FromMinor(known, currency) : null;
}

/// <summary>What a plan's upgrade cost in a month; null where a price is missing.</summary>
internal sealed record RealisedMonthResponse(string Month, decimal? Cost);

/// <summary>The sum in one currency of what is known; plans of which a month is unknown are beside it.</summary>
internal sealed record RealisedSumResponse(string Currency, decimal? Cost, int Plans, int UnknownPlans)
{
    /// <summary>The response of <paramref name="sum"/>.</summary>
    public static RealisedSumResponse Of(RealisedSum sum) =>
        new(sum.Currency, RealisedCostResponse.Amount(sum.KnownMinor, sum.Currency), sum.Plans, sum.UnknownPlans);
}

/// <summary>What mutual TLS has caused.</summary>
/// <param name="Definition">What rows and sums mean, in the words of the pages.</param>
/// <param name="Items">The plans of this page.</param>
/// <param name="Total">Plans in all.</param>
/// <param name="First">The first of the twelve months.</param>
/// <param name="Last">The last of them: the one of the moment.</param>
/// <param name="Month">The sums of the last month, per currency.</param>
/// <param name="Year">The sums of all twelve, per currency.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands then.</param>
internal sealed record RealisedCostsResponse(
    string Definition, IReadOnlyList<RealisedCostResponse> Items, int Total, string First, string Last, IReadOnlyList<RealisedSumResponse> Month,
    IReadOnlyList<RealisedSumResponse> Year, DateTimeOffset AsOf, RunRefResponse? Run)
{
    /// <summary>The response of <paramref name="answer"/> with one page of its plans.</summary>
    public static RealisedCostsResponse Of(RealisedAnswer answer, int page, int pageSize) => new(
        RealisedAnswer.Definition, [.. answer.Plans.Skip((page - 1) * pageSize).Take(pageSize).Select(p => RealisedCostResponse.Of(p, answer))],
        answer.Plans.Count, answer.First.ToString(), answer.Last.ToString(), [.. answer.SumsOf(answer.Last).Select(RealisedSumResponse.Of)],
        [.. answer.SumsSince(answer.First).Select(RealisedSumResponse.Of)], answer.AsOf, RunRefResponse.Of(answer.Run));
}
