namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS002: Mode is not Optional.</summary>
public sealed class ModeIsNotOptional : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS002";

    /// <inheritdoc/>
    public string Title => "Mode is not Optional";

    /// <inheritdoc/>
    public string FailureWords => "Mode optional";

    /// <inheritdoc/>
    public string FailsWhen => "The effective mode is Optional or OptionalInteractiveUser.";

    /// <inheritdoc/>
    public string Rationale =>
        "A client may send a certificate but need not: callers without one are let in. Azure Policy counts such an "
        + "app as compliant.";

    /// <inheritdoc/>
    public string Remedy => "Set clientCertMode to Required, after every client has a certificate.";

    /// <inheritdoc/>
    public Severity Severity => Severity.High;

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
            EffectiveMode.Optional or EffectiveMode.OptionalInteractiveUser => new Check(RuleResult.Fail, evidence),
            EffectiveMode.Unknown => new Check(RuleResult.Unknown, evidence),
            EffectiveMode.Require or EffectiveMode.Ignore => new Check(RuleResult.Pass, evidence),
        };
    }
}
