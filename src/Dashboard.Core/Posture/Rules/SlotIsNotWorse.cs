namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS010: Slot is not worse than production.</summary>
public sealed class SlotIsNotWorse : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS010";

    /// <inheritdoc/>
    public string Title => "Slot is not worse than production";

    /// <inheritdoc/>
    public string FailureWords => "Slot worse";

    /// <inheritdoc/>
    public string FailsWhen => "A slot's verdict is worse than its production app's.";

    /// <inheritdoc/>
    public string Rationale =>
        "A slot runs the same code under its own settings and its own host name: a weaker slot is a side door.";

    /// <inheritdoc/>
    public string Remedy => "Give the slot the client certificate settings of its production app.";

    /// <inheritdoc/>
    public Severity Severity => Severity.Medium;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["the slot's verdict", "its production app's verdict"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        if (!app.App.IsSlot) return new Check(RuleResult.NotApplicable, "not a slot");
        if (app.ProductionVerdict is not { } production) return new Check(RuleResult.Unknown, "the production app was not seen");
        var evidence = $"slot: {app.Verdict}\nproduction: {production}";
        return new Check(Verdicts.Rank(app.Verdict) < Verdicts.Rank(production) ? RuleResult.Fail : RuleResult.Pass, evidence);
    }
}
