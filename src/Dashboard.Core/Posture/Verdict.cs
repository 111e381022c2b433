namespace Dashboard.Core.Posture;

/// <summary>The classification of an app. Only <see cref="Enforced"/> counts as covered.</summary>
public enum Verdict
{
    /// <summary>Not read, or not understood. Never counted as good.</summary>
    Unknown,

    /// <summary>Require, and nothing undermines it.</summary>
    Enforced,

    /// <summary>Require, but a path, an end point, plain HTTP or an impossible renegotiation undermines it.</summary>
    Gaps,

    /// <summary>Callers without a certificate are let in.</summary>
    NotEnforced,

    /// <summary>The tier is Free or Shared and cannot ask for certificates.</summary>
    Unsupported,

    /// <summary>A kind without the setting: Logic Apps, Kubernetes, Container Apps. Outside the denominator.</summary>
    NotApplicable,
}

/// <summary>The order of verdicts: Enforced, then Gaps, then all others, which are equal.</summary>
public static class Verdicts
{
    /// <summary>2 for Enforced, 1 for Gaps, 0 for every other verdict. A greater rank is better.</summary>
    public static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Enforced => 2,
        Verdict.Gaps => 1,
        Verdict.NotEnforced or Verdict.Unsupported or Verdict.Unknown or Verdict.NotApplicable => 0,
    };

    /// <summary>The verdicts in the order in which bands, bars and tables show them.</summary>
    public static IReadOnlyList<Verdict> InDisplayOrder { get; } =
        [Verdict.Enforced, Verdict.Gaps, Verdict.NotEnforced, Verdict.Unsupported, Verdict.Unknown, Verdict.NotApplicable];
}
