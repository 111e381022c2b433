using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary><c>mv-expand</c>: a row for each element of an array or each property of an object.</summary>
internal static class Expanding
{
    public static Relation Expand(Relation input, Binder binder, MvExpandOperator op)
    {
        var sources = op.Columns.Select(c => binder.Bind(c.Expression)).ToArray();
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i].Type != KqlType.Dynamic)
            {
                throw KqlError.Semantic("mv-expand: the expanded expression must be of type 'dynamic'.", op.Columns[i].Expression.Spot);
            }
        }

        var columns = input.Columns.ToList();
        var places = op.Columns.Select(c => Place(columns, c)).ToArray();
        var rows = input.Rows.SelectMany(row => ExpandRow(row, sources, places, columns.Count, op.Limit));
        return new Relation(columns, [.. rows], input.Ordered);
    }

    private static int Place(List<Column> columns, Assignment assignment)
    {
        var name = assignment.Name ?? ColumnNames.Derive(assignment.Expression) ?? "Column1";
        var at = columns.FindIndex(c => c.Name == name);
        if (at < 0)
        {
            at = columns.Count;
            columns.Add(new Column(name, KqlType.Dynamic));
        }

        columns[at] = new Column(name, KqlType.Dynamic);
        return at;
    }

    private static IEnumerable<object?[]> ExpandRow(object?[] row, Bound[] sources, int[] places, int width, long limit)
    {
        var lists = sources.Select(s => Elements(s.Of(row))).ToArray();
        var count = Math.Min(limit, lists.Max(l => l.Length));
        for (var i = 0; i < count; i++)
        {
            var expanded = new object?[width];
            row.CopyTo(expanded, 0);
            for (var j = 0; j < places.Length; j++)
            {
                expanded[places[j]] = i < lists[j].Length ? lists[j][i] : null;
            }

            yield return expanded;
        }
    }

    private static object?[] Elements(object? value) => value switch
    {
        object?[] items => items,
        Bag bag => [.. bag.Select(p => new Bag { [p.Key] = p.Value })],
        _ => [value],
    };
}
