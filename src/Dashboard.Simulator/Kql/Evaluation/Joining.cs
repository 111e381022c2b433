using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary><c>join</c>. All columns of both sides come out; a name that the left side has too gets a number.</summary>
internal static class Joining
{
    public static Relation Join(Relation left, Relation right, JoinOperator op)
    {
        var leftKeys = op.Keys.Select(k => Place(left, k.Left)).ToArray();
        var rightKeys = op.Keys.Select(k => Place(right, k.Right)).ToArray();
        var names = new ColumnNames();
        Column[] columns =
        [
            .. left.Columns.Select(c => c with { Name = names.Free(c.Name) }),
            .. right.Columns.Select(c => c with { Name = names.Free(c.Name) }),
        ];

        var index = right.Rows
            .Select(row => (Row: row, Key: Key(row, rightKeys)))
            .Where(r => r.Key is not null)
            .ToLookup(r => r.Key!, r => r.Row, StringComparer.Ordinal);
        var rows = op.Kind == JoinKind.InnerUnique ? left.Rows.DistinctBy(row => Key(row, leftKeys)) : left.Rows;
        return new Relation(columns, [.. rows.SelectMany(row => Match(row, index, leftKeys, columns.Length, op.Kind))]);
    }

    private static IEnumerable<object?[]> Match(object?[] row, ILookup<string, object?[]> index, int[] keys, int width, JoinKind kind)
    {
        var key = Key(row, keys);
        var matches = key is null ? [] : index[key];
        var any = false;
        foreach (var match in matches)
        {
            any = true;
            yield return Together(row, match, width);
        }

        if (!any && kind == JoinKind.LeftOuter)
        {
            yield return Together(row, [], width);
        }
    }

    private static object?[] Together(object?[] left, object?[] right, int width)
    {
        var row = new object?[width];
        left.CopyTo(row, 0);
        right.CopyTo(row, left.Length);
        return row;
    }

    /// <summary>A null among the keys matches nothing.</summary>
    private static string? Key(object?[] row, int[] places)
    {
        if (places.Length == 1)
        {
            return row[places[0]] is { } only ? Comparing.GroupKey(only) : null;
        }

        return places.Any(p => row[p] is null) ? null : string.Join('\u001f', places.Select(p => Comparing.GroupKey(row[p])));
    }

    private static int Place(Relation relation, NameExpression name)
    {
        var at = relation.IndexOf(name.Name);
        if (at < 0)
        {
            throw KqlError.Semantic($"join: failed to resolve column named '{name.Name}'", name.Spot);
        }

        return relation.Columns[at].Type != KqlType.Dynamic
            ? at
            : throw KqlError.Semantic($"join key '{name.Name}' is of a 'dynamic' type. Please use an explicit cast.", name.Spot);
    }
}
