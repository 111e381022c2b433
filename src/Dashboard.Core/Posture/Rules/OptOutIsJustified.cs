namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS016: Opt-out is justified.</summary>
public sealed class OptOutIsJustified : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS016";

    /// <inheritdoc/>
    public string Title => "Opt-out is justified";

    /// <inheritdoc/>
    public string FailureWords => "Opt-out unjustified";

    /// <inheritdoc/>
    public string FailsWhen => "The app is tagged \"not required\" although its data is sensitive, and no exception is active.";

    /// <inheritdoc/>
    public string Rationale =>
        "A tag is not an approval: opting a sensitive app out is a risk decision with an owner and an expiry.";

    /// <inheritdoc/>
    public string Remedy => "Remove the mtls tag, or have an exception approved.";

    /// <inheritdoc/>
    public Severity Severity => Severity.High;

    /// <inheritdoc/>
    public bool NeedsFrontEnd => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["the override and sensitivity tags of slot, app, resource group and subscription"];

    /// <inheritdoc/>
    public string? Limits =>
        "Exceptions are not recorded yet, so none can be active: every sensitive app that is tagged \"not required\" fails.";

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        if (app.Tags.Override != MtlsOverride.NotRequired) return new Check(RuleResult.NotApplicable, "no opt-out tag");
        var evidence = Evidence.Tag(app.Tags.OverrideSource!);
        if (app.Tags.SensitivitySource is { } source) evidence += "\n" + Evidence.Tag(source);
        return new Check(app.Tags.OptedOut ? RuleResult.Fail : RuleResult.Pass, evidence);
    }
}
