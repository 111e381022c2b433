using Dashboard.Core.Posture;

namespace Dashboard.Core.Kpis;

/// <summary>
/// The counts behind coverage, for any set of apps. They add up: the counts of a set are the sum of its apps'
/// (<see cref="Of"/>), so a run changes stored figures by the difference that its changed apps make.
/// </summary>
/// <remarks>
/// Coverage (KPI 1) = <see cref="CoveredEnforced"/> ÷ <see cref="Denominator"/>. The denominator is apps in scope, not
/// stopped, not NotApplicable; Unknown and stale apps are in it.
/// </remarks>
public readonly record struct PostureCounts
{
    /// <summary>Live apps with slots, stopped and stale ones. The six verdict counts partition it.</summary>
    public int Total { get; init; }

    /// <summary>All apps with verdict Enforced.</summary>
    public int Enforced { get; init; }

    /// <summary>All apps with verdict Gaps.</summary>
    public int Gaps { get; init; }

    /// <summary>All apps with verdict NotEnforced.</summary>
    public int NotEnforced { get; init; }

    /// <summary>All apps with verdict Unsupported.</summary>
    public int Unsupported { get; init; }

    /// <summary>All apps with verdict NotApplicable.</summary>
    public int NotApplicable { get; init; }

    /// <summary>All apps with verdict Unknown.</summary>
    public int Unknown { get; init; }

    /// <summary>Apps that must enforce mutual TLS, whatever their verdict or state.</summary>
    public int InScope { get; init; }

    /// <summary>Apps that the tagging standard cannot place.</summary>
    public int Unclassified { get; init; }

    /// <summary>Stopped or disabled apps.</summary>
    public int Stopped { get; init; }

    /// <summary>Apps that the latest run did not see.</summary>
    public int Stale { get; init; }

    /// <summary>Sensitive apps tagged "not required".</summary>
    public int OptedOut { get; init; }

    /// <summary>In scope, not stopped, not NotApplicable.</summary>
    public int Denominator { get; init; }

    /// <summary>Apps of the denominator that are Enforced.</summary>
    public int CoveredEnforced { get; init; }

    /// <summary>Apps of the denominator with Gaps.</summary>
    public int CoveredGaps { get; init; }

    /// <summary>Apps of the denominator that are NotEnforced.</summary>
    public int CoveredNotEnforced { get; init; }

    /// <summary>Apps of the denominator that are Unsupported.</summary>
    public int CoveredUnsupported { get; init; }

    /// <summary>Apps of the denominator that are Unknown.</summary>
    public int CoveredUnknown { get; init; }

    /// <summary>Apps in scope whose kind has no such setting.</summary>
    public int NotApplicableInScope { get; init; }

    /// <summary>Publicly reachable apps, in scope or not, that are not stopped and not NotApplicable.</summary>
    public int PublicDenominator { get; init; }

    /// <summary>Apps of <see cref="PublicDenominator"/> that are Enforced.</summary>
    public int PublicEnforced { get; init; }

    /// <summary>The counts of one app.</summary>
    public static PostureCounts Of(AppState app)
    {
        var covered = app.InScope == true && !app.Stopped && app.Verdict != Verdict.NotApplicable;
        var reachable = app.Reachability == Reachability.Public && !app.Stopped && app.Verdict != Verdict.NotApplicable;
        return new PostureCounts
        {
            Total = 1,
            Enforced = One(app.Verdict == Verdict.Enforced),
            Gaps = One(app.Verdict == Verdict.Gaps),
            NotEnforced = One(app.Verdict == Verdict.NotEnforced),
            Unsupported = One(app.Verdict == Verdict.Unsupported),
            NotApplicable = One(app.Verdict == Verdict.NotApplicable),
            Unknown = One(app.Verdict == Verdict.Unknown),
            InScope = One(app.InScope == true),
            Unclassified = One(app.InScope is null),
            Stopped = One(app.Stopped),
            Stale = One(app.Stale),
            OptedOut = One(app.OptedOut),
            Denominator = One(covered),
            CoveredEnforced = One(covered && app.Verdict == Verdict.Enforced),
            CoveredGaps = One(covered && app.Verdict == Verdict.Gaps),
            CoveredNotEnforced = One(covered && app.Verdict == Verdict.NotEnforced),
            CoveredUnsupported = One(covered && app.Verdict == Verdict.Unsupported),
            CoveredUnknown = One(covered && app.Verdict == Verdict.Unknown),
            NotApplicableInScope = One(app.InScope == true && app.Verdict == Verdict.NotApplicable),
            PublicDenominator = One(reachable),
            PublicEnforced = One(reachable && app.Verdict == Verdict.Enforced),
        };
    }

    /// <summary>The counts of two disjoint sets together.</summary>
    public static PostureCounts operator +(PostureCounts a, PostureCounts b) => Combine(a, b, 1);

    /// <summary>The counts of a set without a subset of it.</summary>
    public static PostureCounts operator -(PostureCounts a, PostureCounts b) => Combine(a, b, -1);

    /// <summary>The counts of <paramref name="apps"/> apps that count alike.</summary>
    public static PostureCounts operator *(PostureCounts one, int apps) => Combine(default, one, apps);

    private static int One(bool value) => value ? 1 : 0;

    private static PostureCounts Combine(PostureCounts a, PostureCounts b, int sign) => new()
    {
        Total = a.Total + sign * b.Total,
        Enforced = a.Enforced + sign * b.Enforced,
        Gaps = a.Gaps + sign * b.Gaps,
        NotEnforced = a.NotEnforced + sign * b.NotEnforced,
        Unsupported = a.Unsupported + sign * b.Unsupported,
        NotApplicable = a.NotApplicable + sign * b.NotApplicable,
        Unknown = a.Unknown + sign * b.Unknown,
        InScope = a.InScope + sign * b.InScope,
        Unclassified = a.Unclassified + sign * b.Unclassified,
        Stopped = a.Stopped + sign * b.Stopped,
        Stale = a.Stale + sign * b.Stale,
        OptedOut = a.OptedOut + sign * b.OptedOut,
        Denominator = a.Denominator + sign * b.Denominator,
        CoveredEnforced = a.CoveredEnforced + sign * b.CoveredEnforced,
        CoveredGaps = a.CoveredGaps + sign * b.CoveredGaps,
        CoveredNotEnforced = a.CoveredNotEnforced + sign * b.CoveredNotEnforced,
        CoveredUnsupported = a.CoveredUnsupported + sign * b.CoveredUnsupported,
        CoveredUnknown = a.CoveredUnknown + sign * b.CoveredUnknown,
        NotApplicableInScope = a.NotApplicableInScope + sign * b.NotApplicableInScope,
        PublicDenominator = a.PublicDenominator + sign * b.PublicDenominator,
        PublicEnforced = a.PublicEnforced + sign * b.PublicEnforced,
    };
}
