namespace Dashboard.Simulator.Estate.Generated;

/// <summary>
/// An app's documents, built anew only when its state or its plan's size changed: from one simulated day to
/// the next nearly all of the estate stays the same.
/// </summary>
internal sealed class AppDocuments(AppSpec spec, string tenant)
{
    private Timeline<AppState>.Moment? moment;
    private Sku? sku;
    private Resource[]? documents;

    public AppSpec Spec => spec;

    /// <summary>The app's documents, or null when it does not exist at that instant.</summary>
    public IReadOnlyList<Resource>? At(DateTimeOffset at)
    {
        var now = spec.Life.At(at);
        var size = spec.Plan.Sizes.At(at).State;
        if (!ReferenceEquals(now, moment) || !ReferenceEquals(size, sku))
        {
            (moment, sku) = (now, size);
            documents = now.State.Exists
                ? [SiteDocuments.Build(spec, now, size, tenant), ConfigDocuments.Build(spec, now.State, tenant)]
                : null;
        }

        return documents;
    }
}
