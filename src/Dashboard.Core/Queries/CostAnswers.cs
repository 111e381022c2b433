using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Unlock;

namespace Dashboard.Core.Queries;

/// <summary>What is added up of costs in one currency. All amounts in whole minor units; currencies are never added.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Minor">The sum.</param>
/// <param name="EstimatedMinor">The part of it that is list price.</param>
/// <param name="PreliminaryMinor">The part of it that may still change.</param>
/// <param name="UnallocatedMinor">The part of it that no app can be given: of plans that no app was on.</param>
public sealed record CostAmount(string Currency, long Minor, long EstimatedMinor, long PreliminaryMinor, long UnallocatedMinor)
{
    /// <summary>The estimated part of the sum, 0 to 1; null where refunds leave none, or the sum is 0.</summary>
    public decimal? EstimateShare => new CurrencySum(Currency, Minor, EstimatedMinor, PreliminaryMinor).EstimateShare;
}

/// <summary>The costs of a month under a filter.</summary>
/// <param name="Month">The month.</param>
/// <param name="Amounts">One per currency, by code.</param>
/// <param name="Plans">Plans with a cost or an unknown one.</param>
/// <param name="UnknownPlans">Those of them whose cost is unknown: beside the sums and never in them.</param>
/// <param name="IsPreliminary">True where any of it may still change.</param>
public sealed record CostMonthFigures(CostMonth Month, IReadOnlyList<CostAmount> Amounts, int Plans, int UnknownPlans, bool IsPreliminary);

/// <summary>Costs by month.</summary>
/// <param name="Months">The months, oldest first.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands at that moment; null before the first.</param>
public sealed record CostTrendAnswer(IReadOnlyList<CostMonthFigures> Months, DateTimeOffset AsOf, RunRef? Run);

/// <summary>By what costs are told apart: by what plans are, and by what the apps on them are.</summary>
public enum CostDimension
{
    /// <summary>The owner of the apps.</summary>
    Owner,

    /// <summary>The cost centre of the apps.</summary>
    CostCentre,

    /// <summary>The environment of the apps.</summary>
    Environment,

    /// <summary>The scenario of the apps.</summary>
    Scenario,

    /// <summary>The app.</summary>
    App,

    /// <summary>The plan's subscription.</summary>
    Subscription,

    /// <summary>The plan's tier, as it stood last in the month.</summary>
    Tier,

    /// <summary>The plan's size, as it stood last in the month.</summary>
    Size,

    /// <summary>The plan's operating system.</summary>
    OperatingSystem,

    /// <summary>The plan's region.</summary>
    Region,
}

/// <summary>What one value of a dimension costs in a month, in one currency.</summary>
/// <param name="Value">The value as stored (folded); empty for none.</param>
/// <param name="Label">What a page shows.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Apps">Apps that have a part of it.</param>
/// <param name="Plans">Plans that it is of.</param>
/// <param name="IsUnallocated">True for the part that no app can be given, where the dimension is the apps'.</param>
public sealed record CostGroup(string Value, string Label, CostAmount Amount, int Apps, int Plans, bool IsUnallocated);

/// <summary>That a value of a dimension has plans of unknown cost in a month: beside its amounts and never in them.</summary>
/// <param name="Value">The value as stored (folded); empty for none.</param>
/// <param name="Label">What a page shows.</param>
/// <param name="Apps">Apps on those plans.</param>
/// <param name="Plans">The plans.</param>
/// <param name="IsUnallocated">True for plans without apps, where the dimension is the apps'.</param>
public sealed record UnknownCostGroup(string Value, string Label, int Apps, int Plans, bool IsUnallocated);

/// <summary>A month's costs by a dimension.</summary>
/// <param name="Month">The month.</param>
/// <param name="Groups">By currency, then the dearest first.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands at that moment; null before the first.</param>
public sealed record CostGroupsAnswer(CostMonth Month, IReadOnlyList<CostGroup> Groups, DateTimeOffset AsOf, RunRef? Run)
{
    /// <summary>The values that have plans of unknown cost, by value.</summary>
    public IReadOnlyList<UnknownCostGroup> Unknown { get; init; } = [];
}

/// <summary>An App Service plan at a moment, with its cost of a month.</summary>
public sealed record PlanItem
{
    /// <summary>The ARM id.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The subscription's GUID.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The subscription's last known name.</summary>
    public required string SubscriptionName { get; init; }

    /// <summary>The resource group.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>The region; null where it was not read.</summary>
    public string? Region { get; init; }

    /// <summary>The tier; null where it was not read.</summary>
    public string? Tier { get; init; }

    /// <summary>The size; null where it was not read.</summary>
    public string? SkuName { get; init; }

    /// <summary>Instances; null where it was not read.</summary>
    public int? Capacity { get; init; }

    /// <summary>True for Linux.</summary>
    public bool IsLinux { get; init; }

    /// <summary>True where it is there at the moment; false where it is gone, or only a source of costs tells of it.</summary>
    public required bool Exists { get; init; }

    /// <summary>Apps on it at the moment, slots included.</summary>
    public required int Apps { get; init; }

    /// <summary>Those of them that run.</summary>
    public required int RunningApps { get; init; }

    /// <summary>Those of them in scope.</summary>
    public required int InScope { get; init; }

    /// <summary>Those of them in scope that enforce mutual TLS.</summary>
    public required int Enforced { get; init; }

    /// <summary>Its cost of the month; null where it has none, since it was not there.</summary>
    public PlanMonthCost? Cost { get; init; }

    /// <summary>True where it is there, no app runs on it, and it is not free.</summary>
    public bool IsWaste => Exists && RunningApps == 0 && Cost is not { Amounts: [] or [{ Minor: 0 }] } && Cost is not null;
}

/// <summary>All plans with their costs of a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Items">The plans.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands at that moment; null before the first.</param>
public sealed record PlansAnswer(CostMonth Month, IReadOnlyList<PlanItem> Items, DateTimeOffset AsOf, RunRef? Run);

/// <summary>A plan with its sizes and costs over time.</summary>
/// <param name="Item">The plan, with its cost of the last month.</param>
/// <param name="Sizes">Its sizes, oldest first.</param>
/// <param name="Costs">Its costs by month, oldest first.</param>
/// <param name="Apps">What each app on it has of the last month's cost.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands at that moment.</param>
public sealed record PlanDetail(
    PlanItem Item, IReadOnlyList<PlanSize> Sizes, IReadOnlyList<PlanMonthCost> Costs, IReadOnlyList<PlanAppCost> Apps, DateTimeOffset AsOf, RunRef? Run);

/// <summary>An app's part of a plan's cost of a month.</summary>
/// <param name="ResourceId">The app's ARM id.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Minor">Whole minor units.</param>
public sealed record PlanAppCost(string ResourceId, string Currency, long Minor);

/// <summary>What compliance costs at a moment.</summary>
/// <param name="Unlock">Per app and plan, and in all.</param>
/// <param name="Assumed">What is assumed.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands at that moment; null before the first.</param>
public sealed record UnlockCostsAnswer(UnlockAnswer Unlock, AssumptionsAnswer Assumed, DateTimeOffset AsOf, RunRef? Run)
{
    /// <summary>The least money to reach the target, per currency.</summary>
    public IReadOnlyList<TargetMoney> ToTarget { get; init; } = [];
}
