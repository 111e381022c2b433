using System.Globalization;
using Dashboard.Core.Exceptions;

namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS016: Opt-out is justified.</summary>
public sealed class OptOutIsJustified : IRule
{
    /// <summary>The rule whose failure an active exception justifies, and so takes away while it is active.</summary>
    public const string RuleId = "MTLS016";

    /// <inheritdoc/>
    public string Id => RuleId;

    /// <inheritdoc/>
    public string Title => "Opt-out is justified";

    /// <inheritdoc/>
    public string FailureWords => "Opt-out unjustified";

    /// <inheritdoc/>
    public string FailsWhen => "The app is tagged \"not required\" although its data is sensitive, and no active exception covers that.";

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
    public IReadOnlyList<string> LooksAt { get; } = ["the override and sensitivity tags of slot, app, resource group and subscription", "the exceptions that are active at the moment asked for"];

    /// <inheritdoc/>
    public string? Limits => null;

    /// <summary>
    /// What a stored outcome is at a moment. A run knows the tags and stores what they say; whether an exception justifies it, the clock
    /// says: from the moment of its approval the app passes, and from that of its expiry it fails, whichever run was the last.
    /// </summary>
    /// <param name="stored">The outcome of any rule, as a run stored it.</param>
    /// <param name="exception">The exception that covers that rule on the app at the moment; null where none does.</param>
    public static RuleOutcome At(RuleOutcome stored, ActiveException? exception) =>
        stored.Id == RuleId && stored.Result == RuleResult.Fail && exception is { } active
            ? stored with { Result = RuleResult.Pass, Evidence = $"{stored.Evidence}\n{Justification(active)}" }
            : stored;

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        if (app.Tags.Override != MtlsOverride.NotRequired) return new Check(RuleResult.NotApplicable, "no opt-out tag");
        var evidence = Evidence.Tag(app.Tags.OverrideSource!);
        if (app.Tags.SensitivitySource is { } source) evidence += "\n" + Evidence.Tag(source);
        return new Check(app.Tags.OptedOut ? RuleResult.Fail : RuleResult.Pass, evidence);
    }

    private static string Justification(ActiveException exception) =>
        string.Create(CultureInfo.InvariantCulture, $"exception {exception.Id}, active until {exception.Until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
}
