using System.Globalization;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Exports;

/// <summary>The columns of plans, costs and the cost of compliance.</summary>
internal static class CostColumns
{
    /// <summary>A plan a row; costs of further currencies are in one cell.</summary>
    public static IReadOnlyList<ExportColumn<PlanResponse>> Plans { get; } =
    [
        new("resourceId", p => p.ResourceId), new("name", p => p.Name), new("subscriptionId", p => p.SubscriptionId),
        new("subscriptionName", p => p.SubscriptionName), new("resourceGroup", p => p.ResourceGroup), new("region", p => p.Region),
        new("tier", p => p.Tier), new("size", p => p.Size), new("instances", p => p.Instances), new("operatingSystem", p => p.OperatingSystem),
        new("exists", p => p.Exists), new("apps", p => p.Apps), new("runningApps", p => p.RunningApps), new("inScope", p => p.InScope),
        new("enforced", p => p.Enforced), new("waste", p => p.Waste), new("month", p => p.Month), new("cost", p => p.Cost),
        new("currency", p => p.Currency),
        new("otherCosts", p => string.Join("; ", p.OtherCosts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Currency} {c.Cost}")))),
        new("source", p => p.Source?.ToString()), new("preliminary", p => p.Preliminary), new("readAt", p => p.ReadAt),
        new("unknownBecause", p => p.UnknownBecause?.ToString()),
    ];

    /// <summary>A month and currency a row.</summary>
    public static IReadOnlyList<ExportColumn<CostMonthResponse>> Months { get; } =
    [
        new("month", m => m.Month), new("currency", m => m.Currency), new("cost", m => m.Cost), new("estimatedCost", m => m.EstimatedCost),
        new("estimateShare", m => m.EstimateShare), new("preliminaryCost", m => m.PreliminaryCost), new("unallocatedCost", m => m.UnallocatedCost),
        new("preliminary", m => m.Preliminary), new("plans", m => m.Plans), new("unknownPlans", m => m.UnknownPlans),
    ];

    /// <summary>A value of the dimension and a currency a row: by cost centre it is what each of them is charged.</summary>
    public static IReadOnlyList<ExportColumn<CostGroupResponse>> Groups { get; } =
    [
        new("month", g => g.Month), new("value", g => g.Value), new("label", g => g.Label), new("currency", g => g.Currency), new("cost", g => g.Cost),
        new("estimatedCost", g => g.EstimatedCost), new("estimateShare", g => g.EstimateShare), new("preliminaryCost", g => g.PreliminaryCost),
        new("unallocated", g => g.Unallocated), new("apps", g => g.Apps), new("plans", g => g.Plans),
    ];

    /// <summary>A plan that mutual TLS had upgraded a row; its months are in one cell.</summary>
    public static IReadOnlyList<ExportColumn<RealisedCostResponse>> Realised { get; } =
    [
        new("planId", p => p.PlanId), new("planName", p => p.PlanName), new("rule", p => p.Rule), new("upgradedAt", p => p.UpgradedAt),
        new("fromTier", p => p.FromTier), new("fromSize", p => p.FromSize), new("toTier", p => p.ToTier), new("toSize", p => p.ToSize),
        new("apps", p => string.Join(' ', p.Apps)), new("currency", p => p.Currency), new("month", p => p.Month), new("year", p => p.Year),
        new("unknown", p => p.Unknown),
        new("months", p => string.Join("; ", p.Months.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Month} {(m.Cost is { } cost ? cost : "unknown")}")))),
    ];

    /// <summary>An app a row.</summary>
    public static IReadOnlyList<ExportColumn<UnlockCostResponse>> UnlockCosts { get; } =
    [
        new("resourceId", a => a.ResourceId), new("name", a => a.Name), new("planId", a => a.PlanId), new("planName", a => a.PlanName),
        new("way", a => a.Way.ToString()), new("targetPlanId", a => a.TargetPlanId), new("targetSize", a => a.TargetSize),
        new("currency", a => a.Currency), new("monthlyShare", a => a.MonthlyShare), new("reasons", a => string.Join(' ', a.Reasons)),
    ];

    /// <summary>An assumption a row.</summary>
    public static IReadOnlyList<ExportColumn<AssumptionResponse>> Assumptions { get; } =
    [
        new("key", a => a.Key), new("value", a => a.Value), new("default", a => a.Default), new("isDefault", a => a.IsDefault),
        new("unit", a => a.Unit), new("meaning", a => a.Meaning), new("reason", a => a.Reason), new("range", a => a.Range),
        new("changedAt", a => a.ChangedAt), new("changedBy", a => a.ChangedBy), new("changeReason", a => a.ChangeReason),
    ];
}
