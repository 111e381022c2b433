using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>One aggregate over the rows of a group.</summary>
internal sealed record Aggregate(string Name, KqlType Type, Func<IReadOnlyList<object?[]>, object?> Of);

/// <summary>The aggregate functions of <c>summarize</c>.</summary>
internal static class Aggregates
{
    private static readonly Dictionary<string, (int Least, int Most)> Arity = new(StringComparer.Ordinal)
    {
        ["count"] = (0, 0),
        ["countif"] = (1, 1),
        ["dcount"] = (1, 2),
        ["min"] = (1, 1),
        ["max"] = (1, 1),
        ["sum"] = (1, 1),
        ["avg"] = (1, 1),
        ["make_set"] = (1, 2),
        ["make_list"] = (1, 2),
        ["any"] = (1, 1),
        ["take_any"] = (1, 1),
    };

    public static bool Knows(string function) => Arity.ContainsKey(function);

    public static Aggregate Bind(CallExpression call, Binder binder)
    {
        var (least, most) = Arity[call.Function];
        if (call.Arguments.Count < least || call.Arguments.Count > most)
        {
            throw KqlError.Semantic($"{call.Function}(): wrong number of arguments.", call.Spot);
        }

        var bound = call.Arguments.Select(binder.Bind).ToArray();
        var suffix = call.Arguments.Count > 0 ? ColumnNames.Derive(call.Arguments[0]) : null;
        var value = bound.Length > 0 ? bound[0] : null;
        return call.Function switch
        {
            "count" => new Aggregate("count_", KqlType.Long, rows => (long)rows.Count),
            "countif" => new Aggregate("countif_", KqlType.Long, rows => rows.LongCount(value!.Holds)),
            "dcount" => new Aggregate($"dcount_{suffix}", KqlType.Long, rows => Values(rows, value!).Select(Comparing.GroupKey).Distinct().LongCount()),
            "min" => new Aggregate($"min_{suffix}", value!.Type, rows => Values(rows, value).Min(Comparer<object?>.Create(Comparing.Total))),
            "max" => new Aggregate($"max_{suffix}", value!.Type, rows => Values(rows, value).Max(Comparer<object?>.Create(Comparing.Total))),
            "sum" => new Aggregate($"sum_{suffix}", value!.Type, rows => Sum(Values(rows, value))),
            "avg" => new Aggregate($"avg_{suffix}", KqlType.Real, rows => Average(Values(rows, value!))),
            "make_set" => new Aggregate($"set_{suffix}", KqlType.Dynamic, rows => Set(Values(rows, value!), Most(call))),
            "make_list" => new Aggregate($"list_{suffix}", KqlType.Dynamic, rows => Values(rows, value!).Take(Most(call)).ToArray()),
            "take_any" => new Aggregate(suffix ?? "take_any_", value!.Type, rows => Values(rows, value).FirstOrDefault()),
            _ => new Aggregate($"any_{suffix}", value!.Type, rows => Values(rows, value).FirstOrDefault()),
        };
    }

    /// <summary>Aggregates pass over nulls.</summary>
    private static IEnumerable<object?> Values(IReadOnlyList<object?[]> rows, Bound value) =>
        rows.Select(value.Of).Where(v => v is not null);

    private static int Most(CallExpression call) => call.Arguments.Count < 2
        ? int.MaxValue
        : call.Arguments[1] is LiteralExpression { Value: long most }
            ? (int)Math.Min(most, int.MaxValue)
            : throw KqlError.Semantic($"{call.Function}(): argument #2 must be a constant number.", call.Spot);

    private static object?[] Set(IEnumerable<object?> values, int most) =>
        [.. values.DistinctBy(Comparing.GroupKey).Take(most)];

    private static object? Sum(IEnumerable<object?> values)
    {
        object? sum = 0L;
        foreach (var value in values)
        {
            sum = (sum, value) switch
            {
                (long a, long b) => a + b,
                (_, long or double) => Converting.ToReal(sum) + Converting.ToReal(value),
                _ => sum,
            };
        }

        return sum;
    }

    private static double? Average(IEnumerable<object?> values)
    {
        var numbers = values.Select(Converting.ToReal).OfType<double>().ToList();
        return numbers.Count == 0 ? null : numbers.Average();
    }
}
