namespace Dashboard.Simulator.Estate.Generated;

/// <summary>The invented organisation: a pure function of seed and time.</summary>
internal sealed class GeneratedEstate : IEstate
{
    private readonly DrawnEstate drawn;
    private readonly IReadOnlyList<Resource> containers;
    private readonly IReadOnlyList<SubscriptionInfo> subscriptions;
    private readonly AppDocuments[] apps;
    private readonly PlanState[] plans;
    private readonly Lock gate = new();

    public GeneratedEstate(int apps, long seed, DateTimeOffset yearEnd)
    {
        drawn = new EstateDrawing(apps, seed, new Calendar(yearEnd)).Run();
        this.apps = [.. drawn.Apps.Select(a => new AppDocuments(a, TenantId))];
        plans = [.. drawn.Plans.Select(p => new PlanState(p, TenantId))];
        subscriptions = [.. drawn.Subscriptions.Select(s => new SubscriptionInfo(s.Id, ContainerDocuments.Ancestors(s.Unit, TenantId)))];
        containers = [.. Containers()];
    }

    public string TenantId => drawn.TenantId;

    public EstateSnapshot At(DateTimeOffset at)
    {
        var resources = new List<Resource>(containers);
        var sites = new Dictionary<string, long>(StringComparer.Ordinal);
        lock (gate)
        {
            foreach (var app in apps)
            {
                if (app.At(at) is { } documents)
                {
                    resources.AddRange(documents);
                    sites[app.Spec.Plan.Id] = sites.GetValueOrDefault(app.Spec.Plan.Id) + 1;
                }
            }

            resources.AddRange(plans.Select(p => p.At(at, sites)));
        }

        return new EstateSnapshot(at, resources, subscriptions);
    }

    private IEnumerable<Resource> Containers()
    {
        var groups = drawn.Subscriptions.Select(s => ContainerDocuments.Ancestors(s.Unit, TenantId)).ToList();
        var managementGroups = groups.SelectMany(chain => chain.Select((name, i) => (Name: name, Above: chain.Skip(i + 1).ToList()))).DistinctBy(g => g.Name);
        return managementGroups.Select(g => ContainerDocuments.ManagementGroup(g.Name, g.Above, TenantId))
            .Concat(drawn.Subscriptions.Select(s => ContainerDocuments.Subscription(s.Unit, s.Id, TenantId)))
            .Concat(drawn.Groups.Select(g => ContainerDocuments.Group(g, TenantId)));
    }
}
