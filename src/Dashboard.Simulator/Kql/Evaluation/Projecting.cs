using Dashboard.Simulator.Kql.Syntax;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>The operators that choose and compute columns.</summary>
internal static class Projecting
{
    public static Relation Project(Relation input, Binder binder, IReadOnlyList<Assignment> assignments)
    {
        var names = new ColumnNames();
        var bound = assignments.Select(a => binder.Bind(a.Expression)).ToArray();
        var columns = assignments.Select((a, i) => new Column(names.For(a), bound[i].Type)).ToArray();
        return new Relation(columns, [.. input.Rows.Select(row => Row(bound, row))], input.Ordered);
    }

    /// <summary>Adds or replaces columns from left to right: a later one sees the earlier ones.</summary>
    public static Relation Extend(Relation input, DateTime now, IReadOnlyList<Assignment> assignments) =>
        assignments.Aggregate(input, (relation, assignment) => ExtendOne(relation, new Binder(relation, now), assignment));

    public static Relation Away(Relation input, IReadOnlyList<NameExpression> names)
    {
        var gone = names.Select(n => input.IndexOf(n.Name) is var at and >= 0
            ? at
            : throw KqlError.Semantic($"Failed to resolve column named '{n.Name}'", n.Spot)).ToHashSet();
        var kept = Enumerable.Range(0, input.Columns.Count).Where(i => !gone.Contains(i)).ToArray();
        return new Relation(
            [.. kept.Select(i => input.Columns[i])],
            [.. input.Rows.Select(row => kept.Select(i => row[i]).ToArray())],
            input.Ordered);
    }

    private static Relation ExtendOne(Relation input, Binder binder, Assignment assignment)
    {
        var bound = binder.Bind(assignment.Expression);
        var name = assignment.Name ?? ColumnNames.Derive(assignment.Expression) ?? "Column1";
        var at = input.IndexOf(name);
        var place = at >= 0 ? at : input.Columns.Count;
        var columns = input.Columns.ToList();
        if (at >= 0)
        {
            columns[at] = new Column(name, bound.Type);
        }
        else
        {
            columns.Add(new Column(name, bound.Type));
        }

        return new Relation(columns, [.. input.Rows.Select(row => With(row, columns.Count, place, bound.Of(row)))], input.Ordered);
    }

    private static object?[] With(object?[] row, int length, int place, object? value)
    {
        var wider = new object?[length];
        row.CopyTo(wider, 0);
        wider[place] = value;
        return wider;
    }

    private static object?[] Row(Bound[] bound, object?[] row)
    {
        var result = new object?[bound.Length];
        for (var i = 0; i < bound.Length; i++)
        {
            result[i] = bound[i].Of(row);
        }

        return result;
    }
}
