using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>Management groups, subscriptions and resource groups.</summary>
internal static class ContainerDocuments
{
    private const string RootGroup = "mg-contoso";

    /// <summary>The management groups above a subscription, nearest first, up to the tenant's root.</summary>
    public static IReadOnlyList<string> Ancestors(BusinessUnit unit, string tenant) => [unit.ManagementGroup, RootGroup, tenant];

    public static Resource ManagementGroup(string name, IReadOnlyList<string> ancestors, string tenant)
    {
        var id = $"/providers/Microsoft.Management/managementGroups/{name}";
        var graph = new Bag
        {
            ["id"] = id,
            ["name"] = name,
            ["type"] = "microsoft.management/managementgroups",
            ["tenantId"] = tenant,
            ["kind"] = "",
            ["location"] = "",
            ["resourceGroup"] = "",
            ["subscriptionId"] = "",
            ["managedBy"] = "",
            ["properties"] = new Bag
            {
                ["displayName"] = Display(name, tenant),
                ["tenantId"] = tenant,
                ["details"] = new Bag { ["managementGroupAncestorsChain"] = Chain(ancestors, tenant) },
            },
        };
        return new Resource(id, GraphSchema.Containers, graph, null);
    }

    public static Resource Subscription(BusinessUnit unit, string subscription, string tenant)
    {
        var id = $"/subscriptions/{subscription}";
        var tags = SubscriptionTags(unit);
        var arm = new Bag
        {
            ["id"] = id,
            ["authorizationSource"] = "RoleBased",
            ["managedByTenants"] = Array.Empty<object?>(),
            ["tags"] = tags,
            ["subscriptionId"] = subscription,
            ["tenantId"] = tenant,
            ["displayName"] = unit.Subscription,
            ["state"] = "Enabled",
            ["subscriptionPolicies"] = new Bag { ["locationPlacementId"] = "Internal_2014-09-01", ["quotaId"] = "EnterpriseAgreement_2014-09-01", ["spendingLimit"] = "Off" },
        };
        var graph = new Bag
        {
            ["id"] = id,
            ["name"] = unit.Subscription,
            ["type"] = "microsoft.resources/subscriptions",
            ["tenantId"] = tenant,
            ["kind"] = "",
            ["location"] = "",
            ["resourceGroup"] = "",
            ["subscriptionId"] = subscription,
            ["managedBy"] = "",
            ["properties"] = new Bag
            {
                ["state"] = "Enabled",
                ["managementGroupAncestorsChain"] = Chain(Ancestors(unit, tenant), tenant),
                ["subscriptionPolicies"] = arm["subscriptionPolicies"],
            },
            ["tags"] = tags,
        };
        return new Resource(id, GraphSchema.Containers, graph, arm);
    }

    public static Bag SubscriptionTags(BusinessUnit unit) => unit.SubscriptionTag is { } tag
        ? new Bag { ["dataClassification"] = tag, ["costCentre"] = unit.CostCentre }
        : new Bag { ["costCentre"] = unit.CostCentre };

    public static Resource Group(GroupSpec group, string tenant)
    {
        var properties = new Bag { ["provisioningState"] = "Succeeded" };
        var arm = new Bag
        {
            ["id"] = group.Id,
            ["name"] = group.Name,
            ["type"] = "Microsoft.Resources/resourceGroups",
            ["location"] = group.Region.Name,
            ["tags"] = group.Tags,
            ["properties"] = properties,
        };
        var graph = new Bag
        {
            ["id"] = group.Id,
            ["name"] = group.Name,
            ["type"] = "microsoft.resources/subscriptions/resourcegroups",
            ["tenantId"] = tenant,
            ["kind"] = "",
            ["location"] = group.Region.Name,
            ["resourceGroup"] = group.Name.ToLowerInvariant(),
            ["subscriptionId"] = group.SubscriptionId,
            ["managedBy"] = "",
            ["properties"] = properties,
            ["tags"] = group.Tags,
        };
        return new Resource(group.Id, GraphSchema.Containers, graph, arm);
    }

    private static object?[] Chain(IReadOnlyList<string> names, string tenant) =>
        [.. names.Select(n => new Bag { ["name"] = n, ["displayName"] = Display(n, tenant) })];

    private static string Display(string name, string tenant) => name == tenant ? "Tenant Root Group" : name switch
    {
        RootGroup => "Contoso",
        _ => char.ToUpperInvariant(name[3]) + name[4..],
    };
}
