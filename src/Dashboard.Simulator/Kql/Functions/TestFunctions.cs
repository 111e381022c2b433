using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Functions;

/// <summary>Functions that test and choose.</summary>
internal static class TestFunctions
{
    public static IReadOnlyDictionary<string, Function> Table { get; } = new Dictionary<string, Function>
    {
        ["isnull"] = Test(IsNull),
        ["isnotnull"] = Test(v => !IsNull(v)),
        ["isempty"] = Test(IsEmpty),
        ["isnotempty"] = Test(v => !IsEmpty(v)),
        ["not"] = new(1, 1, call => new Bound(KqlType.Bool, row => !Converting.ToBool(call[0].Of(row)))),
        ["iff"] = new(3, 3, Choose),
        ["iif"] = new(3, 3, Choose),
        ["case"] = new(3, int.MaxValue, Case),
        ["coalesce"] = new(2, 64, Coalesce),
    };

    private static Function Test(Func<object?, bool> test) =>
        new(1, 1, call => new Bound(KqlType.Bool, row => test(call[0].Of(row))));

    /// <summary>Text is never null in this language, only empty.</summary>
    private static bool IsNull(object? value) => value is null;

    private static bool IsEmpty(object? value) => Converting.ToText(value).Length == 0;

    private static Bound Choose(CallContext call) =>
        new(Common(call, [1, 2]), row => call[call[0].Holds(row) ? 1 : 2].Of(row));

    private static Bound Case(CallContext call)
    {
        var last = call.Arguments.Count - 1;
        if (last % 2 != 0)
        {
            throw KqlError.Semantic("case(): the number of arguments must be odd.", call.Syntax.Spot);
        }

        return new Bound(Common(call, [.. Enumerable.Range(0, last / 2).Select(i => (2 * i) + 1), last]), row =>
        {
            for (var i = 0; i < last; i += 2)
            {
                if (call[i].Holds(row))
                {
                    return call[i + 1].Of(row);
                }
            }

            return call[last].Of(row);
        });
    }

    /// <summary>For text, the first that is not empty; else the first that is not null.</summary>
    private static Bound Coalesce(CallContext call) =>
        new(Common(call, [.. Enumerable.Range(0, call.Arguments.Count)]), row =>
        {
            object? last = null;
            foreach (var argument in call.Arguments)
            {
                last = argument.Of(row);
                if (last is not null and not "")
                {
                    return last;
                }
            }

            return last;
        });

    private static KqlType Common(CallContext call, int[] places)
    {
        var types = places.Select(p => call[p].Type).Distinct().ToList();
        return types.Count == 1 ? types[0]
            : types.All(t => t is KqlType.Long or KqlType.Real) ? KqlType.Real
            : KqlType.Dynamic;
    }
}
