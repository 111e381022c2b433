namespace Dashboard.Simulator.Kql.Syntax;

/// <summary>A table and what is done to its rows, in order.</summary>
internal sealed record Query(string Table, Spot Spot, IReadOnlyList<Operator> Operators)
{
    /// <summary>Every operator of the query and of the queries nested in its joins.</summary>
    public IEnumerable<Operator> AllOperators() =>
        Operators.SelectMany(o => o is JoinOperator join ? join.Right.AllOperators().Prepend(o) : [o]);
}

internal abstract record Operator;

/// <summary><c>name = expression</c>, or an expression whose column name is derived.</summary>
internal sealed record Assignment(string? Name, Expression Expression);

internal sealed record SortKey(Expression Expression, bool Descending, bool? NullsFirst);

internal sealed record WhereOperator(Expression Predicate) : Operator;

internal sealed record ExtendOperator(IReadOnlyList<Assignment> Columns) : Operator;

internal sealed record ProjectOperator(IReadOnlyList<Assignment> Columns) : Operator;

internal sealed record ProjectAwayOperator(IReadOnlyList<NameExpression> Columns) : Operator;

internal sealed record SortOperator(IReadOnlyList<SortKey> Keys) : Operator;

internal sealed record TopOperator(long Rows, SortKey Key) : Operator;

internal sealed record TakeOperator(long Rows) : Operator;

internal sealed record CountOperator : Operator;

internal sealed record DistinctOperator(IReadOnlyList<Assignment> Columns, bool All) : Operator;

internal sealed record SummarizeOperator(IReadOnlyList<Assignment> Aggregates, IReadOnlyList<Assignment> Keys) : Operator;

internal sealed record MvExpandOperator(IReadOnlyList<Assignment> Columns, long Limit) : Operator;

/// <summary>One pair of a join's keys; a plain name stands for the same name on both sides.</summary>
internal sealed record JoinKey(NameExpression Left, NameExpression Right);

internal enum JoinKind
{
    InnerUnique,
    Inner,
    LeftOuter,
}

internal sealed record JoinOperator(JoinKind Kind, Query Right, IReadOnlyList<JoinKey> Keys) : Operator;
