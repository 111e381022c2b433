namespace Dashboard.Azure.ResourceGraph;

/// <summary>What one chain of pages covers: some subscriptions, or management groups. Never nothing, which would mean the whole tenant.</summary>
internal sealed record GraphScope
{
    private GraphScope(string property, IReadOnlyList<string> ids) => (Property, Ids) = (property, ids);

    /// <summary>The property of the request.</summary>
    public string Property { get; }

    /// <summary>The ids.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>True for management groups.</summary>
    public bool IsManagementGroups => Property == "managementGroups";

    /// <summary>The subscription, where it is known to be one.</summary>
    public string? SingleSubscription => !IsManagementGroups && Ids.Count == 1 ? Ids[0] : null;

    /// <summary>The subscriptions in batches, each one once.</summary>
    public static IEnumerable<GraphScope> Subscriptions(IEnumerable<string> ids, int batchSize) =>
        ids.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(batchSize).Select(batch => new GraphScope("subscriptions", batch));

    /// <summary>The management groups in one scope; none where there are none.</summary>
    public static IEnumerable<GraphScope> ManagementGroups(IReadOnlyList<string> ids) =>
        ids.Count == 0 ? [] : [new GraphScope("managementGroups", ids)];
}
