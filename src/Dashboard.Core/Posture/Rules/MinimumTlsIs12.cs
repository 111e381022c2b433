namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS009: TLS 1.2 or newer.</summary>
public sealed class MinimumTlsIs12 : IRule
{
    private const string PolicySource =
        "Azure/azure-policy built-in initiatives of 29 April 2026 "
        + "(commit f4a50bac), groupNames of policy f0e6e85b-9b9f-4a4b-b67b-f730d42f1b0b";

    /// <inheritdoc/>
    public string Id => "MTLS009";

    /// <inheritdoc/>
    public string Title => "TLS 1.2 or newer";

    /// <inheritdoc/>
    public string FailureWords => "TLS too old";

    /// <inheritdoc/>
    public string FailsWhen => "The minimum TLS version is below 1.2.";

    /// <inheritdoc/>
    public string Rationale =>
        "TLS 1.0 and 1.1 have known weaknesses; the handshake that carries the client certificate is only as "
        + "strong as the protocol.";

    /// <inheritdoc/>
    public string Remedy => "Set minTlsVersion to 1.2.";

    /// <inheritdoc/>
    public Severity Severity => Severity.Medium;

    /// <inheritdoc/>
    public IReadOnlyList<FrameworkMapping> Frameworks { get; } =
    [
        new("Microsoft cloud security benchmark", "DP-3, NS-8", PolicySource),
        new("CIS Azure Foundations 1.1.0, 1.3.0, 1.4.0, 2.0.0, 2.1.0", "9.3", PolicySource),
        new("CIS Azure Foundations 3.0.0", "9.4", PolicySource),
        new("HITRUST/HIPAA", "0809-0812 and 0814.01n, 0949.09y", PolicySource),
        new("NIST SP 800-53 Rev. 4 and Rev. 5", "SC-8, SC-8(1)", PolicySource),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["minTlsVersion"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        var evidence = Evidence.Of(("minTlsVersion", app.App.MinTlsVersion));
        return TlsVersions.Of(app.App.MinTlsVersion) is { } version
            ? new Check(version < TlsVersions.Tls12 ? RuleResult.Fail : RuleResult.Pass, evidence)
            : new Check(RuleResult.Unknown, evidence);
    }
}
