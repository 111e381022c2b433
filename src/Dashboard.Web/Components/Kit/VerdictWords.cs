using Dashboard.Core.Posture;

namespace Dashboard.Web.Components.Kit;

/// <summary>The words, the icon and the class of each verdict: one encoding, everywhere.</summary>
public static class VerdictWords
{
    /// <summary>The verdicts of the denominator in the order of bands and bars.</summary>
    public static IReadOnlyList<Verdict> Judged { get; } =
        [.. Verdicts.InDisplayOrder.Where(v => v != Verdict.NotApplicable)];

    /// <summary>The verdict as a page says it.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Enforced => "Enforced",
        Verdict.Gaps => "Gaps",
        Verdict.NotEnforced => "Not enforced",
        Verdict.Unsupported => "Unsupported",
        Verdict.Unknown => "Unknown",
        Verdict.NotApplicable => "Not applicable",
    };

    /// <summary>A band of a composition as a page says it; null is the overlay of excepted apps, which is no verdict.</summary>
    public static string BandWord(Verdict? band) => band is { } verdict ? Word(verdict) : "Excepted";

    /// <summary>The ending of a band's classes; null is the overlay of excepted apps.</summary>
    public static string BandClass(Verdict? band) => band is { } verdict ? Class(verdict) : "excepted";

    /// <summary>What the verdict means, in a sentence or two.</summary>
    public static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Enforced => "Every request needs a client certificate, and nothing undermines it.",
        Verdict.Gaps => "A certificate is required, but a path, an end point or HTTP lets callers past.",
        Verdict.NotEnforced => "Callers without a certificate are let in.",
        Verdict.Unsupported => "The tier is Free or Shared and cannot ask for certificates.",
        Verdict.Unknown => "Not read, or not understood. Never counted as good.",
        Verdict.NotApplicable => "This kind of app has no such setting. It is outside the denominator.",
    };

    /// <summary>The ending of the verdict's classes (<c>v-…</c>, <c>f-…</c>) and of its icon.</summary>
    public static string Class(Verdict verdict) => verdict switch
    {
        Verdict.Enforced => "enforced",
        Verdict.Gaps => "gaps",
        Verdict.NotEnforced => "notenforced",
        Verdict.Unsupported => "unsupported",
        Verdict.Unknown => "unknown",
        Verdict.NotApplicable => "notapplicable",
    };
}
