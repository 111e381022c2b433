using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS007: HTTP/2 with Require is tested.</summary>
public sealed class Http2IsTested : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS007";

    /// <inheritdoc/>
    public string Title => "HTTP/2 with Require is tested";

    /// <inheritdoc/>
    public string FailureWords => "HTTP/2 untested";

    /// <inheritdoc/>
    public string FailsWhen => "HTTP/2 is on with Require.";

    /// <inheritdoc/>
    public string Rationale =>
        "Microsoft's older guidance says that HTTP/2 does not support client certificates; the newer one narrows "
        + "this to renegotiation. Until it is tested on the app, HTTP/1.1 is the cautious choice.";

    /// <inheritdoc/>
    public string Remedy =>
        "Test the app over HTTP/2 with and without a certificate and attest it, or set http20Enabled to false.";

    /// <inheritdoc/>
    public Severity Severity => Severity.Low;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["http20Enabled", "clientCertEnabled", "clientCertMode"];

    /// <inheritdoc/>
    public string? Limits =>
        "Attestations and probes are not recorded yet, so a test that was made cannot be told: every app with HTTP/2 and Require fails.";

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        var evidence = Evidence.Of(("http20Enabled", app.App.Http20Enabled), ("clientCertMode", app.App.ClientCertMode));
        if (app.Mode == EffectiveMode.Unknown) return new Check(RuleResult.Unknown, evidence);
        if (app.Mode != EffectiveMode.Require) return new Check(RuleResult.NotApplicable, evidence);
        if (app.App.Http20Enabled.State != ReadingState.Value) return new Check(RuleResult.Unknown, evidence);
        return new Check(app.App.Http20Enabled.Value ? RuleResult.Fail : RuleResult.Pass, evidence);
    }
}
