using Dashboard.Core.Posture;

namespace Dashboard.Storage.Model;

/// <summary>The failed rules of a state as one searchable text: <c>|MTLS001|MTLS004|</c>.</summary>
internal static class FailedRulesText
{
    private const char Bar = '|';

    /// <summary>The text of what fails in <paramref name="rules"/>; empty where nothing does.</summary>
    public static string Of(IReadOnlyList<RuleOutcome> rules)
    {
        var failed = rules.Where(r => r.Result == RuleResult.Fail).Select(r => r.Id).ToList();
        return failed.Count == 0 ? "" : Bar + string.Join(Bar, failed) + Bar;
    }

    /// <summary>The rules in such a text.</summary>
    public static string[] Read(string text) => text.Split(Bar, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What such a text contains where it names <paramref name="ruleId"/>.</summary>
    public static string Entry(string ruleId) => $"{Bar}{ruleId.ToUpperInvariant()}{Bar}";
}
