using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A resource group with what its apps inherit.</summary>
internal sealed record GroupSpec(string Name, string SubscriptionId, BusinessUnit Unit, Region Region, Bag? Tags)
{
    /// <summary>When it exists.</summary>
    public Span Lifetime { get; init; } = Span.Always;

    public string Id => $"/subscriptions/{SubscriptionId}/resourceGroups/{Name}";
}

/// <summary>An App Service plan and the sizes it has had.</summary>
internal sealed record PlanSpec(string Name, GroupSpec Group, bool Linux, bool Function, Timeline<Sku> Sizes, Draw Draw)
{
    /// <summary>When it exists.</summary>
    public Span Lifetime { get; init; } = Span.Always;

    /// <summary>The plan that this one was before it was moved here.</summary>
    public PlanSpec? MovedFrom { get; init; }

    public string Id => $"{Group.Id}/providers/Microsoft.Web/serverfarms/{Name}";
}
