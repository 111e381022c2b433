using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture;

/// <summary>
/// The verdict of an app: the first of these that matches. Losing information never makes it better
/// (<see cref="Verdicts.Rank"/>): a property test holds it to that.
/// </summary>
public static class VerdictTable
{
    /// <summary>Judges.</summary>
    /// <param name="kind">The <c>kind</c> text.</param>
    /// <param name="tier">The tier that counts; null where none is known.</param>
    /// <param name="mode">The effective mode.</param>
    /// <param name="exclusions">The excluded paths and end points.</param>
    /// <param name="httpsOnly">HTTPS only.</param>
    /// <param name="renegotiation">The outcome of MTLS006.</param>
    public static Verdict Of(
        string? kind, string? tier, EffectiveMode mode, ExclusionEntries exclusions, Reading<bool> httpsOnly, RuleResult renegotiation)
    {
        // 1. The kind has no such setting.
        if (AppKinds.CannotAskForCertificates(kind)) return Verdict.NotApplicable;

        // 2. The tier cannot ask for certificates, whatever the site's settings say.
        if (Tiers.IsUnsupported(tier)) return Verdict.Unsupported;

        // 3. Callers without a certificate are let in, for certain.
        if (mode is not (EffectiveMode.Require or EffectiveMode.Unknown) || exclusions.ExcludesEverything) return Verdict.NotEnforced;

        // 4. Something that could undo it was not read. Renegotiation is here because an app whose protocol was not read
        //    would otherwise look better than the same app with HTTP/2 known to be on.
        var undecided = mode == EffectiveMode.Unknown || tier is null || httpsOnly.State != ReadingState.Value || !exclusions.Known;
        if (undecided) return Verdict.Unknown;

        // 5. Require, but undermined.
        if (exclusions.NotAllowed.Count > 0 || !httpsOnly.Value || renegotiation == RuleResult.Fail) return Verdict.Gaps;
        return renegotiation == RuleResult.Unknown ? Verdict.Unknown : Verdict.Enforced;
    }
}
