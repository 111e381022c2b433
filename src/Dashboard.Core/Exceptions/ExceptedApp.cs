using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;

namespace Dashboard.Core.Exceptions;

/// <summary>Whether an app counts as excepted. An overlay: its verdict stays what it is.</summary>
public static class ExceptedApp
{
    /// <summary>The definition that pages and API show.</summary>
    public const string Definition =
        "An app is excepted while it is in scope, its verdict is Gaps, NotEnforced or Unsupported, and an active exception covers every "
        + "headline rule that it fails. Where its verdict is Gaps for MTLS006 alone, an active exception must cover that. An excepted app is "
        + "never counted as enforced.";

    /// <summary>The rule that alone can make a verdict Gaps without being a headline rule.</summary>
    public const string RenegotiationRule = "MTLS006";

    /// <summary>True where every failure that the verdict hangs on is covered, and there is one.</summary>
    /// <param name="inScope">Whether the app must enforce mutual TLS.</param>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="failed">The rules that it fails.</param>
    /// <param name="covered">The rules that active exceptions cover on it.</param>
    public static bool Is(bool? inScope, Verdict verdict, IReadOnlyCollection<string> failed, IReadOnlyCollection<string> covered)
    {
        if (inScope != true || verdict is not (Verdict.Gaps or Verdict.NotEnforced or Verdict.Unsupported)) return false;
        var decisive = RuleCatalogue.Headline.Where(failed.Contains).ToList();
        if (decisive.Count == 0 && failed.Contains(RenegotiationRule)) decisive.Add(RenegotiationRule);
        return decisive.Count > 0 && decisive.TrueForAll(covered.Contains);
    }
}
