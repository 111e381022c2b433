using Dashboard.Core.Changes;
using Dashboard.Core.Findings;

namespace Dashboard.Storage.Merging;

/// <summary>
/// How an app left the estate. That its subscription was retired proves nothing of the app: its findings leave the scope with it and
/// are not told as those of an app that is gone.
/// </summary>
/// <param name="Retired">Its subscription was retired.</param>
/// <param name="At">Azure's time of the deletion; null where there is no record of it.</param>
internal readonly record struct Departure(bool Retired, DateTimeOffset? At)
{
    /// <summary>What the events of the change tell.</summary>
    public static Departure Of(IReadOnlyList<AppEvent> told) => new(
        told.Any(e => e.Kind == AppEventKind.ScopeRetired),
        told.FirstOrDefault(e => e is { Kind: AppEventKind.Decommissioned, Exact: true })?.OccurredAt);

    /// <summary>What becomes of the app's findings.</summary>
    public IReadOnlyList<EndedFinding> End(FindingLifecycle life, IReadOnlyCollection<OpenFinding> open) =>
        life.Gone(open, Retired ? FindingEnd.OutOfScope : FindingEnd.Decommissioned, At);
}
