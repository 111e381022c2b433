namespace Dashboard.Core.Posture.Rules;

/// <summary>A published check. One type per rule.</summary>
public interface IRule
{
    /// <summary>The rule's id, for example <c>MTLS001</c>.</summary>
    string Id { get; }

    /// <summary>What is checked, as a statement that should be true: "Mode is not Ignore".</summary>
    string Title { get; }

    /// <summary>A failure in two or three words, for lists: "Mode off".</summary>
    string FailureWords { get; }

    /// <summary>When the rule fails, in the words of the rule page.</summary>
    string FailsWhen { get; }

    /// <summary>Why it matters.</summary>
    string Rationale { get; }

    /// <summary>How to mend a failure.</summary>
    string Remedy { get; }

    /// <summary>The severity of a failure before any rise.</summary>
    Severity Severity { get; }

    /// <summary>When the severity is another; null where it never is.</summary>
    string? SeverityNote => null;

    /// <summary>What it looks at, in the API's own words.</summary>
    IReadOnlyList<string> LooksAt { get; }

    /// <summary>What it cannot see yet and what that does to its results; null where it sees all that it needs.</summary>
    string? Limits => null;

    /// <summary>Frameworks whose controls it serves, each with its source; empty where no source maps it.</summary>
    IReadOnlyList<FrameworkMapping> Frameworks => [];

    /// <summary>True for rules about the front end's settings, which kinds without those settings do not have.</summary>
    bool NeedsFrontEnd => true;

    /// <summary>True for rules that say nothing while the tier cannot ask for certificates.</summary>
    bool SilentOnUnsupportedTier => false;

    /// <summary>Checks an app to which the rule applies. Rises for restricted data are added by the catalogue.</summary>
    Check Evaluate(JudgedApp app);
}

/// <summary>What a rule found.</summary>
/// <param name="Result">The result.</param>
/// <param name="Evidence">The properties that decided, in the API's words, one a line.</param>
/// <param name="Severity">The severity where it is not the rule's own; null otherwise.</param>
public sealed record Check(RuleResult Result, string Evidence, Severity? Severity = null);
