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

/// <summary>The rules, and under which version runs judge now.</summary>
internal sealed record RuleListResponse(
    IReadOnlyList<RuleResponse> Items, int Total, DateTimeOffset AsOf, RunRefResponse? Run, string RuleSetVersion);
