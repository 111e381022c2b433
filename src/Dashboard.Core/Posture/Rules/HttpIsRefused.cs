using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS004: HTTP is refused.</summary>
public sealed class HttpIsRefused : IRule
{
    private const string PolicySource =
        "Azure/azure-policy built-in initiatives of 29 April 2026 "
        + "(commit f4a50bac), groupNames of policy a4af4a39-4135-47fb-b175-47fbdf85311d";

    /// <inheritdoc/>
    public string Id => "MTLS004";

    /// <inheritdoc/>
    public string Title => "HTTP is refused";

    /// <inheritdoc/>
    public string FailureWords => "HTTP open";

    /// <inheritdoc/>
    public string FailsWhen => "httpsOnly is false.";

    /// <inheritdoc/>
    public string Rationale => "Over plain HTTP no certificate is ever asked for, whatever the mode.";

    /// <inheritdoc/>
    public string Remedy => "Set httpsOnly to true.";

    /// <inheritdoc/>
    public Severity Severity => Severity.High;

    /// <inheritdoc/>
    public string? SeverityNote => "Critical with Require, since HTTP then bypasses the whole control.";

    /// <inheritdoc/>
    public IReadOnlyList<FrameworkMapping> Frameworks { get; } =
    [
        new("Microsoft cloud security benchmark", "DP-3", PolicySource),
        new("CIS Azure Foundations 1.1.0, 1.3.0, 1.4.0, 2.0.0, 2.1.0", "9.2", PolicySource),
        new("CIS Azure Foundations 3.0.0", "9.1", PolicySource),
        new("PCI DSS 4.0", "3.5.1, 6.2.4", PolicySource),
        new("HITRUST/HIPAA", "0809-0812 and 0814.01n, 0949.09y, 1403.05i", PolicySource),
        new("NIST SP 800-53 Rev. 4 and Rev. 5", "SC-8, SC-8(1)", PolicySource),
        new("ISO 27001:2013", "A.10.1.1", PolicySource),
    ];

    /// <inheritdoc/>
    public bool SilentOnUnsupportedTier => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["httpsOnly", "clientCertEnabled", "clientCertMode"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        var evidence = Evidence.Of(("httpsOnly", app.App.HttpsOnly));
        if (app.App.HttpsOnly.State != ReadingState.Value) return new Check(RuleResult.Unknown, evidence);
        if (app.App.HttpsOnly.Value) return new Check(RuleResult.Pass, evidence);
        return new Check(RuleResult.Fail, evidence, app.Mode == EffectiveMode.Require ? Severity.Critical : null);
    }
}
