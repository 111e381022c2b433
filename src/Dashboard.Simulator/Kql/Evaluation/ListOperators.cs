using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary><c>in</c>, its variants, and <c>has_any</c>. A dynamic array among the items stands for its elements.</summary>
internal static class ListOperators
{
    public static Bound Bind(ListExpression syntax, Bound left, IReadOnlyList<Bound> items)
    {
        Func<object?, object?, bool> equal = syntax.Operator switch
        {
            "in" or "!in" => (a, b) => Comparing.AreEqual(a, b) == true,
            "in~" or "!in~" => (a, b) => string.Equals(Converting.ToText(a), Converting.ToText(b), StringComparison.OrdinalIgnoreCase),
            "has_any" => (a, b) => TextOperators.Has(Converting.ToText(a), Converting.ToText(b)),
            _ => throw new ArgumentOutOfRangeException(nameof(syntax), syntax.Operator, "The grammar has no such operator."),
        };
        var negated = syntax.Operator[0] == '!';
        return new Bound(KqlType.Bool, row =>
        {
            var value = left.Of(row);
            return items.SelectMany(i => Elements(i.Of(row))).Any(i => equal(value, i)) != negated;
        });
    }

    private static object?[] Elements(object? item) => item is object?[] items ? items : [item];
}
