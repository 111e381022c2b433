using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Unlock;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// How one app in scope comes to a tier that can ask for client certificates. <c>monthlyShare</c> is its share of its plan's difference:
/// 0 without a tier change, negative where the way saves, null where unknown. The shares of a plan's apps add up to the difference.
/// </summary>
internal sealed record UnlockCostResponse(
    string ResourceId, string Name, string PlanId, string? PlanName, UnlockWay Way, string? TargetPlanId, string? TargetSize, string Currency,
    decimal? MonthlyShare, IReadOnlyList<UnlockReason> Reasons)
{
    /// <summary>The response of <paramref name="app"/>.</summary>
    public static UnlockCostResponse Of(AppUnlock app) => new(
        app.ResourceId, NameOf(app.ResourceId), app.PlanId, ResourceIds.Segment(app.PlanId, "serverfarms"), app.Way, app.TargetPlanId, app.TargetSize,
        app.Currency, app.ShareMinor is { } share ? Currencies.FromMinor(share, app.Currency) : null, app.Reasons);

    private static string NameOf(string id) =>
        string.Join('/', new[] { ResourceIds.Segment(id, "sites"), ResourceIds.Segment(id, "slots") }.Where(n => n is not null));
}

/// <summary>The cost of compliance: apps, sums and the money to the target.</summary>
/// <param name="Definition">What the rows and sums mean, in the words of the pages.</param>
/// <param name="Items">The apps of this page.</param>
/// <param name="Total">Apps that match in all.</param>
/// <param name="Sums">The sums of all apps that match, per currency.</param>
/// <param name="TargetDefinition">What the money to the target means, in the words of the pages.</param>
/// <param name="TargetPercent">The target of coverage.</param>
/// <param name="ToTarget">The least money to the target, per currency; of the whole estate, whatever the filter.</param>
/// <param name="Pki">What running a PKI costs beside that. The whole is not known: nobody counted client certificates yet.</param>
/// <param name="Assumptions">What is assumed.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands then.</param>
internal sealed record UnlockCostsResponse(
    string Definition, IReadOnlyList<UnlockCostResponse> Items, int Total, IReadOnlyList<UnlockSumResponse> Sums, string TargetDefinition,
    decimal TargetPercent, IReadOnlyList<TargetMoneyResponse> ToTarget, PkiCostResponse Pki, IReadOnlyList<AssumptionResponse> Assumptions,
    DateTimeOffset AsOf, RunRefResponse? Run)
{
    /// <summary>The response of <paramref name="answer"/> with one page of its apps.</summary>
    public static UnlockCostsResponse Of(UnlockCostsAnswer answer, int page, int pageSize, decimal targetPercent) => new(
        UnlockCosts.Definition, [.. answer.Unlock.Apps.Skip((page - 1) * pageSize).Take(pageSize).Select(UnlockCostResponse.Of)],
        answer.Unlock.Apps.Count, [.. answer.Unlock.Sums.Select(UnlockSumResponse.Of)], MoneyToTarget.Definition, targetPercent,
        [.. answer.ToTarget.Select(TargetMoneyResponse.Of)],
        new PkiCostResponse(answer.Assumed.Values.Pki.Currency, answer.Assumed.Values.Pki.FixedMonthly, answer.Assumed.Values.Pki.PerCertificateMonthly),
        [.. answer.Assumed.Items.Select(AssumptionResponse.Of)], answer.AsOf, RunRefResponse.Of(answer.Run));
}

/// <summary>
/// The cost of compliance in one currency. <c>monthlyDifference</c> is the sum of what is known; <c>unlockMonthly</c> is the money needed
/// for it, never negative, and null where none of it is known. <c>unknown</c> apps are beside it.
/// </summary>
internal sealed record UnlockSumResponse(
    string Currency, decimal? MonthlyDifference, decimal? UnlockMonthly, int NoTierChange, int Upgraded, int Moved, int Unknown)
{
    /// <summary>The response of <paramref name="sum"/>.</summary>
    public static UnlockSumResponse Of(UnlockSum sum)
    {
        decimal? needed = sum.KnownMonthlyMinor is { } minor ? Currencies.FromMinor(minor, sum.Currency) : null;
        return new UnlockSumResponse(
            sum.Currency, needed is null ? null : Currencies.FromMinor(sum.DeltaMinor, sum.Currency), needed, sum.NoTierChange, sum.Upgraded,
            sum.Moved, sum.Unknown);
    }
}

/// <summary>The least money a month to the target in one currency; null amounts: no way of known cost reaches it.</summary>
internal sealed record TargetMoneyResponse(
    string Currency, int Denominator, int Supporting, int Needed, decimal? MonthlyDifference, decimal? Monthly, int Moves,
    IReadOnlyList<TargetStepResponse> Steps)
{
    /// <summary>The response of <paramref name="money"/>.</summary>
    public static TargetMoneyResponse Of(TargetMoney money) => new(
        money.Currency, money.Denominator, money.Supporting, money.Needed, Amount(money.DeltaMinor, money.Currency),
        Amount(money.MonthlyMinor, money.Currency), money.Moves,
        [.. money.Steps.Select(s => new TargetStepResponse(s.PlanId, s.Way, s.Moves, s.Unlocked, Currencies.FromMinor(s.DeltaMinor, money.Currency)))]);

    private static decimal? Amount(long? minor, string currency) => minor is { } known ? Currencies.FromMinor(known, currency) : null;
}

/// <summary>What is done to one plan on the way to the target.</summary>
internal sealed record TargetStepResponse(string PlanId, UnlockWay Way, int Moves, int Unlocked, decimal MonthlyDifference);
