using Dashboard.Core.Inventory;

namespace Dashboard.Core.Collection;

/// <summary>
/// An app as a run met it, of which no more is understood than its place until somebody asks. Of a large estate most rows are
/// the very bytes of the last run: they need not be taken apart again to know that nothing changed.
/// </summary>
public abstract class AppSighting
{
    private AppObservation? _observation;
    private bool _read;

    /// <summary>The ARM id, casing as given.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The subscription's GUID, lower case.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The resource group's name, casing as given.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>The plan's ARM id, casing as given; null where there is none.</summary>
    public string? PlanId { get; init; }

    /// <summary>
    /// A hash of all that the row says and of the program that reads it, by which a later run knows it again. Null where the row is not all that is known of
    /// the app: then it is judged in each run.
    /// </summary>
    public UInt128? RowHash { get; init; }

    /// <summary>The facts; null where the row is not understood.</summary>
    public AppObservation? Observation
    {
        get
        {
            if (Volatile.Read(ref _read)) return _observation;
            // Two threads that ask at once read the same; none sees the mark before the facts.
            _observation = Read();
            Volatile.Write(ref _read, true);
            return _observation;
        }
    }

    /// <summary>A sighting of facts that did not come from one row, or whose row is not kept.</summary>
    public static AppSighting Of(AppObservation app) => new Known(app)
    {
        ResourceId = app.ResourceId,
        SubscriptionId = app.SubscriptionId,
        ResourceGroup = app.ResourceGroup,
        PlanId = app.PlanId,
    };

    /// <summary>Takes the row apart.</summary>
    protected abstract AppObservation? Read();

    private sealed class Known(AppObservation app) : AppSighting
    {
        protected override AppObservation? Read() => app;
    }
}
