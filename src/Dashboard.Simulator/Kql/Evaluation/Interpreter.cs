using Dashboard.Simulator.Kql.Syntax;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>Runs a query over tables: each operator takes the rows of the one before it.</summary>
internal sealed class Interpreter(ITables tables, DateTime now)
{
    public Relation Run(Query query)
    {
        var table = tables.Find(query.Table) ?? throw KqlError.Table(query.Table, query.Spot);
        return query.Operators.Aggregate(table, Apply);
    }

    private Relation Apply(Relation input, Operator op)
    {
        var binder = new Binder(input, now);
        return op switch
        {
            WhereOperator where => Filter(input, binder.Bind(where.Predicate)),
            ExtendOperator extend => Projecting.Extend(input, now, extend.Columns),
            ProjectOperator project => Projecting.Project(input, binder, project.Columns),
            ProjectAwayOperator away => Projecting.Away(input, away.Columns),
            SortOperator sort => Sorting.Sort(input, binder, sort.Keys),
            TopOperator top => Take(Sorting.Sort(input, binder, [top.Key]), top.Rows),
            TakeOperator take => Take(input, take.Rows),
            CountOperator => Summarizing.Count(input),
            DistinctOperator distinct => Summarizing.Distinct(input, binder, distinct),
            SummarizeOperator summarize => Summarizing.Summarize(input, now, summarize),
            MvExpandOperator expand => Expanding.Expand(input, binder, expand),
            JoinOperator join => Joining.Join(input, Run(join.Right), join),
            _ => throw new ArgumentOutOfRangeException(nameof(op), op, "No such operator."),
        };
    }

    private static Relation Filter(Relation input, Bound predicate)
    {
        var rows = new List<object?[]>();
        foreach (var row in input.Rows)
        {
            if (predicate.Holds(row))
            {
                rows.Add(row);
            }
        }

        return input with { Rows = rows };
    }

    private static Relation Take(Relation input, long rows) =>
        input with { Rows = [.. input.Rows.Take((int)Math.Min(rows, int.MaxValue))] };
}
