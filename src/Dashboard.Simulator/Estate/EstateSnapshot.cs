namespace Dashboard.Simulator.Estate;

/// <summary>The estate at one instant.</summary>
internal sealed class EstateSnapshot
{
    private readonly Dictionary<string, Resource> byKey;
    private readonly ILookup<string, Resource> byTable;

    public EstateSnapshot(DateTimeOffset at, IReadOnlyList<Resource> resources, IReadOnlyList<SubscriptionInfo> subscriptions)
    {
        At = at;
        Resources = resources;
        Subscriptions = subscriptions;
        byKey = new Dictionary<string, Resource>(resources.Count, StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            byKey.TryAdd(resource.Key, resource);
        }

        byTable = resources.Where(r => r.Graph is not null).ToLookup(r => r.Table, StringComparer.Ordinal);
    }

    public DateTimeOffset At { get; }

    public IReadOnlyList<Resource> Resources { get; }

    public IReadOnlyList<SubscriptionInfo> Subscriptions { get; }

    /// <summary>The resource of an id in any casing.</summary>
    public Resource? Find(string id) => byKey.GetValueOrDefault(id.TrimEnd('/').ToLowerInvariant());

    /// <summary>The rows of a Resource Graph table.</summary>
    public IEnumerable<Resource> Rows(string table) => byTable[table];
}

/// <summary>A subscription with the management groups above it, nearest first.</summary>
internal sealed record SubscriptionInfo(string Id, IReadOnlyList<string> ManagementGroups);

/// <summary>A source of snapshots: the same instant always gives the same one.</summary>
internal interface IEstate
{
    /// <summary>The tenant that everything belongs to.</summary>
    string TenantId { get; }

    EstateSnapshot At(DateTimeOffset at);
}
