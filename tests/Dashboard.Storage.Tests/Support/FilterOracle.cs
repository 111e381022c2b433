using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Storage.Tests.Support;

/// <summary>What a filter means, said in plain code beside the translation that is tested.</summary>
public static class FilterOracle
{
    public static bool Matches(AppFilter f, AppState s) =>
        Any(f.Subscription, s.SubscriptionId) && Any(f.CostCentre, s.CostCentre) && Any(f.Owner, s.Owner)
        && Any(f.Environment, s.Environment) && Any(f.Scenario, s.Scenario) && Any(f.Sensitivity, s.Sensitivity?.ToString())
        && Any(f.Tier, s.Tier)
        && (f.Reachability.Count == 0 || f.Reachability.Contains(s.Reachability))
        && (f.Verdict.Count == 0 || f.Verdict.Contains(s.Verdict))
        && (f.FailedRule.Count == 0 || f.FailedRule.Any(id => s.Rules.Any(r => r.Id == id && r.Result == RuleResult.Fail)))
        && (f.RuleResult.Count == 0
            || f.RuleResult.Any(c => s.Rules.Any(r => r.Id.Equals(c.RuleId, StringComparison.OrdinalIgnoreCase) && r.Result == c.Result)))
        && (f.Tag.Count == 0 || f.Tag.Any(q => s.TagFindings.Any(q.Matches)))
        && (f.InScope.Count == 0 || f.InScope.Contains(s.InScope switch { true => ScopeChoice.Yes, false => ScopeChoice.No, null => ScopeChoice.Unclassified }))
        && (f.Stopped is null || f.Stopped == s.Stopped) && (f.Stale is null || f.Stale == s.Stale) && (f.OptedOut is null || f.OptedOut == s.OptedOut)
        && (string.IsNullOrWhiteSpace(f.Text) || Contains(s.Name, f.Text) || Contains(s.ResourceId, f.Text));

    private static bool Any(IReadOnlyList<string> values, string? value) =>
        values.Count == 0 || values.Any(v => KpiKeys.Fold(v) == KpiKeys.Fold(value));

    private static bool Contains(string text, string part) => text.Contains(part.Trim(), StringComparison.OrdinalIgnoreCase);
}
