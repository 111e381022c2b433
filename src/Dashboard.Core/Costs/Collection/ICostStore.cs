namespace Dashboard.Core.Costs.Collection;

/// <summary>What the collector must know of plans and costs before its own run.</summary>
public interface ICostStore
{
    /// <summary>Every plan that is not proven gone, with the state that stands.</summary>
    Task<IReadOnlyList<StoredPlan>> ReadPlansAsync(CancellationToken cancellationToken);

    /// <summary>Which months of which subscriptions were read from which source, and when.</summary>
    Task<IReadOnlyList<CostMark>> ReadCostMarksAsync(CancellationToken cancellationToken);

    /// <summary>When which list prices were read.</summary>
    Task<IReadOnlyList<PriceMark>> ReadPriceMarksAsync(CancellationToken cancellationToken);

    /// <summary>The currencies that costs were told in.</summary>
    Task<IReadOnlyList<string>> ReadCurrenciesAsync(CancellationToken cancellationToken);
}

/// <summary>A plan as the history knows it now.</summary>
/// <param name="PlanId">The history's own number for it.</param>
/// <param name="State">The state that stands.</param>
/// <param name="FirstSeen">The run that saw it first, or again after its end.</param>
public sealed record StoredPlan(long PlanId, PlanState State, DateTimeOffset FirstSeen);

/// <summary>When a month's costs of a subscription were read from a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Month">The month.</param>
/// <param name="LastRead">Run time of the last run that read them.</param>
/// <param name="Final">True where a run read them when they were final: they need not be read again.</param>
public sealed record CostMark(CostSource Source, string SubscriptionId, CostMonth Month, DateTimeOffset LastRead, bool Final);

/// <summary>When the list prices of a region were read.</summary>
/// <param name="Region">The region.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="LastRead">Run time of the last run that read them.</param>
public sealed record PriceMark(string Region, string Currency, DateTimeOffset LastRead);
