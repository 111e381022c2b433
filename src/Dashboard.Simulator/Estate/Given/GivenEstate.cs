using Dashboard.Simulator.Billing;
using Dashboard.Simulator.KeyVault;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Given;

/// <summary>An estate read from a file: the same at every instant.</summary>
internal sealed class GivenEstate : IEstate
{
    private const string NoTenant = "00000000-0000-0000-0000-0000000000ff";

    private readonly IReadOnlyList<Resource> resources;
    private readonly IReadOnlyList<Resource> changes;
    private readonly IReadOnlyList<SubscriptionInfo> subscriptions;
    private readonly Lazy<GivenBilling> billing;

    public GivenEstate(IReadOnlyList<Bag> rows)
    {
        TenantId = rows.Select(r => r.Get("tenantId")).OfType<string>().FirstOrDefault(t => t.Length > 0) ?? NoTenant;
        var given = rows.Select(ToResource).ToList();
        given.AddRange(ImpliedContainers.Of(given, TenantId));
        changes = [.. given.Where(r => r.Table == GraphSchema.Changes)];
        resources = [.. given.Where(r => r.Table != GraphSchema.Changes)];
        subscriptions = [.. given.Where(r => r.Parts.Type == "microsoft.resources/subscriptions").Select(ToSubscription).DistinctBy(s => s.Id)];
        billing = new(() => new GivenBilling(resources));
    }

    public string TenantId { get; }

    public IBilling Billing => billing.Value;

    /// <summary>None: an export of resources has nothing of the data plane.</summary>
    public IReadOnlyList<VaultSpec> Vaults => [];

    public CertificateMaker Certificates { get; } = new(Draw.From(0));

    public EstateSnapshot At(DateTimeOffset at) => new(at, resources, subscriptions, () => changes);

    /// <summary>The row as given, but for the type, which Resource Graph always writes in lower case.</summary>
    private static Resource ToResource(Bag row)
    {
        var id = (string)row["id"]!;
        var graph = row;
        if (row.Get("type") is string type)
        {
            graph = new Bag();
            foreach (var (key, value) in row)
            {
                graph[key] = key == "type" ? type.ToLowerInvariant() : value;
            }
        }

        return new Resource(id, TableOf(ResourceId.Parse(id).Type), graph, row);
    }

    private static string TableOf(string type) => type switch
    {
        "microsoft.web/sites/config" or "microsoft.web/sites/slots/config" => GraphSchema.AppService,
        "microsoft.resources/subscriptions" or "microsoft.resources/subscriptions/resourcegroups" or "microsoft.management/managementgroups" => GraphSchema.Containers,
        "microsoft.resources/changes" => GraphSchema.Changes,
        "microsoft.authorization/policydefinitions" or "microsoft.authorization/policysetdefinitions" or "microsoft.authorization/policyassignments"
            or "microsoft.authorization/policyexemptions" => GraphSchema.Policy,
        _ => GraphSchema.Resources,
    };

    private static SubscriptionInfo ToSubscription(Resource resource)
    {
        var chain = (resource.Graph?.Get("properties") as Bag)?.Get("managementGroupAncestorsChain") as object?[] ?? [];
        return new SubscriptionInfo(resource.Parts.Subscription!, [.. chain.OfType<Bag>().Select(b => b.Get("name")).OfType<string>()]);
    }
}
