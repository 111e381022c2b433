namespace Dashboard.Core.Findings;

/// <summary>How a finding ended. Only the first means that somebody mended it; the others end the observation.</summary>
public enum FindingEnd
{
    /// <summary>A read of the app shows that the rule passes.</summary>
    Remediated,

    /// <summary>The app is proven gone.</summary>
    Decommissioned,

    /// <summary>The rule is not asked of the app any more: its tags, its kind, its tier or its subscription took it out.</summary>
    OutOfScope,

    /// <summary>Other rules or settings judge now, and nothing is known to have changed on the app.</summary>
    RuleChanged,

    /// <summary>A slot swap brought other content, which passes. Where the failure went, a finding of its own tells.</summary>
    Swapped,
}
