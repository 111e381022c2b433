using Dashboard.Simulator.Billing;
using Dashboard.Simulator.Estate.Changes;
using Dashboard.Simulator.KeyVault;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>The invented organisation: a pure function of seed and time.</summary>
internal sealed class GeneratedEstate : IEstate
{
    private readonly DrawnEstate drawn;
    private readonly IReadOnlyList<Resource> managementGroups;
    private readonly IReadOnlyList<(SubscriptionSpec Spec, Resource Document, SubscriptionInfo Info)> subscriptions;
    private readonly IReadOnlyList<(GroupSpec Spec, Resource Document)> groups;
    private readonly AppDocuments[] apps;
    private readonly PlanState[] plans;
    private readonly ChangeFeed changes;
    private readonly PolicyEstate policy;
    private readonly Lazy<GeneratedBilling> billing;
    private readonly Lazy<IReadOnlyList<VaultSpec>> vaults;
    private readonly Lock gate = new();

    public GeneratedEstate(int apps, long seed, DateTimeOffset yearEnd)
    {
        var calendar = new Calendar(yearEnd);
        drawn = new EstateDrawing(apps, seed, calendar).Run();
        this.apps = [.. drawn.Apps.Select(a => new AppDocuments(a, TenantId))];
        plans = [.. drawn.Plans.Select(p => new PlanState(p, TenantId))];
        subscriptions = [.. drawn.Subscriptions.Select(s => (
            s,
            ContainerDocuments.Subscription(s.Unit, s.Id, TenantId),
            new SubscriptionInfo(s.Id, ContainerDocuments.Ancestors(s.Unit, TenantId))))];
        groups = [.. drawn.Groups.Select(g => (g, ContainerDocuments.Group(g, TenantId)))];
        managementGroups = [.. ManagementGroups()];
        changes = new ChangeFeed(drawn);
        policy = new PolicyEstate(drawn, calendar);
        billing = new(() => new GeneratedBilling(drawn));
        vaults = new(() => new VaultDrawing(drawn, calendar).Run());
        Certificates = new CertificateMaker(Draw.From(seed).For("client certificates"));
    }

    public string TenantId => drawn.TenantId;

    public IBilling Billing => billing.Value;

    public IReadOnlyList<VaultSpec> Vaults => vaults.Value;

    public CertificateMaker Certificates { get; }

    public EstateSnapshot At(DateTimeOffset at)
    {
        var hidden = drawn.Subscriptions.Where(s => !s.IsReadable(at)).ToList();
        var closed = hidden.Select(s => s.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var resources = new List<Resource>(managementGroups);
        resources.AddRange(subscriptions.Where(s => !closed.Contains(s.Spec.Id)).Select(s => s.Document));
        resources.AddRange(groups.Where(g => g.Spec.Lifetime.Contains(at) && !closed.Contains(g.Spec.SubscriptionId)).Select(g => g.Document));
        resources.AddRange(policy.At(at).Where(p => p.Parts.Subscription is not { } subscription || !closed.Contains(subscription)));
        lock (gate)
        {
            AddApps(at, closed, resources);
        }

        return new EstateSnapshot(
            at,
            resources,
            [.. subscriptions.Where(s => !closed.Contains(s.Spec.Id)).Select(s => s.Info)],
            () => changes.Rows(at, closed))
        {
            Unreadable = hidden.Where(s => s.Lifetime.Contains(at)).Select(s => s.Id).ToHashSet(StringComparer.OrdinalIgnoreCase),
        };
    }

    private void AddApps(DateTimeOffset at, HashSet<string> closed, List<Resource> resources)
    {
        var sites = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var app in apps)
        {
            if (app.At(at) is { } documents && !closed.Contains(app.SubscriptionId))
            {
                resources.AddRange(documents);
                sites[app.PlanId] = sites.GetValueOrDefault(app.PlanId) + 1;
            }
        }

        foreach (var plan in plans)
        {
            if (plan.At(at, sites) is { } document && !closed.Contains(plan.Spec.Group.SubscriptionId))
            {
                resources.Add(document);
            }
        }
    }

    private IEnumerable<Resource> ManagementGroups()
    {
        var chains = drawn.Subscriptions.Select(s => ContainerDocuments.Ancestors(s.Unit, TenantId));
        var all = chains.SelectMany(chain => chain.Select((name, i) => (Name: name, Above: chain.Skip(i + 1).ToList()))).DistinctBy(g => g.Name);
        return all.Select(g => ContainerDocuments.ManagementGroup(g.Name, g.Above, TenantId));
    }
}
