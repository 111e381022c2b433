namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS005: Tier supports certificates.</summary>
public sealed class TierSupportsCertificates : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS005";

    /// <inheritdoc/>
    public string Title => "Tier supports certificates";

    /// <inheritdoc/>
    public string FailureWords => "Tier too low";

    /// <inheritdoc/>
    public string FailsWhen => "The tier is Free or Shared.";

    /// <inheritdoc/>
    public string Rationale =>
        "The front ends of Free and Shared cannot ask for client certificates; Basic is the lowest tier that can. "
        + "Consumption and Flex Consumption are taken to support them, which Microsoft's documents do not confirm.";

    /// <inheritdoc/>
    public string Remedy => "Move the app to a plan of Basic or above, or upgrade its plan.";

    /// <inheritdoc/>
    public Severity Severity => Severity.High;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["the plan's sku.tier", "the site's sku"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        var evidence = $"plan tier: {app.PlanTier ?? "not read"}\n" + Evidence.Of(("sku", app.App.SiteTier));
        if (app.Tier is null) return new Check(RuleResult.Unknown, evidence);
        return new Check(app.TierUnsupported ? RuleResult.Fail : RuleResult.Pass, evidence);
    }
}
