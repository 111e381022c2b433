using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// A published rule with the apps of each result. Where <paramref name="Judged"/> is false nothing that is read decides it
/// yet: <paramref name="Limits"/> says what is missing, and there are no counts.
/// </summary>
internal sealed record RuleResponse(
    string Id, string Title, string FailsWhen, string Rationale, string Remedy, Severity Severity, string? SeverityNote,
    IReadOnlyList<string> LooksAt, bool Judged, string? Limits, RuleCountsResponse? Apps, IReadOnlyList<FrameworkMapping> Frameworks)
{
    /// <summary>Every published rule in the order of the ids, with the counts of <paramref name="answer"/>.</summary>
    public static IReadOnlyList<RuleResponse> All(RuleCountsAnswer answer) =>
    [
        .. RuleCatalogue.All.Select(r => Of(r, answer)).Concat(UnjudgedRule.All.Select(Of)).OrderBy(r => r.Id, StringComparer.Ordinal),
    ];

    private static RuleResponse Of(IRule rule, RuleCountsAnswer answer) => new(
        rule.Id, rule.Title, rule.FailsWhen, rule.Rationale, rule.Remedy, rule.Severity, rule.SeverityNote, rule.LooksAt, true, rule.Limits,
        answer.Run is null ? null : RuleCountsResponse.Of(answer.Rules.GetValueOrDefault(rule.Id, RuleCounts.None), answer.Apps), rule.Frameworks);

    private static RuleResponse Of(UnjudgedRule rule) => new(
        rule.Id, rule.Title, rule.FailsWhen, rule.Rationale, rule.Remedy, rule.Severity, rule.SeverityNote, [], false,
        $"{rule.Missing} {rule.Meanwhile}", null, []);
}

/// <summary>Apps by result. <paramref name="NotJudged"/> were last judged before the rule existed.</summary>
internal sealed record RuleCountsResponse(int Fail, int Pass, int NotApplicable, int Unknown, int NotJudged)
{
    /// <summary>The response of <paramref name="counts"/> among <paramref name="apps"/> apps.</summary>
    public static RuleCountsResponse Of(RuleCounts counts, int apps) =>
        new(counts.Fail, counts.Pass, counts.NotApplicable, counts.Unknown, apps - counts.Judged);
}

/// <summary>The rules.</summary>
/// <param name="Items">The rules of this program.</param>
/// <param name="Total">How many.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands then.</param>
/// <param name="RuleSetVersion">The version of <paramref name="Items"/>, under which runs judge now.</param>
/// <param name="RuleSetVersionThen">The version under which that run judged; null before the first.</param>
internal sealed record RuleListResponse(
    IReadOnlyList<RuleResponse> Items, int Total, DateTimeOffset AsOf, RunRefResponse? Run, string RuleSetVersion, string? RuleSetVersionThen);
