using System.Linq.Expressions;
using Dashboard.Storage.Model;

namespace Dashboard.Storage.Queries;

/// <summary>Joins predicates about state rows into one, which the database can translate.</summary>
internal static class RowPredicates
{
    /// <summary>True where either is.</summary>
    public static Expression<Func<AppStateRow, bool>> Or(this Expression<Func<AppStateRow, bool>> one, Expression<Func<AppStateRow, bool>> other) =>
        Expression.Lambda<Func<AppStateRow, bool>>(Expression.OrElse(one.Body, BodyFor(one, other)), one.Parameters);

    /// <summary>True where both are.</summary>
    public static Expression<Func<AppStateRow, bool>> And(this Expression<Func<AppStateRow, bool>> one, Expression<Func<AppStateRow, bool>> other) =>
        Expression.Lambda<Func<AppStateRow, bool>>(Expression.AndAlso(one.Body, BodyFor(one, other)), one.Parameters);

    /// <summary>True where the first is and the other is not.</summary>
    public static Expression<Func<AppStateRow, bool>> AndNot(this Expression<Func<AppStateRow, bool>> one, Expression<Func<AppStateRow, bool>> other) =>
        Expression.Lambda<Func<AppStateRow, bool>>(Expression.AndAlso(one.Body, Expression.Not(BodyFor(one, other))), one.Parameters);

    /// <summary><paramref name="body"/> with an expression in the place of a parameter.</summary>
    public static Expression Replace(Expression body, ParameterExpression from, Expression to) => new ReplaceParameter(from, to).Visit(body);

    private static Expression BodyFor(Expression<Func<AppStateRow, bool>> one, Expression<Func<AppStateRow, bool>> other) =>
        Replace(other.Body, other.Parameters[0], one.Parameters[0]);

    private sealed class ReplaceParameter(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
