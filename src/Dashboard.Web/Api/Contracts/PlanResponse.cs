using Dashboard.Core.Costs;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// An App Service plan at the moment, with its cost of <c>month</c>. <c>source</c> null: it has no cost of that month, since it was not
/// there; Unknown: it has one that nobody tells, and <c>cost</c> is null. <c>otherCosts</c>: where it is billed in further currencies.
/// </summary>
internal sealed record PlanResponse(
    string ResourceId,
    string Name,
    string SubscriptionId,
    string SubscriptionName,
    string ResourceGroup,
    string? Region,
    string? Tier,
    string? Size,
    int? Instances,
    string? OperatingSystem,
    bool Exists,
    int Apps,
    int RunningApps,
    int InScope,
    int Enforced,
    bool Waste,
    string Month,
    decimal? Cost,
    string? Currency,
    IReadOnlyList<AmountResponse> OtherCosts,
    CostSource? Source,
    bool? Preliminary,
    DateTimeOffset? ReadAt,
    UnknownCost? UnknownBecause)
{
    /// <summary>The response of <paramref name="plan"/>.</summary>
    public static PlanResponse Of(PlanItem plan, CostMonth month)
    {
        // Only a source of costs tells of such a plan: then nothing of it was read, its operating system neither.
        var isRead = plan is not { Exists: false, Region: null, Tier: null, SkuName: null, Capacity: null };
        var amounts = (plan.Cost?.Amounts ?? []).Select(AmountResponse.Of).ToList();
        var (source, preliminary, readAt, why) = (plan.Cost?.Source, plan.Cost?.IsPreliminary, plan.Cost?.ReadAt, plan.Cost?.Why);
        return new PlanResponse(
            plan.ResourceId, plan.Name, plan.SubscriptionId, plan.SubscriptionName, plan.ResourceGroup, plan.Region, plan.Tier, plan.SkuName,
            plan.Capacity, isRead ? OperatingSystems.Of(plan.IsLinux) : null, plan.Exists, plan.Apps, plan.RunningApps, plan.InScope, plan.Enforced,
            plan.IsWaste, month.ToString(), amounts.FirstOrDefault()?.Cost, amounts.FirstOrDefault()?.Currency, [.. amounts.Skip(1)], source,
            preliminary, readAt, why);
    }
}

/// <summary>One plan with its sizes and costs over time.</summary>
/// <param name="Plan">The plan, with its cost of the month.</param>
/// <param name="Sizes">Its sizes, oldest first.</param>
/// <param name="Costs">Its costs of the months up to that one, oldest first; a month in which it was not there is not among them.</param>
/// <param name="AppCosts">What each app has of the month's cost, the dearest first; ids in lower case.</param>
/// <param name="Definition">What counts as a cost, in the words of the pages.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands then.</param>
internal sealed record PlanDetailResponse(
    PlanResponse Plan, IReadOnlyList<PlanSizeResponse> Sizes, IReadOnlyList<PlanMonthResponse> Costs, IReadOnlyList<PlanAppResponse> AppCosts,
    string Definition, DateTimeOffset AsOf, RunRefResponse? Run)
{
    /// <summary>The response of <paramref name="detail"/>.</summary>
    public static PlanDetailResponse Of(PlanDetail detail, CostMonth month) => new(
        PlanResponse.Of(detail.Item, month),
        [.. detail.Sizes.Select(s => new PlanSizeResponse(s.From, s.To, s.Tier, s.SkuName, s.Capacity, OperatingSystems.Of(s.IsLinux), s.Region.Length == 0 ? null : s.Region))],
        [.. detail.Costs.Select(PlanMonthResponse.Of)],
        [.. detail.Apps.Select(a => new PlanAppResponse(a.ResourceId, a.Currency, Currencies.FromMinor(a.Minor, a.Currency)))],
        CostDefinition.Text, detail.AsOf, RunRefResponse.Of(detail.Run));
}

/// <summary>The size that a plan had over a time; <c>to</c> null: it still has it.</summary>
internal sealed record PlanSizeResponse(
    DateTimeOffset From, DateTimeOffset? To, string? Tier, string? Size, int? Instances, string OperatingSystem, string? Region);

/// <summary>A plan's cost of a month; <c>cost</c> null: unknown.</summary>
internal sealed record PlanMonthResponse(
    string Month, decimal? Cost, string? Currency, IReadOnlyList<AmountResponse> OtherCosts, CostSource Source, bool Preliminary,
    DateTimeOffset ReadAt, UnknownCost? UnknownBecause)
{
    /// <summary>The response of <paramref name="cost"/>.</summary>
    public static PlanMonthResponse Of(PlanMonthCost cost)
    {
        var amounts = cost.Amounts.Select(AmountResponse.Of).ToList();
        return new PlanMonthResponse(
            cost.Month.ToString(), amounts.FirstOrDefault()?.Cost, amounts.FirstOrDefault()?.Currency, [.. amounts.Skip(1)], cost.Source,
            cost.IsPreliminary, cost.ReadAt, cost.Why);
    }
}

/// <summary>An app's part of a plan's cost.</summary>
internal sealed record PlanAppResponse(string ResourceId, string Currency, decimal Cost);

/// <summary>Names of operating systems.</summary>
internal static class OperatingSystems
{
    /// <summary>As groups of costs name them.</summary>
    public static string Of(bool isLinux) => isLinux ? "Linux" : "Windows";
}
