using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Given;

/// <summary>The subscriptions and resource groups that ids name, but that have no row of their own.</summary>
internal static class ImpliedContainers
{
    public static IReadOnlyList<Resource> Of(IReadOnlyList<Resource> given, string tenant)
    {
        var known = given.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        var implied = new List<Resource>();
        foreach (var id in given.Select(r => r.Id))
        {
            var parts = id.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2 || !Is(parts[0], "subscriptions"))
            {
                continue;
            }

            Add(Subscription(parts[1], tenant));
            if (parts.Length >= 4 && Is(parts[2], "resourcegroups"))
            {
                Add(Group(parts[1], parts[3], tenant));
            }
        }

        return implied;

        void Add(Resource container)
        {
            if (known.Add(container.Key))
            {
                implied.Add(container);
            }
        }
    }

    private static Resource Subscription(string subscription, string tenant)
    {
        var row = Row($"/subscriptions/{subscription}", subscription, "microsoft.resources/subscriptions", subscription, "", tenant);
        row["properties"] = new Bag { ["state"] = "Enabled", ["managementGroupAncestorsChain"] = Array.Empty<object?>() };
        var arm = new Bag
        {
            ["id"] = row["id"],
            ["subscriptionId"] = subscription,
            ["tenantId"] = tenant,
            ["displayName"] = subscription,
            ["state"] = "Enabled",
        };
        return new Resource((string)row["id"]!, GraphSchema.Containers, row, arm);
    }

    private static Resource Group(string subscription, string name, string tenant)
    {
        var id = $"/subscriptions/{subscription}/resourceGroups/{name}";
        var row = Row(id, name, "microsoft.resources/subscriptions/resourcegroups", subscription, name, tenant);
        row["properties"] = new Bag { ["provisioningState"] = "Succeeded" };
        return new Resource(id, GraphSchema.Containers, row, row);
    }

    private static Bag Row(string id, string name, string type, string subscription, string group, string tenant) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["type"] = type,
        ["tenantId"] = tenant,
        ["kind"] = "",
        ["location"] = "",
        ["resourceGroup"] = group,
        ["subscriptionId"] = subscription,
        ["managedBy"] = "",
    };

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
