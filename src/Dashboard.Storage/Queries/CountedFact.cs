using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;

namespace Dashboard.Storage.Queries;

/// <summary>
/// A restriction to something that stored counts count beside the verdicts: scope, stopped, stale, opted out. One of
/// them alone needs no app to be counted.
/// </summary>
/// <param name="Rest">The filter without it.</param>
/// <param name="Apps">Its apps among the counts under <paramref name="Rest"/>.</param>
internal sealed record CountedFact(AppFilter Rest, Func<PostureCounts, int> Apps)
{
    /// <summary>The fact that <paramref name="filter"/> restricts; null where it restricts none. A second one stays in the rest.</summary>
    public static CountedFact? Of(AppFilter filter) => filter switch
    {
        { InScope.Count: > 0 } => new(filter with { InScope = [] }, counts => filter.InScope.Distinct().Sum(choice => InScope(counts, choice))),
        { Stopped: { } yes } => new(filter with { Stopped = null }, counts => yes ? counts.Stopped : counts.Total - counts.Stopped),
        { Stale: { } yes } => new(filter with { Stale = null }, counts => yes ? counts.Stale : counts.Total - counts.Stale),
        { OptedOut: { } yes } => new(filter with { OptedOut = null }, counts => yes ? counts.OptedOut : counts.Total - counts.OptedOut),
        _ => null,
    };

    private static int InScope(PostureCounts counts, ScopeChoice choice) => choice switch
    {
        ScopeChoice.Yes => counts.InScope,
        ScopeChoice.No => counts.Total - counts.InScope - counts.Unclassified,
        ScopeChoice.Unclassified => counts.Unclassified,
    };
}
