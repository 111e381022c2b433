namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A plan's document, built anew only when its size or its number of sites changed.</summary>
internal sealed class PlanState(PlanSpec spec, string tenant)
{
    private Sku? sku;
    private long sites;
    private Resource? document;

    public Resource At(DateTimeOffset at, IReadOnlyDictionary<string, long> sitesByPlan)
    {
        var size = spec.Sizes.At(at).State;
        var count = sitesByPlan.GetValueOrDefault(spec.Id);
        if (document is null || !ReferenceEquals(size, sku) || count != sites)
        {
            (sku, sites) = (size, count);
            document = PlanDocuments.Build(spec, size, count, tenant);
        }

        return document;
    }
}
