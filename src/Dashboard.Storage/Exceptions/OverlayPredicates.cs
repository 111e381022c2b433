using System.Linq.Expressions;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Exceptions;

/// <summary>
/// What exceptions make of a state row, as the database can ask it: the same meaning as <see cref="FilterOverlay"/> has in memory.
/// </summary>
/// <param name="context">The database.</param>
/// <param name="at">The moment at which it is asked of a row.</param>
internal sealed class OverlayPredicates(DashboardDbContext context, Expression<Func<AppStateRow, long>> at)
{
    private const long Day = 86_400_000;

    private readonly ParameterExpression _row = at.Parameters[0];

    /// <summary>Those of <paramref name="states"/> that match what a filter says of exceptions.</summary>
    public IQueryable<AppStateRow> Matching(IQueryable<AppStateRow> states, AppFilter filter)
    {
        if (filter.Excepted is { } excepted) states = states.Where(Lambda(excepted ? Excepted() : Expression.Not(Excepted())));
        if (filter.EnforcedOrExcepted is { } good)
        {
            var either = Expression.OrElse(Of(s => s.Verdict == Verdict.Enforced), Excepted());
            states = states.Where(Lambda(good ? either : Expression.Not(either)));
        }

        if (filter.ExceptionEndsWithinDays is { } days)
            states = states.Where(Lambda(Expression.AndAlso(Excepted(), Expression.Not(Excepted(lasting: days * Day)))));
        return states;
    }

    /// <summary>The rows on whose app an exception covers the failure of a rule.</summary>
    public Expression<Func<AppStateRow, bool>> Covers(string ruleId) => Lambda(Holds(ruleId, null));

    /// <summary><see cref="ExceptedApp.Is"/>; by exceptions that are known to last longer, where that is asked for.</summary>
    private Expression Excepted(long? lasting = null)
    {
        var verdicts = ExceptedApp.Verdicts;
        var any = RuleCatalogue.Headline.Select(Fails).Aggregate(Expression.OrElse);
        var alone = Expression.AndAlso(Fails(ExceptedApp.RenegotiationRule), Holds(ExceptedApp.RenegotiationRule, lasting));
        return RuleCatalogue.Headline
            .Select(rule => (Expression)Expression.OrElse(Expression.Not(Fails(rule)), Holds(rule, lasting)))
            .Aggregate(
                (Expression)Expression.AndAlso(Of(s => s.InScope == true && verdicts.Contains(s.Verdict)), Expression.OrElse(any, alone)),
                Expression.AndAlso);
    }

    private Expression Fails(string ruleId)
    {
        var pattern = $"%{FailedRulesText.Entry(ruleId)}%";
        return Of(s => EF.Functions.Like(s.FailedRules, pattern));
    }

    private Expression Holds(string ruleId, long? lasting)
    {
        Expression<Func<AppStateRow, long, bool>> holds = lasting is { } longer
            ? (s, t) => context.ExceptionCovers.Any(c => c.AppId == s.AppId && c.RuleId == ruleId && c.ActiveFrom <= t && c.ActiveTo > t
                && context.Exceptions.Any(e => e.Id == c.ExceptionId && e.Expires > t + longer))
            : (s, t) => context.ExceptionCovers.Any(c => c.AppId == s.AppId && c.RuleId == ruleId && c.ActiveFrom <= t && c.ActiveTo > t);
        return RowPredicates.Replace(RowPredicates.Replace(holds.Body, holds.Parameters[0], _row), holds.Parameters[1], at.Body);
    }

    private Expression Of(Expression<Func<AppStateRow, bool>> test) => RowPredicates.Replace(test.Body, test.Parameters[0], _row);

    private Expression<Func<AppStateRow, bool>> Lambda(Expression body) => Expression.Lambda<Func<AppStateRow, bool>>(body, _row);
}
