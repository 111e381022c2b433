namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS012: Owner is tagged.</summary>
public sealed class OwnerIsTagged : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS012";

    /// <inheritdoc/>
    public string Title => "Owner is tagged";

    /// <inheritdoc/>
    public string FailureWords => "Owner untagged";

    /// <inheritdoc/>
    public string FailsWhen => "No level has an owner tag.";

    /// <inheritdoc/>
    public string Rationale => "Nobody can be asked to fix it.";

    /// <inheritdoc/>
    public string Remedy => "Tag the app, its resource group or its subscription with owner.";

    /// <inheritdoc/>
    public Severity Severity => Severity.Low;

    /// <inheritdoc/>
    public bool NeedsFrontEnd => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["the owner tag of slot, app, resource group and subscription"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app) => app.Tags.OwnerSource is { } source
        ? new Check(RuleResult.Pass, Evidence.Tag(source))
        : new Check(RuleResult.Fail, "no owner tag");
}
