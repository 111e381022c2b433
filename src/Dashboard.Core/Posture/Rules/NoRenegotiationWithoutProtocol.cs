namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS006: No renegotiation on HTTP/2 or TLS 1.3.</summary>
public sealed class NoRenegotiationWithoutProtocol : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS006";

    /// <inheritdoc/>
    public string Title => "No renegotiation on HTTP/2 or TLS 1.3";

    /// <inheritdoc/>
    public string FailureWords => "Renegotiation impossible";

    /// <inheritdoc/>
    public string FailsWhen =>
        "HTTP/2 is on, or TLS 1.3 is the minimum, together with OptionalInteractiveUser or any exclusion path.";

    /// <inheritdoc/>
    public string Rationale =>
        "Those settings ask for the certificate by TLS renegotiation after the request was read. Neither HTTP/2 "
        + "nor TLS 1.3 has renegotiation, so the control does not work as set.";

    /// <inheritdoc/>
    public string Remedy =>
        "Clear the exclusion paths and use Required, or set http20Enabled to false and minTlsVersion to 1.2.";

    /// <inheritdoc/>
    public Severity Severity => Severity.High;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["http20Enabled", "minTlsVersion", "clientCertMode", "clientCertExclusionPaths"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app) => new(app.Renegotiation, Evidence.Of(
        ("http20Enabled", app.App.Http20Enabled), ("minTlsVersion", app.App.MinTlsVersion),
        ("clientCertMode", app.App.ClientCertMode), ("clientCertExclusionPaths", app.App.ExclusionPaths)));
}
