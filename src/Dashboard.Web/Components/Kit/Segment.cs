using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;

namespace Dashboard.Web.Components.Kit;

/// <summary>A part of a composition: how many apps of the denominator have a verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Count">The apps.</param>
public sealed record Segment(Verdict Verdict, int Count)
{
    /// <summary>The parts of the denominator, in display order. Their sum is the denominator.</summary>
    public static IReadOnlyList<Segment> Of(PostureCounts counts) =>
        [.. VerdictWords.Judged.Select(v => new Segment(v, CountOf(counts, v)))];

    /// <summary>All apps by verdict, in scope or not. Their sum is the total.</summary>
    public static IReadOnlyList<Segment> OfEstate(PostureCounts counts) =>
    [
        new(Verdict.Enforced, counts.Enforced), new(Verdict.Gaps, counts.Gaps), new(Verdict.NotEnforced, counts.NotEnforced),
        new(Verdict.Unsupported, counts.Unsupported), new(Verdict.Unknown, counts.Unknown), new(Verdict.NotApplicable, counts.NotApplicable),
    ];

    /// <summary>How many apps of the denominator have <paramref name="verdict"/>.</summary>
    public static int CountOf(PostureCounts counts, Verdict verdict) => verdict switch
    {
        Verdict.Enforced => counts.CoveredEnforced,
        Verdict.Gaps => counts.CoveredGaps,
        Verdict.NotEnforced => counts.CoveredNotEnforced,
        Verdict.Unsupported => counts.CoveredUnsupported,
        Verdict.Unknown => counts.CoveredUnknown,
        Verdict.NotApplicable => 0,
    };
}
