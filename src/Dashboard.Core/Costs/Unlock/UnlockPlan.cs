using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Costs.Unlock;

/// <summary>An app, as far as the cost of compliance looks at it.</summary>
/// <param name="ResourceId">Its ARM id.</param>
/// <param name="InScope">True where it must enforce mutual TLS and its kind has the setting.</param>
/// <param name="Counts">True where it is in the denominator of coverage: in scope and not stopped.</param>
public sealed record UnlockApp(string ResourceId, bool InScope, bool Counts);

/// <summary>A plan with all of its apps, in scope or not, as far as the cost of compliance looks at it.</summary>
public sealed record UnlockPlan
{
    /// <summary>The ARM id.</summary>
    public required string PlanId { get; init; }

    /// <summary>The subscription's GUID.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The resource group's name.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>
    /// <c>properties.webSpace</c>: the part of the platform that an app cannot leave when it changes its plan. Null where it was not read.
    /// </summary>
    public string? WebSpace { get; init; }

    /// <summary>True for Linux plans.</summary>
    public bool IsLinux { get; init; }

    /// <summary>The SKU's tier, or that of its sites where the plan's was not read; null where neither is known.</summary>
    public string? Tier { get; init; }

    /// <summary>The SKU's size; null where it was not read.</summary>
    public string? SkuName { get; init; }

    /// <summary>Instances; null where it was not read.</summary>
    public int? Capacity { get; init; }

    /// <summary>ISO 4217: the currency that its subscription is billed in.</summary>
    public required string Currency { get; init; }

    /// <summary>All apps on it, slots included.</summary>
    public required IReadOnlyList<UnlockApp> Apps { get; init; }

    internal string Key => ResourceIds.Key(PlanId);

    /// <summary>True where none of its apps can ask for client certificates.</summary>
    internal bool IsLocked => Tiers.IsUnsupported(Tier);

    /// <summary>True where nobody knows whether its apps can.</summary>
    internal bool IsTierUnknown => string.IsNullOrWhiteSpace(Tier);

    /// <summary>How many more apps it can take, by the assumption; slots need no room of their own. 0 where apps cannot move to it.</summary>
    internal int Headroom(CostAssumptions assumptions)
    {
        var carries = assumptions.AppsPerInstance(HostingClasses.OfTier(Tier)) * (long)Math.Max(0, Capacity ?? 0);
        return (int)Math.Clamp(carries - Apps.Count(a => !ResourceIds.IsSlot(a.ResourceId)), 0, int.MaxValue);
    }
}
