namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A plan's document, built anew only when its size or its number of sites changed.</summary>
internal sealed class PlanState(PlanSpec spec, string tenant)
{
    private Sku? sku;
    private long sites;
    private Resource? document;

    public PlanSpec Spec => spec;

    private string Id => field ??= spec.Id;

    /// <summary>The plan's document, or null when it does not exist at that instant.</summary>
    public Resource? At(DateTimeOffset at, IReadOnlyDictionary<string, long> sitesByPlan)
    {
        if (!spec.Lifetime.Contains(at))
        {
            return null;
        }

        var size = spec.Sizes.At(at).State;
        var count = sitesByPlan.GetValueOrDefault(Id);
        if (document is null || !ReferenceEquals(size, sku) || count != sites)
        {
            (sku, sites) = (size, count);
            document = PlanDocuments.Build(spec, size, count, tenant);
        }

        return document;
    }
}
