using Dashboard.Simulator.Kql.Functions;
using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>
/// Resolves an expression against a relation's columns. Whatever is unknown is an error here, before any row
/// is read: the service never guesses, so the simulator must not either.
/// </summary>
internal sealed class Binder(Relation relation, DateTime now)
{
    /// <summary>The instant that <c>now()</c> and <c>ago()</c> count from.</summary>
    public DateTime Now { get; } = now;

    public Bound Bind(Expression expression) => expression switch
    {
        LiteralExpression literal => new Bound(literal.Type, _ => literal.Value),
        NameExpression name => BindName(name),
        MemberExpression member => BindMember(member),
        IndexExpression index => BindIndex(index),
        NegateExpression negate => BindNegate(negate),
        BinaryExpression binary => BinaryOperators.Bind(binary, Bind(binary.Left), Bind(binary.Right)),
        ListExpression list => ListOperators.Bind(list, Bind(list.Left), [.. list.Items.Select(Bind)]),
        CallExpression call => ScalarFunctions.Bind(this, call),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "No such expression."),
    };

    /// <summary>Binds an expression that sorts, groups or joins, which a dynamic value cannot do without a cast.</summary>
    public Bound BindKey(Expression expression, string use)
    {
        var bound = Bind(expression);
        return bound.Type != KqlType.Dynamic
            ? bound
            : throw KqlError.Semantic($"{use} is of a 'dynamic' type. Please use an explicit cast as extending the expression with a scalar type.", expression.Spot);
    }

    private Bound BindName(NameExpression name)
    {
        var at = relation.IndexOf(name.Name);
        return at >= 0
            ? new Bound(relation.Columns[at].Type, row => row[at])
            : throw KqlError.Semantic($"Failed to resolve scalar expression named '{name.Name}'", name.Spot);
    }

    private Bound BindMember(MemberExpression member)
    {
        var target = Bind(member.Target);
        DemandDynamic(target, member.Spot);
        var name = member.Name;
        return new Bound(KqlType.Dynamic, row => target.Of(row) is Bag bag ? bag.Get(name) : null);
    }

    private Bound BindIndex(IndexExpression index)
    {
        var target = Bind(index.Target);
        var place = Bind(index.Index);
        DemandDynamic(target, index.Spot);
        return new Bound(KqlType.Dynamic, row => (target.Of(row), place.Of(row)) switch
        {
            (Bag bag, string name) => bag.Get(name),
            (object?[] items, long at) => Item(items, at),
            _ => null,
        });
    }

    private Bound BindNegate(NegateExpression negate)
    {
        var operand = Bind(negate.Operand);
        return new Bound(operand.Type, row => operand.Of(row) switch
        {
            long whole => -whole,
            double real => -real,
            TimeSpan span => -span,
            _ => null,
        });
    }

    /// <summary>A negative index counts from the end.</summary>
    private static object? Item(object?[] items, long at)
    {
        var place = at < 0 ? items.Length + at : at;
        return place >= 0 && place < items.Length ? items[place] : null;
    }

    private static void DemandDynamic(Bound target, Spot spot)
    {
        if (target.Type != KqlType.Dynamic)
        {
            throw KqlError.Semantic($"Path expression source must be of type 'dynamic', not '{target.Type}'.", spot);
        }
    }
}
