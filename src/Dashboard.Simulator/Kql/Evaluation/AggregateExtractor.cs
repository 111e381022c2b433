using System.Globalization;
using Dashboard.Simulator.Kql.Syntax;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>
/// Takes the aggregates out of an expression such as <c>100.0 * countif(x) / count()</c> and leaves names in
/// their place, so that the rest is an ordinary expression over the groups.
/// </summary>
internal sealed class AggregateExtractor
{
    /// <summary>The aggregates found so far, by the name left in their place.</summary>
    public List<(string Name, CallExpression Call)> Found { get; } = [];

    public Expression Extract(Expression expression) => expression switch
    {
        CallExpression call when Aggregates.Knows(call.Function) => Replace(call),
        CallExpression call => call with { Arguments = [.. call.Arguments.Select(Extract)] },
        BinaryExpression binary => binary with { Left = Extract(binary.Left), Right = Extract(binary.Right) },
        ListExpression list => list with { Left = Extract(list.Left), Items = [.. list.Items.Select(Extract)] },
        MemberExpression member => member with { Target = Extract(member.Target) },
        IndexExpression index => index with { Target = Extract(index.Target), Index = Extract(index.Index) },
        NegateExpression negate => negate with { Operand = Extract(negate.Operand) },
        _ => expression,
    };

    private NameExpression Replace(CallExpression call)
    {
        var name = "$" + Found.Count.ToString(CultureInfo.InvariantCulture);
        Found.Add((name, call));
        return new NameExpression(name, call.Spot);
    }
}
