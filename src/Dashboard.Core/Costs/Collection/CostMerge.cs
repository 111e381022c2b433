namespace Dashboard.Core.Costs.Collection;

/// <summary>What a run writes of plans, costs and prices, in the transaction of its merge.</summary>
public sealed record CostMerge
{
    /// <summary>Nothing.</summary>
    public static CostMerge None { get; } = new();

    /// <summary>Plans that changed, are new, or are gone.</summary>
    public IReadOnlyList<PlanChange> Plans { get; init; } = [];

    /// <summary>What was wholly read of costs: it takes the place of what the same source said of the same months.</summary>
    public IReadOnlyList<CostsRead> Costs { get; init; } = [];

    /// <summary>What was wholly read of list prices.</summary>
    public IReadOnlyList<PricesRead> Prices { get; init; } = [];
}

/// <summary>One plan's change in a merge.</summary>
public abstract record PlanChange
{
    /// <summary>Seen now with a state that differs from the stored one, or for the first time where <paramref name="PlanId"/> is null.</summary>
    public sealed record Seen(long? PlanId, PlanState State) : PlanChange;

    /// <summary>Proven gone.</summary>
    public sealed record Gone(long PlanId) : PlanChange;
}

/// <summary>What one source says of one subscription in some months, whole.</summary>
/// <param name="Source">The source.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="First">The first month.</param>
/// <param name="Last">The last month.</param>
/// <param name="Costs">Its rows; several of one plan and month add up.</param>
public sealed record CostsRead(CostSource Source, string SubscriptionId, CostMonth First, CostMonth Last, IReadOnlyList<PlanCost> Costs);

/// <summary>The list prices of a region in a currency, whole.</summary>
/// <param name="Region">The region.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Prices">The prices.</param>
public sealed record PricesRead(string Region, string Currency, IReadOnlyList<ListPrice> Prices);
