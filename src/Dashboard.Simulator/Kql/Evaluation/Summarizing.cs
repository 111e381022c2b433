using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>The operators that fold rows together.</summary>
internal static class Summarizing
{
    public static Relation Count(Relation input) =>
        new([new Column("Count", KqlType.Long)], [[(long)input.Rows.Count]], Ordered: true);

    public static Relation Distinct(Relation input, Binder binder, DistinctOperator distinct)
    {
        var projected = distinct.All ? input : Projecting.Project(input, binder, distinct.Columns);
        var rows = projected.Rows.DistinctBy(row => string.Join('\u001f', row.Select(Comparing.GroupKey)));
        return new Relation(projected.Columns, [.. rows]);
    }

    public static Relation Summarize(Relation input, DateTime now, SummarizeOperator op)
    {
        var binder = new Binder(input, now);
        var keys = op.Keys.Select(k => binder.BindKey(k.Expression, "Summarize group key")).ToArray();
        var extractor = new AggregateExtractor();
        var formulas = op.Aggregates.Select(a => extractor.Extract(a.Expression)).ToArray();
        var aggregates = extractor.Found.Select(f => Aggregates.Bind(f.Call, binder)).ToArray();

        var names = new ColumnNames();
        var keyColumns = op.Keys.Select((k, i) => new Column(names.For(k), keys[i].Type)).ToArray();
        var held = extractor.Found.Select((f, i) => new Column(f.Name, aggregates[i].Type));
        var groups = new Relation([.. keyColumns, .. held], [.. Groups(input, keys, aggregates)]);

        var outer = new Binder(groups, now);
        var bound = formulas.Select(outer.Bind).ToArray();
        var columns = op.Aggregates.Select((a, i) => new Column(Name(names, a, aggregates, extractor), bound[i].Type));
        return new Relation(
            [.. keyColumns, .. columns],
            [.. groups.Rows.Select(row => (object?[])[.. row.Take(keys.Length), .. bound.Select(b => b.Of(row))])]);
    }

    private static string Name(ColumnNames names, Assignment assignment, Aggregate[] aggregates, AggregateExtractor extractor)
    {
        if (assignment is { Name: null, Expression: CallExpression call })
        {
            var at = extractor.Found.FindIndex(f => ReferenceEquals(f.Call, call));
            if (at >= 0)
            {
                return names.Free(aggregates[at].Name);
            }
        }

        return names.For(assignment);
    }

    private static IEnumerable<object?[]> Groups(Relation input, Bound[] keys, Aggregate[] aggregates)
    {
        var groups = new OrderedDictionary<string, (object?[] Keys, List<object?[]> Rows)>(StringComparer.Ordinal);
        if (keys.Length == 0)
        {
            groups[""] = ([], []);
        }

        foreach (var row in input.Rows)
        {
            var values = Array.ConvertAll(keys, k => k.Of(row));
            var key = string.Join('\u001f', values.Select(Comparing.GroupKey));
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = (values, []);
            }

            group.Rows.Add(row);
        }

        return groups.Values.Select(g => (object?[])[.. g.Keys, .. aggregates.Select(a => a.Of(g.Rows))]);
    }
}
