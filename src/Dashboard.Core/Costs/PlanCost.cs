namespace Dashboard.Core.Costs;

/// <summary>Where a plan's cost of a month comes from, best first.</summary>
public enum CostSource
{
    /// <summary>Amortised cost from Azure's Cost Management.</summary>
    CostManagement = 1,

    /// <summary>Effective cost from a FOCUS export.</summary>
    FocusExport = 2,

    /// <summary>List price × 730 h × instances, for the share of the month that each size stood: an estimate, and marked so.</summary>
    ListPrice = 3,

    /// <summary>Nothing is known. Never shown or counted as 0.</summary>
    Unknown = 9,
}

/// <summary>What a source said that one plan cost in one month.</summary>
/// <param name="PlanId">The plan's ARM id in the source's casing; sources write it in lower case.</param>
/// <param name="Month">The month.</param>
/// <param name="Amount">The amount in <paramref name="Currency"/>, as precise as the source gave it; negative where refunds outweigh.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
public sealed record PlanCost(string PlanId, CostMonth Month, decimal Amount, string Currency);
