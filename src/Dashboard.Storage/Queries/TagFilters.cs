using System.Linq.Expressions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The filters that look into what states share: their tag findings and the results of their rules.</summary>
internal static class TagFilters
{
    private const int LongestRuleId = 32;

    /// <summary>Those of <paramref name="states"/> on which lookups met one of <paramref name="queries"/>.</summary>
    public static IQueryable<AppStateRow> MatchingTagFindings(
        this IQueryable<AppStateRow> states, IReadOnlyList<TagQuery> queries, DashboardDbContext context)
    {
        if (queries.Count == 0) return states;
        var sets = queries.Select(query => Sets(context, query)).Aggregate((all, one) => all.Union(one));
        return states.Where(s => sets.Contains(s.TagSetId));
    }

    /// <summary>Those of <paramref name="states"/> that have one of the results.</summary>
    public static IQueryable<AppStateRow> MatchingRuleResults(
        this IQueryable<AppStateRow> states, IReadOnlyList<RuleResultChoice> choices, DashboardDbContext context, OverlayPredicates overlay)
    {
        if (choices.Count == 0) return states;
        var known = choices.Where(c => c.RuleId.Length is > 0 and <= LongestRuleId && c.RuleId.All(char.IsAsciiLetterOrDigit)).Distinct().ToList();
        if (known.Count == 0) return states.Where(s => false);
        return states.Where(known.Select(c => Has(context, c, overlay)).Aggregate(RowPredicates.Or));
    }

    private static Expression<Func<AppStateRow, bool>> Has(DashboardDbContext context, RuleResultChoice choice, OverlayPredicates overlay)
    {
        var stored = Stored(context, choice);
        if (!choice.RuleId.Equals(OptOutIsJustified.RuleId, StringComparison.OrdinalIgnoreCase)) return stored;
        var covered = overlay.Covers(OptOutIsJustified.RuleId);
        return choice.Result switch
        {
            RuleResult.Fail => stored.AndNot(covered),
            RuleResult.Pass => stored.Or(Stored(context, choice with { Result = RuleResult.Fail }).And(covered)),
            RuleResult.NotApplicable or RuleResult.Unknown => stored,
        };
    }

    private static Expression<Func<AppStateRow, bool>> Stored(DashboardDbContext context, RuleResultChoice choice)
    {
        var ids = Evidence(context, RuleResultsText.Entry(choice.RuleId, choice.Result));
        return s => ids.Contains(s.EvidenceId);
    }

    private static IQueryable<long?> Sets(DashboardDbContext context, TagQuery query)
    {
        var kind = query.Kind;
        var found = context.TagFindings.Where(f => f.Kind == kind);
        if (query.Standing is { } standing) found = found.Where(f => f.Standing == standing);
        if (query.Level is { } text)
        {
            var level = KpiKeys.Fold(text);
            found = found.Where(f => f.Level == level);
        }

        if (query.Name is { } name)
        {
            var key = KpiKeys.Fold(name);
            found = found.Where(f => f.NameKey == key);
        }

        if (query.Value is { } value)
        {
            var key = KpiKeys.Fold(value);
            found = found.Where(f => f.ValueKey == key);
        }

        return found.Select(f => (long?)f.TagSetId);
    }

    private static IQueryable<long> Evidence(DashboardDbContext context, string entry)
    {
        var pattern = $"%{entry}%";
        return context.Evidence.Where(e => EF.Functions.Like(e.Results, pattern)).Select(e => e.Id);
    }
}
