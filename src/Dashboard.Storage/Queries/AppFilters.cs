using System.Linq.Expressions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>
/// The one translation of <see cref="AppFilter"/>, used by lists, counts, exports and sweeps alike. Every value is
/// a parameter. A value that no app can have restricts to nothing; it never falls away.
/// </summary>
internal static class AppFilters
{
    /// <summary>No ARM id or name is longer; and databases refuse very long patterns with an error.</summary>
    private const int LongestText = 1000;

    private const int LongestRuleId = 32;

    private const string Escape = "\\";

    /// <summary>
    /// Those of <paramref name="states"/> that match <paramref name="filter"/>. Text is looked for in the id that the app bore in
    /// that state: a move changes nothing about what was found before it. A list that shows today's ids beside old states also
    /// asks <paramref name="orIdNow"/>.
    /// </summary>
    /// <param name="states">The rows.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="context">The database.</param>
    /// <param name="at">The moment at which exceptions are looked at.</param>
    /// <param name="orIdNow">Whether the ids of today count as well.</param>
    public static IQueryable<AppStateRow> Matching(
        this IQueryable<AppStateRow> states, AppFilter filter, DashboardDbContext context, long at, bool orIdNow = false)
    {
        // What must be covered is looked for by way of the exceptions, and not state by state.
        if (filter.Excepted == true || filter.ExceptionEndsWithinDays is not null)
        {
            var covered = context.ExceptionCovers.Where(c => c.ActiveTo > at && c.ActiveFrom <= at).Select(c => c.AppId);
            states = states.Where(s => covered.Contains(s.AppId));
        }

        return states.Matching(filter, context, s => at, orIdNow);
    }

    /// <summary>As the other, with a moment of its own for each row.</summary>
    public static IQueryable<AppStateRow> Matching(
        this IQueryable<AppStateRow> states, AppFilter filter, DashboardDbContext context, Expression<Func<AppStateRow, long>> at, bool orIdNow = false)
    {
        var overlay = new OverlayPredicates(context, at);
        return overlay.Matching(states.MatchingTags(filter).MatchingFacts(filter).MatchingRules(filter.FailedRule, overlay), filter)
            .MatchingRuleResults(filter.RuleResult, context, overlay).MatchingTagFindings(filter.Tag, context).MatchingText(filter.Text, context, orIdNow);
    }

    /// <summary>Those of the last <paramref name="states"/> of apps that have left which match: exceptions are looked at as they left.</summary>
    public static IQueryable<AppStateRow> MatchingAtLast(this IQueryable<AppStateRow> states, AppFilter filter, DashboardDbContext context) =>
        states.Matching(filter, context, s => s.ValidTo - 1);

    private static IQueryable<AppStateRow> MatchingTags(this IQueryable<AppStateRow> states, AppFilter filter)
    {
        if (Folded(filter.Subscription) is { } subscriptions) states = states.Where(s => subscriptions.Contains(s.SubscriptionId));
        if (Folded(filter.CostCentre) is { } costCentres) states = states.Where(s => costCentres.Contains(s.CostCentreKey));
        if (Folded(filter.Owner) is { } owners) states = states.Where(s => owners.Contains(s.OwnerKey));
        if (Folded(filter.Environment) is { } environments) states = states.Where(s => environments.Contains(s.EnvironmentKey));
        if (Folded(filter.Scenario) is { } scenarios) states = states.Where(s => scenarios.Contains(s.ScenarioKey));
        if (Folded(filter.Tier) is { } tiers) states = states.Where(s => tiers.Contains(s.TierKey));
        if (Folded(filter.Sensitivity) is { } names)
        {
            var sensitivities = Sensitivities(names);
            states = states.Where(s => sensitivities.Contains(s.Sensitivity));
        }

        return states;
    }

    private static IQueryable<AppStateRow> MatchingFacts(this IQueryable<AppStateRow> states, AppFilter filter)
    {
        if (Some(filter.Reachability) is { } reachabilities) states = states.Where(s => reachabilities.Contains(s.Reachability));
        if (Some(filter.Verdict) is { } verdicts) states = states.Where(s => verdicts.Contains(s.Verdict));
        if (Some(filter.InScope) is { } choices)
        {
            var scopes = choices.Select(InScope).ToList();
            states = states.Where(s => scopes.Contains(s.InScope));
        }

        if (filter.Stopped is { } stopped) states = states.Where(s => s.Stopped == stopped);
        if (filter.Stale is { } stale) states = states.Where(s => s.Stale == stale);
        if (filter.OptedOut is { } optedOut) states = states.Where(s => s.OptedOut == optedOut);
        return states;
    }

    private static IQueryable<AppStateRow> MatchingRules(this IQueryable<AppStateRow> states, IReadOnlyList<string> ruleIds, OverlayPredicates overlay)
    {
        if (ruleIds.Count == 0) return states;
        var tests = ruleIds.Select(id => id.Trim()).Where(IsRuleId).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(id => FailsRule(id, overlay)).ToList();
        if (tests.Count == 0) return states.Where(s => false);

        return states.Where(tests.Aggregate(RowPredicates.Or));
    }

    private static IQueryable<AppStateRow> MatchingText(
        this IQueryable<AppStateRow> states, string? text, DashboardDbContext context, bool orIdNow)
    {
        if (Sought(text) is not { } folded) return states;
        if (!CanBeContained(folded)) return states.Where(s => false);

        // The ids are searched in their own index, once, and not app by app. A name is made of segments of its id; only
        // that of a slot joins two of them by a slash.
        var pattern = Pattern(folded);
        var now = context.Apps.Where(a => EF.Functions.Like(a.ResourceIdKey, pattern, Escape)).Select(a => a.AppId);
        var former = context.FormerIds.Where(f => EF.Functions.Like(f.ResourceIdKey, pattern, Escape));
        var ever = now.Union(former.Select(f => f.AppId));
        Expression<Func<AppStateRow, bool>> found = s => ever.Contains(s.AppId)
            && (former.Any(f => f.AppId == s.AppId && f.ValidFrom <= s.ValidFrom && f.ValidTo > s.ValidFrom)
                || (now.Contains(s.AppId) && (orIdNow || !context.FormerIds.Any(f => f.AppId == s.AppId && f.ValidTo > s.ValidFrom))));
        return folded.Contains('/', StringComparison.Ordinal)
            ? states.Where(found.Or(s => EF.Functions.Like(s.NameKey, pattern, Escape)))
            : states.Where(found);
    }

    private static Expression<Func<AppStateRow, bool>> FailsRule(string ruleId, OverlayPredicates overlay)
    {
        var pattern = Pattern(FailedRulesText.Entry(ruleId));
        Expression<Func<AppStateRow, bool>> fails = s => EF.Functions.Like(s.FailedRules, pattern, Escape);
        return ruleId.Equals(OptOutIsJustified.RuleId, StringComparison.OrdinalIgnoreCase) ? fails.AndNot(overlay.Covers(OptOutIsJustified.RuleId)) : fails;
    }

    /// <summary>Letters and digits only: anything else could reach over the bars between two ids.</summary>
    internal static bool IsRuleId(string text) => text.Length is > 0 and <= LongestRuleId && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>A pattern for "contains", in which nothing of <paramref name="text"/> is a wildcard.</summary>
    private static string Pattern(string text) =>
        "%" + text.Replace(Escape, @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";

    /// <summary>False for text that no name holds, and at which SQLite would end the pattern early or fail.</summary>
    /// <summary>The text to look for, folded; null where there is none.</summary>
    internal static string? Sought(string? text) => string.IsNullOrWhiteSpace(text) ? null : KpiKeys.FoldText(text);

    /// <summary>False for what no id or name has.</summary>
    internal static bool CanBeContained(string text) => text.Length <= LongestText && !text.Contains('\0', StringComparison.Ordinal);

    private static List<string>? Folded(IReadOnlyList<string> values) =>
        values.Count == 0 ? null : [.. values.Select(KpiKeys.Fold).Distinct()];

    private static List<T>? Some<T>(IReadOnlyList<T> values) => values.Count == 0 ? null : [.. values.Distinct()];

    private static List<Sensitivity?> Sensitivities(List<string> names) =>
    [
        .. Enum.GetValues<Sensitivity>().Where(s => names.Contains(KpiKeys.Fold(s.ToString()))).Cast<Sensitivity?>(),
        .. names.Contains(KpiKeys.None) ? [(Sensitivity?)null] : Array.Empty<Sensitivity?>(),
    ];

    internal static bool? InScope(ScopeChoice choice) => choice switch
    {
        ScopeChoice.Yes => true,
        ScopeChoice.No => false,
        ScopeChoice.Unclassified => null,
    };
}
