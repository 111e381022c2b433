using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>An App Service plan as ARM and as Resource Graph show it.</summary>
internal static class PlanDocuments
{
    public static Resource Build(PlanSpec plan, Sku sku, long sites, string tenant)
    {
        var capacity = Capacity(plan, sku);
        var size = new Bag
        {
            ["name"] = sku.Name,
            ["tier"] = sku.Tier,
            ["size"] = sku.Name,
            ["family"] = sku.Family,
            ["capacity"] = capacity,
        };
        var properties = Properties(plan, sku, sites, capacity);
        var arm = new Bag
        {
            ["id"] = plan.Id,
            ["name"] = plan.Name,
            ["type"] = "Microsoft.Web/serverfarms",
            ["kind"] = Kind(plan, sku),
            ["location"] = plan.Group.Region.Display,
            ["tags"] = null,
            ["properties"] = properties,
            ["sku"] = size,
        };
        var graph = new Bag
        {
            ["id"] = plan.Id,
            ["name"] = plan.Name,
            ["type"] = "microsoft.web/serverfarms",
            ["tenantId"] = tenant,
            ["kind"] = Kind(plan, sku),
            ["location"] = plan.Group.Region.Name,
            ["resourceGroup"] = plan.Group.Name.ToLowerInvariant(),
            ["subscriptionId"] = plan.Group.SubscriptionId,
            ["managedBy"] = "",
            ["sku"] = size,
            ["properties"] = properties,
        };
        return new Resource(plan.Id, GraphSchema.Resources, graph, arm);
    }

    private static Bag Properties(PlanSpec plan, Sku sku, long sites, long capacity) => new()
    {
        ["serverFarmId"] = (long)plan.Draw.For("id").Between(1000, 99_999),
        ["name"] = plan.Name,
        ["workerSize"] = "Default",
        ["workerSizeId"] = 0L,
        ["numberOfWorkers"] = capacity,
        ["currentWorkerSize"] = "Default",
        ["currentNumberOfWorkers"] = capacity,
        ["status"] = "Ready",
        ["webSpace"] = plan.Group.Region.WebSpace(plan.Group.Name),
        ["maximumNumberOfWorkers"] = sku.Tier is "Free" or "Shared" ? 1L : 10L,
        ["planName"] = "VirtualDedicatedPlan",
        ["computeMode"] = sku.Tier is "Dynamic" ? "Dynamic" : sku.Tier is "Free" or "Shared" ? "Shared" : "Dedicated",
        ["geoRegion"] = plan.Group.Region.Display,
        ["perSiteScaling"] = false,
        ["elasticScaleEnabled"] = sku.Tier is "ElasticPremium",
        ["maximumElasticWorkerCount"] = sku.Tier is "ElasticPremium" ? 20L : 1L,
        ["numberOfSites"] = sites,
        ["isSpot"] = false,
        ["kind"] = Kind(plan, sku),
        ["resourceGroup"] = plan.Group.Name,
        // Lists leave this null on some Linux plans; the kind still says linux.
        ["reserved"] = plan.Linux && plan.Draw.For("reserved").Chance(0.2) ? null : plan.Linux,
        ["isXenon"] = false,
        ["hyperV"] = false,
        ["zoneRedundant"] = sku.Tier.StartsWith("Premium", StringComparison.Ordinal) && plan.Draw.For("zones").Chance(0.2),
        ["hostingEnvironmentProfile"] = sku.IsIsolated ? HostingEnvironment(plan.Group) : null,
        ["provisioningState"] = "Succeeded",
    };

    private static Bag HostingEnvironment(GroupSpec group)
    {
        var name = $"ase-{group.Unit.Prefix}-{group.Region.Name}";
        return new Bag
        {
            ["id"] = $"{group.Id}/providers/Microsoft.Web/hostingEnvironments/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.Web/hostingEnvironments",
        };
    }

    private static string Kind(PlanSpec plan, Sku sku) => sku.Tier switch
    {
        "Dynamic" or "FlexConsumption" => plan.Linux ? "functionapp,linux" : "functionapp",
        "ElasticPremium" or "WorkflowStandard" => plan.Linux ? "elastic,linux" : "elastic",
        _ => plan.Linux ? "linux" : "app",
    };

    /// <summary>The instances of a plan while it has a size.</summary>
    public static long Capacity(PlanSpec plan, Sku sku) => sku.Tier switch
    {
        "Dynamic" or "FlexConsumption" or "Free" or "Shared" => 0L,
        _ => plan.Draw.For("capacity").Weighted([(1L, 60), (2L, 25), (3L, 15.0)]),
    };
}
