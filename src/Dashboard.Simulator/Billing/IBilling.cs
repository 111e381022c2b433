namespace Dashboard.Simulator.Billing;

/// <summary>What becomes of a question for the costs of a subscription.</summary>
internal enum CostAccess
{
    /// <summary>It is answered.</summary>
    Open,

    /// <summary>The caller may read the subscription, but not its costs.</summary>
    Forbidden,

    /// <summary>There are no data, and the answer has no content.</summary>
    Empty,
}

/// <summary>How a subscription is billed.</summary>
internal sealed record BillingAccount(string Currency, CostAccess Access, IReadOnlyList<BilledPlan> Plans);

/// <summary>The bills of an estate.</summary>
internal interface IBilling
{
    /// <summary>How a subscription is billed; null for one that is not known.</summary>
    BillingAccount? Of(string subscription);

    /// <summary>All regions that a plan is in.</summary>
    IReadOnlyCollection<string> Regions { get; }
}
