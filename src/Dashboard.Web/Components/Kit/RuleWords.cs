using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;

namespace Dashboard.Web.Components.Kit;

/// <summary>What a failed rule means for an app, in a few words.</summary>
public static class RuleWords
{
    /// <summary>The rules that decide whether a caller gets past.</summary>
    public static IReadOnlyList<string> Headline { get; } = ["MTLS001", "MTLS002", "MTLS003", "MTLS004", "MTLS005"];

    private static readonly Dictionary<string, string> Failed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MTLS001"] = "mode off",
        ["MTLS002"] = "mode optional",
        ["MTLS003"] = "path open",
        ["MTLS004"] = "HTTP open",
        ["MTLS005"] = "Free or Shared tier",
        ["MTLS006"] = "renegotiation impossible",
        ["MTLS007"] = "HTTP/2 not tested",
        ["MTLS008"] = "validation not proven",
        ["MTLS009"] = "old TLS allowed",
        ["MTLS010"] = "slot worse than production",
        ["MTLS011"] = "no valid sensitivity tag",
        ["MTLS012"] = "no owner tag",
        ["MTLS013"] = "configuration unclear",
        ["MTLS014"] = "no PKI registered",
        ["MTLS015"] = "client certificate expires",
        ["MTLS016"] = "opted out, though sensitive",
        ["MTLS017"] = "private key custody",
    };

    /// <summary>The failure of one rule: <c>mode optional</c>; its id where it has no words.</summary>
    public static string Failure(string id) => Failed.GetValueOrDefault(id, id);

    /// <summary>A result: its class, its icon and its word.</summary>
    public static (string Class, string Icon, string Word) Result(RuleResult result) => result switch
    {
        RuleResult.Pass => ("pass", "check", "Passed"),
        RuleResult.Fail => ("fail", "close", "Failed"),
        RuleResult.NotApplicable => ("na", "dash", "Not applicable"),
        RuleResult.Unknown => ("unknown", "question", "Unknown"),
    };

    /// <summary>Failures first, worst on top; then what is unknown, passed, not applicable.</summary>
    public static IEnumerable<RuleOutcome> InOrder(IEnumerable<RuleOutcome> rules) => rules
        .OrderBy(r => r.Result switch { RuleResult.Fail => 0, RuleResult.Unknown => 1, RuleResult.Pass => 2, RuleResult.NotApplicable => 3 })
        .ThenByDescending(r => r.Result == RuleResult.Fail ? r.Severity : Severity.Low)
        .ThenBy(r => r.Id, StringComparer.Ordinal);

    /// <summary>The rule's title; its id where the catalogue does not know it.</summary>
    public static string Title(string id) =>
        RuleCatalogue.All.FirstOrDefault(r => string.Equals(r.Id, id, StringComparison.OrdinalIgnoreCase))?.Title ?? id;

    /// <summary>Why an app is not Enforced: the failed headline rules, else what else undermines it.</summary>
    public static string Why(AppState app)
    {
        var failed = app.Rules.Where(r => r.Result == RuleResult.Fail).Select(r => r.Id).ToList();
        var words = failed.Where(Headline.Contains).Select(Failure).ToList();
        if (words.Count == 0 && app.Verdict == Verdict.Gaps) words = [.. failed.Where(id => id == "MTLS006").Select(Failure)];
        if (words.Count == 0 && app.Verdict == Verdict.Unknown)
            words = [app.Stale ? "not seen for too long" : "not read or not understood"];
        return words.Count == 0 ? "–" : Words.Sentence(string.Join(", ", words));
    }
}
