using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;

namespace Dashboard.Storage.Queries;

/// <summary>
/// All that decides how an app counts. Databases group by it and say how many; what each class counts for is said by
/// <see cref="PostureCounts.Of"/> alone, never by SQL.
/// </summary>
internal sealed record StateClass(
    Verdict Verdict, bool? InScope, bool Stopped, bool Stale, bool OptedOut, Reachability Reachability)
{
    /// <summary>The counts of <paramref name="apps"/> apps of this class.</summary>
    public PostureCounts Counts(int apps) => PostureCounts.Of(new AppState
    {
        ResourceId = "",
        Name = "",
        SubscriptionId = "",
        ResourceGroup = "",
        Verdict = Verdict,
        InScope = InScope,
        Stopped = Stopped,
        Stale = Stale,
        OptedOut = OptedOut,
        Reachability = Reachability,
    }) * apps;
}
