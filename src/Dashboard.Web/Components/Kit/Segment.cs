using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;

namespace Dashboard.Web.Components.Kit;

/// <summary>A part of a composition: how many apps of the denominator have a verdict, or are excepted.</summary>
/// <param name="Verdict">The verdict; null for excepted apps, which stand apart from the others of their verdicts.</param>
/// <param name="Count">The apps.</param>
public sealed record Segment(Verdict? Verdict, int Count)
{
    /// <summary>Its word.</summary>
    public string Word => VerdictWords.BandWord(Verdict);

    /// <summary>The ending of its classes and of its icon.</summary>
    public string Class => VerdictWords.BandClass(Verdict);

    /// <summary>
    /// The parts of the denominator, in display order. Their sum is the denominator. Excepted apps are a part of their own where
    /// there are any; where there are none nothing speaks of them.
    /// </summary>
    public static IReadOnlyList<Segment> Of(PostureCounts counts, ExceptedCounts excepted = default)
    {
        var parts = VerdictWords.Judged.Select(v => new Segment(v, CountOf(counts, v) - excepted.Of(v))).ToList();
        if (excepted.Total > 0) parts.Insert(1, new Segment(null, excepted.Total));
        return parts;
    }

    /// <summary>All apps by verdict, in scope or not. Their sum is the total.</summary>
    public static IReadOnlyList<Segment> OfEstate(PostureCounts counts) =>
        [.. OfAll(counts), new(Core.Posture.Verdict.NotApplicable, counts.NotApplicable)];

    /// <summary>All apps whose kind has the setting, by verdict, in scope or not, stopped or not.</summary>
    public static IReadOnlyList<Segment> OfAll(PostureCounts counts) =>
        [.. VerdictWords.Judged.Select(v => new Segment(v, CountOfAll(counts, v)))];

    /// <summary>How many apps of the denominator have <paramref name="verdict"/>.</summary>
    public static int CountOf(PostureCounts counts, Verdict verdict) => verdict switch
    {
        Core.Posture.Verdict.Enforced => counts.CoveredEnforced,
        Core.Posture.Verdict.Gaps => counts.CoveredGaps,
        Core.Posture.Verdict.NotEnforced => counts.CoveredNotEnforced,
        Core.Posture.Verdict.Unsupported => counts.CoveredUnsupported,
        Core.Posture.Verdict.Unknown => counts.CoveredUnknown,
        Core.Posture.Verdict.NotApplicable => 0,
    };

    /// <summary>How many apps have <paramref name="verdict"/>, in scope or not.</summary>
    public static int CountOfAll(PostureCounts counts, Verdict verdict) => verdict switch
    {
        Core.Posture.Verdict.Enforced => counts.Enforced,
        Core.Posture.Verdict.Gaps => counts.Gaps,
        Core.Posture.Verdict.NotEnforced => counts.NotEnforced,
        Core.Posture.Verdict.Unsupported => counts.Unsupported,
        Core.Posture.Verdict.Unknown => counts.Unknown,
        Core.Posture.Verdict.NotApplicable => counts.NotApplicable,
    };
}
