using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;

namespace Dashboard.Web.Api.Contracts;

/// <summary>A published rule.</summary>
internal sealed record RuleResponse(
    string Id, string Title, string FailsWhen, string Rationale, string Remedy, Severity Severity, IReadOnlyList<FrameworkMapping> Frameworks)
{
    /// <summary>The response of <paramref name="rule"/>.</summary>
    public static RuleResponse Of(IRule rule) =>
        new(rule.Id, rule.Title, rule.FailsWhen, rule.Rationale, rule.Remedy, rule.Severity, rule.Frameworks);
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
