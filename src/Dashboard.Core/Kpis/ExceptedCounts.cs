using Dashboard.Core.Posture;

namespace Dashboard.Core.Kpis;

/// <summary>
/// Apps of the denominator that an active exception covers, by the verdict that they keep. An overlay: pages and charts draw
/// them as a band of their own, the verdict counts stay whole. Computed at the moment asked for and never stored with KPI rows.
/// </summary>
public readonly record struct ExceptedCounts
{
    /// <summary>Excepted apps with Gaps.</summary>
    public int Gaps { get; init; }

    /// <summary>Excepted apps that are NotEnforced.</summary>
    public int NotEnforced { get; init; }

    /// <summary>Excepted apps that are Unsupported.</summary>
    public int Unsupported { get; init; }

    /// <summary>Excepted apps that are stopped: they are in no denominator, and in none of the other numbers here.</summary>
    public int Stopped { get; init; }

    /// <summary>All of the denominator.</summary>
    public int Total => Gaps + NotEnforced + Unsupported;

    /// <summary>One app more.</summary>
    /// <param name="verdict">Its verdict: Gaps, NotEnforced or Unsupported.</param>
    /// <param name="stopped">Whether it is stopped.</param>
    /// <exception cref="ArgumentOutOfRangeException">No app of that verdict is excepted.</exception>
    public ExceptedCounts Plus(Verdict verdict, bool stopped) => (verdict, stopped) switch
    {
        (Verdict.Gaps or Verdict.NotEnforced or Verdict.Unsupported, true) => this with { Stopped = Stopped + 1 },
        (Verdict.Gaps, _) => this with { Gaps = Gaps + 1 },
        (Verdict.NotEnforced, _) => this with { NotEnforced = NotEnforced + 1 },
        (Verdict.Unsupported, _) => this with { Unsupported = Unsupported + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No app of that verdict is excepted."),
    };

    /// <summary>Those with <paramref name="verdict"/>. No app is excepted whose verdict is good, unknown or not applicable.</summary>
    public int Of(Verdict verdict) => verdict switch
    {
        Verdict.Gaps => Gaps,
        Verdict.NotEnforced => NotEnforced,
        Verdict.Unsupported => Unsupported,
        Verdict.Enforced or Verdict.Unknown or Verdict.NotApplicable => 0,
    };
}
