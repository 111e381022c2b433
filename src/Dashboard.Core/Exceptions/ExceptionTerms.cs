using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Exceptions;

/// <summary>What is asked for, and on what grounds.</summary>
/// <param name="Reason">Why the failure cannot be mended now.</param>
/// <param name="Treatment">How the risk is treated.</param>
/// <param name="CompensatingControl">What stands in for the control; may be empty only where the risk is accepted as it is.</param>
/// <param name="RiskOwner">The business risk owner: who bears the loss.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="EvidenceLink">An http or https address of evidence, which is never fetched; null for none.</param>
public sealed record ExceptionTerms(
    string Reason, ExceptionTreatment Treatment, string CompensatingControl, string RiskOwner, DateTimeOffset Expires, string? EvidenceLink)
{
    /// <summary>The longest reason, control or comment: the audit trail keeps it for ever.</summary>
    public const int MaxText = 2000;

    /// <summary>The longest name of a risk owner.</summary>
    public const int MaxName = 200;

    /// <summary>The longest link.</summary>
    public const int MaxLink = 1000;

    /// <summary>As they are kept: trimmed, storable, to the second, and a link that is empty is none.</summary>
    public ExceptionTerms Normalised() => this with
    {
        Reason = Clean(Reason),
        CompensatingControl = Clean(CompensatingControl),
        RiskOwner = Clean(RiskOwner),
        Expires = DateTimeOffset.FromUnixTimeSeconds(Expires.ToUnixTimeSeconds()),
        EvidenceLink = Clean(EvidenceLink ?? "") is { Length: > 0 } link ? link : null,
    };

    /// <summary>What is wrong with normalised terms, by field; none where they can be asked for.</summary>
    /// <param name="now">The moment of the request.</param>
    /// <param name="worst">The worst severity that the exception covers.</param>
    /// <param name="limits">How long it may last.</param>
    public IReadOnlyList<ExceptionProblem> Problems(DateTimeOffset now, Severity worst, ExceptionLimits limits)
    {
        var problems = new List<ExceptionProblem>();
        if (Reason.Length is 0 or > MaxText) Add("reason", $"A reason of 1 to {MaxText} characters is needed.");
        if (!Enum.IsDefined(Treatment)) Add("treatment", $"The treatment is Mitigated or RiskAccepted.");
        if (CompensatingControl.Length > MaxText) Add("compensatingControl", $"A compensating control has at most {MaxText} characters.");
        else if (CompensatingControl.Length == 0 && Treatment == ExceptionTreatment.Mitigated)
            Add("compensatingControl", $"A mitigated risk needs its compensating control.");
        if (RiskOwner.Length is 0 or > MaxName || RiskOwner.Any(char.IsControl)) Add("riskOwner", $"A business risk owner of 1 to {MaxName} characters is needed.");
        if (EvidenceLink is { } link && !IsLink(link)) Add("evidenceLink", $"Evidence is an http or https address of at most {MaxLink} characters.");
        var longest = limits.Of(worst);
        if (Expires <= now) Add("expires", $"The expiry must lie in the future.");
        else if (Expires > now + longest)
            Add("expires", $"What is {worst} can be excepted for at most {longest.TotalDays:0.#} days: until {(now + longest).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");
        return problems;

        void Add(string field, FormattableString problem) => problems.Add(new ExceptionProblem(field, problem.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A comment as it is kept; null where it is empty or too long.</summary>
    public static string? Comment(string? text) => Clean(text ?? "") is { Length: > 0 and <= MaxText } clean ? clean : null;

    private static string Clean(string text) => AuditText.Clean(text.Trim());

    // It becomes a link on pages: nothing that runs, and nothing with a blank, a control character or a password in it.
    private static bool IsLink(string text) =>
        text.Length <= MaxLink
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0;
}

/// <summary>What is wrong with a field of a request.</summary>
/// <param name="Field">The field as API and form call it.</param>
/// <param name="Problem">What, in a sentence.</param>
public sealed record ExceptionProblem(string Field, string Problem);
