using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A resource group with what its apps inherit.</summary>
internal sealed record GroupSpec(string Name, string SubscriptionId, BusinessUnit Unit, Region Region, Bag? Tags)
{
    public string Id => $"/subscriptions/{SubscriptionId}/resourceGroups/{Name}";
}

/// <summary>An App Service plan and the sizes it has had.</summary>
internal sealed record PlanSpec(string Name, GroupSpec Group, bool Linux, bool Function, Timeline<Sku> Sizes, Draw Draw)
{
    public string Id => $"{Group.Id}/providers/Microsoft.Web/serverfarms/{Name}";
}
