namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS001: Mode is not Ignore.</summary>
public sealed class ModeIsNotIgnore : IRule
{
    private const string PolicySource =
        "Azure/azure-policy built-in initiatives of 29 April 2026 "
        + "(commit f4a50bac), groupNames of policy 19dd1db6-f442-49cf-a838-b0786b4401ef";

    /// <inheritdoc/>
    public string Id => "MTLS001";

    /// <inheritdoc/>
    public string Title => "Mode is not Ignore";

    /// <inheritdoc/>
    public string FailureWords => "Mode off";

    /// <inheritdoc/>
    public string FailsWhen => "The effective mode is Ignore.";

    /// <inheritdoc/>
    public string Rationale =>
        "No certificate is asked for: every caller that can reach the app is let in. Azure sets the mode to "
        + "Required on new apps while the flag is off, so the mode alone says nothing.";

    /// <inheritdoc/>
    public string Remedy =>
        "Set clientCertEnabled to true and clientCertMode to Required, after every client has a certificate.";

    /// <inheritdoc/>
    public Severity Severity => Severity.Critical;

    /// <inheritdoc/>
    public IReadOnlyList<FrameworkMapping> Frameworks { get; } =
    [
        new("Microsoft cloud security benchmark", "PV-2", PolicySource),
        new("CIS Azure Foundations 1.1.0, 1.3.0, 1.4.0", "9.4", PolicySource),
        new("PCI DSS 4.0.1", "3.3.2, 3.3.3, 4.2.1.2, 4.2.2", PolicySource),
        new("HITRUST/HIPAA", "0662.09s CSP organizational 2, 0915.09s 2 organizational 2", PolicySource),
        new("NIST SP 800-53 Rev. 4 and Rev. 5", "CM-6", PolicySource),
        new("NIST SP 800-53 R5.1.1", "IA-5(1)", PolicySource),
        new("NIST CSF 2.0", "PR.DS-02", PolicySource),
        new("ISO/IEC 27017:2015", "9.2.4", PolicySource),
    ];

    /// <inheritdoc/>
    public bool SilentOnUnsupportedTier => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["clientCertEnabled", "clientCertMode"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        var evidence = Evidence.Of(("clientCertEnabled", app.App.ClientCertEnabled), ("clientCertMode", app.App.ClientCertMode));
        return app.Mode switch
        {
            EffectiveMode.Ignore => new Check(RuleResult.Fail, evidence),
            EffectiveMode.Unknown => new Check(RuleResult.Unknown, evidence),
            EffectiveMode.Require or EffectiveMode.Optional or EffectiveMode.OptionalInteractiveUser =>
                new Check(RuleResult.Pass, evidence),
        };
    }
}
