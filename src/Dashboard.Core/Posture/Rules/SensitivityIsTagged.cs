namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS011: Sensitivity is tagged.</summary>
public sealed class SensitivityIsTagged : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS011";

    /// <inheritdoc/>
    public string Title => "Sensitivity is tagged";

    /// <inheritdoc/>
    public string FailureWords => "Sensitivity untagged";

    /// <inheritdoc/>
    public string FailsWhen => "No level has a valid sensitivity tag, or a tag has a value that the standard does not know.";

    /// <inheritdoc/>
    public string Rationale => "Without a valid tag nobody has said whether the app must enforce mutual TLS.";

    /// <inheritdoc/>
    public string Remedy =>
        "Tag the app, its resource group or its subscription with dataClassification = public, internal, "
        + "confidential or restricted.";

    /// <inheritdoc/>
    public Severity Severity => Severity.Medium;

    /// <inheritdoc/>
    public string? SeverityNote => "High when publicly reachable.";

    /// <inheritdoc/>
    public bool NeedsFrontEnd => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["the sensitivity and override tags of slot, app, resource group and subscription", "publicNetworkAccess", "ipSecurityRestrictions"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        var tags = app.Tags;
        var lines = tags.Invalid.Select(t => $"not valid: {Evidence.Tag(t)}").ToList();
        lines.Insert(0, tags.SensitivitySource is { } source ? Evidence.Tag(source) : "no valid tag");
        var evidence = string.Join('\n', lines);
        if (tags.Sensitivity is not null && tags.Invalid.Count == 0) return new Check(RuleResult.Pass, evidence);
        return new Check(RuleResult.Fail, evidence, app.Reachability == Reachability.Public ? Severity.High : null);
    }
}
