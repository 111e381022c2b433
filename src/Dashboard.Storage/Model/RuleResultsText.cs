using System.Globalization;
using Dashboard.Core.Posture;

namespace Dashboard.Storage.Model;

/// <summary>
/// The results of a state's rules as one searchable text: <c>|MTLS001=1|MTLS002=0|</c>. Very few of these texts are
/// different in any estate, so that a count by rule groups by them.
/// </summary>
internal static class RuleResultsText
{
    private const char Bar = '|';

    /// <summary>The text of <paramref name="rules"/>; empty where there are none.</summary>
    public static string Of(IReadOnlyList<RuleOutcome> rules) =>
        rules.Count == 0 ? "" : Bar + string.Join(Bar, rules.Select(r => Pair(r.Id, r.Result))) + Bar;

    /// <summary>What such a text contains where it names that result.</summary>
    public static string Entry(string ruleId, RuleResult result) => $"{Bar}{Pair(ruleId.ToUpperInvariant(), result)}{Bar}";

    /// <summary>The results in such a text.</summary>
    public static IEnumerable<(string RuleId, RuleResult Result)> Read(string text) => text
        .Split(Bar, StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .Select(pair => (pair[0], (RuleResult)int.Parse(pair[1], CultureInfo.InvariantCulture)));

    private static string Pair(string ruleId, RuleResult result) => string.Create(CultureInfo.InvariantCulture, $"{ruleId}={(int)result}");
}
