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

    /// <summary>The definition of coverage with exceptions.</summary>
    public const string WithExceptionsDefinition =
        "(Enforced + excepted) ÷ the same apps as coverage. It stands beside coverage and never in its place.";

    /// <summary>The rule that alone can make a verdict Gaps without being a headline rule.</summary>
    public const string RenegotiationRule = "MTLS006";

    /// <summary>The verdicts that an excepted app can have, and keeps.</summary>
    public static IReadOnlyList<Verdict> Verdicts { get; } = [Verdict.Gaps, Verdict.NotEnforced, Verdict.Unsupported];

    /// <summary>True where every failure that the verdict hangs on is covered, and there is one.</summary>
    /// <param name="inScope">Whether the app must enforce mutual TLS.</param>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="failed">The rules that it fails.</param>
    /// <param name="covered">The rules that active exceptions cover on it.</param>
    public static bool Is(bool? inScope, Verdict verdict, IReadOnlyCollection<string> failed, IReadOnlyCollection<string> covered)
    {
        var decisive = Decisive(inScope, verdict, failed);
        return decisive.Count > 0 && decisive.All(covered.Contains);
    }

    /// <summary>The failed rules that must all be covered for an app to be excepted; none where no exception can make it so.</summary>
    /// <param name="inScope">Whether the app must enforce mutual TLS.</param>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="failed">The rules that it fails.</param>
    public static IReadOnlyList<string> Decisive(bool? inScope, Verdict verdict, IReadOnlyCollection<string> failed)
    {
        if (inScope != true || !Verdicts.Contains(verdict)) return [];
        var decisive = RuleCatalogue.Headline.Where(failed.Contains).ToList();
        if (decisive.Count == 0 && failed.Contains(RenegotiationRule)) decisive.Add(RenegotiationRule);
        return decisive;
    }
}
