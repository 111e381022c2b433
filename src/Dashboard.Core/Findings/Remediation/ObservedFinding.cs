namespace Dashboard.Core.Findings.Remediation;

/// <summary>What was known of a finding at a moment.</summary>
/// <param name="Detected">The run that saw it first.</param>
/// <param name="Due">Until when it was to be mended.</param>
/// <param name="Ended">When it ended; null while it stood.</param>
/// <param name="End">How; null while it stood.</param>
public readonly record struct ObservedFinding(DateTimeOffset Detected, DateTimeOffset Due, DateTimeOffset? Ended, FindingEnd? End)
{
    /// <summary>From detection to the end, or to <paramref name="at"/>; mended before it was seen, it took no time.</summary>
    public TimeSpan Age(DateTimeOffset at)
    {
        var age = (Ended ?? at) - Detected;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }
}
