namespace Dashboard.Core.Posture;

/// <summary>The result of a rule on an app.</summary>
public enum RuleResult
{
    /// <summary>The app meets the rule.</summary>
    Pass,

    /// <summary>The app does not meet the rule.</summary>
    Fail,

    /// <summary>The rule says nothing about this app.</summary>
    NotApplicable,

    /// <summary>What the rule needs could not be read or understood.</summary>
    Unknown,
}

/// <summary>How bad a failure is.</summary>
public enum Severity
{
    /// <summary>90 days to fix by default.</summary>
    Low,

    /// <summary>60 days to fix by default.</summary>
    Medium,

    /// <summary>30 days to fix by default.</summary>
    High,

    /// <summary>7 days to fix by default.</summary>
    Critical,
}

/// <summary>A rule's result on one app with the evidence on which it was decided.</summary>
/// <param name="Id">The rule's id, for example <c>MTLS001</c>.</param>
/// <param name="Result">The result.</param>
/// <param name="Severity">The severity that a failure has on this app (raised for restricted data and the rule's own conditions).</param>
/// <param name="Evidence">The properties and values that decided, in the API's own words. Azure's text: hostile input.</param>
public sealed record RuleOutcome(string Id, RuleResult Result, Severity Severity, string Evidence);

/// <summary>A framework's control that a rule serves, with the source of the mapping.</summary>
/// <param name="Framework">For example <c>PCI DSS 4.0.1</c>.</param>
/// <param name="Controls">For example <c>4.2.1.2, 4.2.2</c>.</param>
/// <param name="Source">Where the mapping was read.</param>
public sealed record FrameworkMapping(string Framework, string Controls, string Source);
