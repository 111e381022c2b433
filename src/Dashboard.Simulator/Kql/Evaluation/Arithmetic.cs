using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>The four operations and the remainder, over numbers and over times.</summary>
internal static class Arithmetic
{
    public static Bound Bind(BinaryExpression syntax, Bound left, Bound right)
    {
        if (left.Type == KqlType.String || right.Type == KqlType.String || left.Type == KqlType.Bool || right.Type == KqlType.Bool)
        {
            throw KqlError.Semantic($"Operator '{syntax.Operator}' does not take a '{left.Type}' and a '{right.Type}'.", syntax.Spot);
        }

        var op = syntax.Operator;
        return new Bound(ResultType(op, left.Type, right.Type), row => Apply(op, left.Of(row), right.Of(row)));
    }

    private static KqlType ResultType(string op, KqlType left, KqlType right) => (left, right) switch
    {
        (KqlType.DateTime, KqlType.DateTime) => KqlType.TimeSpan,
        (KqlType.DateTime, _) or (_, KqlType.DateTime) => KqlType.DateTime,
        (KqlType.TimeSpan, KqlType.TimeSpan) when op == "/" => KqlType.Real,
        (KqlType.TimeSpan, _) or (_, KqlType.TimeSpan) => KqlType.TimeSpan,
        (KqlType.Long, KqlType.Long) => KqlType.Long,
        (KqlType.Dynamic, _) or (_, KqlType.Dynamic) => KqlType.Dynamic,
        _ => KqlType.Real,
    };

    private static object? Apply(string op, object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        (long a, long b) => Whole(op, a, b),
        (DateTime a, DateTime b) when op == "-" => a - b,
        (DateTime a, TimeSpan b) when op == "+" => a + b,
        (DateTime a, TimeSpan b) when op == "-" => a - b,
        (TimeSpan a, DateTime b) when op == "+" => b + a,
        (TimeSpan a, TimeSpan b) => Spans(op, a, b),
        (TimeSpan a, long or double) when op == "*" => a * Converting.ToReal(right)!.Value,
        (TimeSpan a, long or double) when op == "/" => a / Converting.ToReal(right)!.Value,
        (long or double, TimeSpan b) when op == "*" => b * Converting.ToReal(left)!.Value,
        (long or double, long or double) => Real(op, Converting.ToReal(left)!.Value, Converting.ToReal(right)!.Value),
        _ => null,
    };

    private static object? Whole(string op, long a, long b) => op switch
    {
        "+" => unchecked(a + b),
        "-" => unchecked(a - b),
        "*" => unchecked(a * b),
        "/" => b == 0 ? null : a / b,
        "%" => b == 0 ? null : ((a % b) + b) % b,
        _ => null,
    };

    private static object? Real(string op, double a, double b) => op switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        _ => null,
    };

    private static object? Spans(string op, TimeSpan a, TimeSpan b) => op switch
    {
        "+" => a + b,
        "-" => a - b,
        "/" => b == TimeSpan.Zero ? null : a / b,
        _ => null,
    };
}
