using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Syntax;

namespace Dashboard.Simulator.Kql.Functions;

/// <summary>One function: how many arguments it takes, and what they become.</summary>
internal sealed record Function(int Least, int Most, Func<CallContext, Bound> Bind);

/// <summary>A call whose arguments are bound.</summary>
internal sealed record CallContext(CallExpression Syntax, IReadOnlyList<Bound> Arguments, DateTime Now)
{
    public Bound this[int index] => Arguments[index];
}

/// <summary>Finds functions by name. A name that Resource Graph may have but this table lacks is an error, not a guess.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<string, Function> All =
        ConversionFunctions.Table
            .Concat(TextFunctions.Table)
            .Concat(TestFunctions.Table)
            .Concat(DynamicFunctions.Table)
            .Concat(TimeFunctions.Table)
            .ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    public static Bound Bind(Binder binder, CallExpression call)
    {
        if (!All.TryGetValue(call.Function, out var function))
        {
            throw KqlError.Semantic($"Unknown function: '{call.Function}'.", call.Spot);
        }

        if (call.Arguments.Count < function.Least || call.Arguments.Count > function.Most)
        {
            throw KqlError.Semantic($"{call.Function}(): function expects {Range(function)} argument(s).", call.Spot);
        }

        return function.Bind(new CallContext(call, [.. call.Arguments.Select(binder.Bind)], binder.Now));
    }

    private static string Range(Function function) =>
        function.Most == function.Least ? $"{function.Least}"
        : function.Most == int.MaxValue ? $"at least {function.Least}"
        : $"[{function.Least}..{function.Most}]";
}
