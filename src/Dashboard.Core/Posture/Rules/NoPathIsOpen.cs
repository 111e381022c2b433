using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS003: No path is open.</summary>
public sealed class NoPathIsOpen : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS003";

    /// <inheritdoc/>
    public string Title => "No path is open";

    /// <inheritdoc/>
    public string FailureWords => "Path open";

    /// <inheritdoc/>
    public string FailsWhen => "An exclusion path or end point is not on the allow-list.";

    /// <inheritdoc/>
    public string Rationale =>
        "Requests to an excluded path, and to everything below it, need no certificate. The match is a prefix: "
        + "/public opens all that begins with it.";

    /// <inheritdoc/>
    public string Remedy =>
        "Clear clientCertExclusionPaths, or have the path put on the allow-list "
        + "(Dashboard__Scope__AllowedExclusions).";

    /// <inheritdoc/>
    public Severity Severity => Severity.High;

    /// <inheritdoc/>
    public string? SeverityNote => "Critical for an entry \"/\", which excludes everything.";

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["clientCertExclusionPaths", "clientCertExclusionEndPoints", "the allow-list"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        var allowed = app.Settings.AllowedExclusions;
        var evidence = Evidence.Of(("clientCertExclusionPaths", app.App.ExclusionPaths));
        if (app.App.ExclusionEndPoints.State is ReadingState.Value or ReadingState.NotUnderstood)
            evidence += "\n" + Evidence.Of(("clientCertExclusionEndPoints", app.App.ExclusionEndPoints));
        evidence += $"\nallow-list: {(allowed.Count == 0 ? "empty" : string.Join(", ", allowed))}";

        if (app.Exclusions.ExcludesEverything) return new Check(RuleResult.Fail, evidence, Severity.Critical);
        if (app.Exclusions.NotAllowed.Count > 0) return new Check(RuleResult.Fail, evidence);
        return new Check(app.Exclusions.Known ? RuleResult.Pass : RuleResult.Unknown, evidence);
    }
}
