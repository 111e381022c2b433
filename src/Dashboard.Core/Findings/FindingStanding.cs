using Dashboard.Core.Posture;

namespace Dashboard.Core.Findings;

/// <summary>What a judged app says about the finding of one rule.</summary>
public enum FindingStanding
{
    /// <summary>The rule fails and is asked of the app: there is a finding.</summary>
    Fails,

    /// <summary>The rule passes.</summary>
    Passes,

    /// <summary>The rule is not asked of the app: it is out of scope, or its kind or tier silences the rule.</summary>
    NotAsked,

    /// <summary>What the rule needs was not read: neither a failure nor an end.</summary>
    Unknown,
}

/// <summary>Which failures are findings.</summary>
public static class FindingStandings
{
    /// <summary>Rules whose failures are findings of every app; those of the others only of apps in scope.</summary>
    private static readonly string[] OfEveryApp = ["MTLS011", "MTLS012", "MTLS013"];

    /// <summary>The standing of a rule on an app. Apps without the setting have no findings.</summary>
    public static FindingStanding Of(AppState app, RuleOutcome rule)
    {
        if (app.Verdict == Verdict.NotApplicable || (app.InScope != true && !OfEveryApp.Contains(rule.Id))) return FindingStanding.NotAsked;
        return rule.Result switch
        {
            RuleResult.Fail => FindingStanding.Fails,
            RuleResult.Pass => FindingStanding.Passes,
            RuleResult.NotApplicable => FindingStanding.NotAsked,
            RuleResult.Unknown => FindingStanding.Unknown,
        };
    }
}
