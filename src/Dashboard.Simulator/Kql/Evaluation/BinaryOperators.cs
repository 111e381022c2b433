using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>The operators between two expressions.</summary>
internal static class BinaryOperators
{
    public static Bound Bind(BinaryExpression syntax, Bound left, Bound right) => syntax.Operator switch
    {
        "and" => Logic(syntax, left, right, And),
        "or" => Logic(syntax, left, right, Or),
        "==" => Test(left, right, (a, b) => Comparing.AreEqual(a, b)),
        // Two nulls are neither equal nor unequal; one null is unequal to anything.
        "!=" => Test(left, right, (a, b) => !Comparing.AreEqual(a, b)),
        "<" => Test(left, right, (a, b) => Comparing.Order(a, b) < 0),
        "<=" => Test(left, right, (a, b) => Comparing.Order(a, b) <= 0),
        ">" => Test(left, right, (a, b) => Comparing.Order(a, b) > 0),
        ">=" => Test(left, right, (a, b) => Comparing.Order(a, b) >= 0),
        "+" or "-" or "*" or "/" or "%" => Arithmetic.Bind(syntax, left, right),
        var word => Words(word, left, right),
    };

    private static Bound Words(string word, Bound left, Bound right)
    {
        var (test, negated) = TextOperators.Find(word);
        return new Bound(KqlType.Bool, row =>
            test(Converting.ToText(left.Of(row)), Converting.ToText(right.Of(row))) != negated);
    }

    private static Bound Test(Bound left, Bound right, Func<object?, object?, bool?> test) =>
        new(KqlType.Bool, row => test(left.Of(row), right.Of(row)));

    private static Bound Logic(BinaryExpression syntax, Bound left, Bound right, Func<Func<bool?>, Func<bool?>, bool?> combine)
    {
        DemandBool(left, syntax.Left.Spot);
        DemandBool(right, syntax.Right.Spot);
        return new Bound(KqlType.Bool, row =>
            combine(() => Converting.ToBool(left.Of(row)), () => Converting.ToBool(right.Of(row))));
    }

    private static bool? And(Func<bool?> left, Func<bool?> right) => left() switch
    {
        false => false,
        true => right(),
        null => right() == false ? false : null,
    };

    private static bool? Or(Func<bool?> left, Func<bool?> right) => left() switch
    {
        true => true,
        false => right(),
        null => right() == true ? true : null,
    };

    private static void DemandBool(Bound bound, Spot spot)
    {
        if (bound.Type is not (KqlType.Bool or KqlType.Dynamic))
        {
            throw KqlError.Semantic("The operands of 'and' and 'or' must be of type 'bool'.", spot);
        }
    }
}
