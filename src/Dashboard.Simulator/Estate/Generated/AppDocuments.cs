namespace Dashboard.Simulator.Estate.Generated;

/// <summary>
/// An app's documents, built anew only when its state or its plan's size changed: from one simulated day to
/// the next nearly all of the estate stays the same.
/// </summary>
internal sealed class AppDocuments
{
    private readonly AppSpec spec;
    private readonly string tenant;
    private Timeline<AppState>.Moment? moment;
    private Sku? sku;
    private Resource[]? documents;
    private AppSpec here;

    public AppDocuments(AppSpec spec, string tenant)
    {
        (this.spec, this.tenant, here) = (spec, tenant, spec);
        (SubscriptionId, PlanId) = (spec.Group.SubscriptionId, spec.Plan.Id);
    }

    /// <summary>The subscription that the app was in when it was last asked for.</summary>
    public string SubscriptionId { get; private set; }

    /// <summary>The plan that it ran on then.</summary>
    public string PlanId { get; private set; }

    /// <summary>The app's documents, or null when it does not exist at that instant.</summary>
    public IReadOnlyList<Resource>? At(DateTimeOffset at)
    {
        var now = spec.Life.At(at);
        if (!ReferenceEquals(now.State.Place, moment?.State.Place))
        {
            here = spec.In(now.State);
            (SubscriptionId, PlanId) = (here.Group.SubscriptionId, here.Plan.Id);
        }

        var size = here.Plan.Sizes.At(at).State;
        if (!ReferenceEquals(now, moment) || !ReferenceEquals(size, sku))
        {
            (moment, sku) = (now, size);
            documents = now.State.Exists
                ? [SiteDocuments.Build(here, now, size, tenant), ConfigDocuments.Build(here, now.State, tenant)]
                : null;
        }

        return documents;
    }
}
