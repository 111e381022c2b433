using Dashboard.Simulator.Billing;
using Dashboard.Simulator.KeyVault;

namespace Dashboard.Simulator.Estate;

/// <summary>The estate at one instant.</summary>
internal sealed class EstateSnapshot
{
    private readonly Dictionary<string, Resource> byKey;
    private readonly ILookup<string, Resource> byTable;
    private readonly Lazy<IReadOnlyList<Resource>> changes;

    /// <param name="at">The instant.</param>
    /// <param name="resources">All that the caller can read.</param>
    /// <param name="subscriptions">The subscriptions that the caller can read.</param>
    /// <param name="changes">The rows of <c>resourcechanges</c>; made when first asked for, since few ask.</param>
    public EstateSnapshot(
        DateTimeOffset at,
        IReadOnlyList<Resource> resources,
        IReadOnlyList<SubscriptionInfo> subscriptions,
        Func<IReadOnlyList<Resource>>? changes = null)
    {
        At = at;
        this.changes = new Lazy<IReadOnlyList<Resource>>(changes ?? (() => []));
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

    /// <summary>Ids of subscriptions that exist, but that the caller's rights do not reach.</summary>
    public IReadOnlySet<string> Unreadable { get; init; } = new HashSet<string>();

    /// <summary>The resource of an id in any casing.</summary>
    public Resource? Find(string id) => byKey.GetValueOrDefault(id.TrimEnd('/').ToLowerInvariant());

    /// <summary>The rows of a Resource Graph table.</summary>
    public IEnumerable<Resource> Rows(string table) => table == GraphSchema.Changes ? changes.Value : byTable[table];
}

/// <summary>A subscription with the management groups above it, nearest first.</summary>
internal sealed record SubscriptionInfo(string Id, IReadOnlyList<string> ManagementGroups);

/// <summary>A source of snapshots: the same instant always gives the same one.</summary>
internal interface IEstate
{
    /// <summary>The tenant that everything belongs to.</summary>
    string TenantId { get; }

    /// <summary>What its plans cost.</summary>
    IBilling Billing { get; }

    /// <summary>The vaults that hold its client certificates.</summary>
    IReadOnlyList<VaultSpec> Vaults { get; }

    /// <summary>Makes the certificates in them.</summary>
    CertificateMaker Certificates { get; }

    EstateSnapshot At(DateTimeOffset at);
}
