using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary><c>order by</c> and <c>sort by</c>.</summary>
internal static class Sorting
{
    public static Relation Sort(Relation input, Binder binder, IReadOnlyList<SortKey> keys)
    {
        var bound = keys.Select(k => binder.BindKey(k.Expression, "Sort key")).ToArray();
        var keyed = input.Rows.Select(row => (Row: row, Keys: Array.ConvertAll(bound, b => b.Of(row)))).ToArray();
        var comparer = Comparer<object?[]>.Create((a, b) => Compare(keys, a, b));
        return new Relation(input.Columns, [.. keyed.OrderBy(k => k.Keys, comparer).Select(k => k.Row)], Ordered: true);
    }

    private static int Compare(IReadOnlyList<SortKey> keys, object?[] left, object?[] right)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var order = Compare(keys[i], left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static int Compare(SortKey key, object? left, object? right)
    {
        if (left is null || right is null)
        {
            // By default nulls are the least values: first when ascending, last when descending.
            var nullsFirst = key.NullsFirst ?? !key.Descending;
            var order = (left is null ? 0 : 1) - (right is null ? 0 : 1);
            return nullsFirst ? order : -order;
        }

        return key.Descending ? Comparing.Total(right, left) : Comparing.Total(left, right);
    }
}
