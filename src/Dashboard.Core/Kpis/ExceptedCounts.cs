using Dashboard.Core.Posture;

namespace Dashboard.Core.Kpis;

/// <summary>
/// Apps of the denominator that an active exception covers, by the verdict that they keep. An overlay: pages and charts draw
/// them as a band of their own, the verdict counts stay whole. Computed at the moment asked for and never stored with KPI rows.
/// </summary>
/// <remarks>No exception can be granted in this version, so every answer holds none.</remarks>
public readonly record struct ExceptedCounts
{
    /// <summary>Excepted apps with Gaps.</summary>
    public int Gaps { get; init; }

    /// <summary>Excepted apps that are NotEnforced.</summary>
    public int NotEnforced { get; init; }

    /// <summary>Excepted apps that are Unsupported.</summary>
    public int Unsupported { get; init; }

    /// <summary>All of them.</summary>
    public int Total => Gaps + NotEnforced + Unsupported;

    /// <summary>Those with <paramref name="verdict"/>. No app is excepted whose verdict is good, unknown or not applicable.</summary>
    public int Of(Verdict verdict) => verdict switch
    {
        Verdict.Gaps => Gaps,
        Verdict.NotEnforced => NotEnforced,
        Verdict.Unsupported => Unsupported,
        Verdict.Enforced or Verdict.Unknown or Verdict.NotApplicable => 0,
    };
}
