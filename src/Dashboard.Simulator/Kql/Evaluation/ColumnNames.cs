using System.Globalization;
using Dashboard.Simulator.Kql.Syntax;

namespace Dashboard.Simulator.Kql.Evaluation;

/// <summary>Names for columns that the query does not name.</summary>
internal sealed class ColumnNames
{
    private static readonly HashSet<string> Transparent =
        ["tostring", "tobool", "toboolean", "toint", "tolong", "toreal", "todouble", "todatetime", "todynamic", "parse_json"];

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private int anonymous;

    /// <summary>
    /// A path is flattened (<c>properties_siteConfig_http20Enabled</c>), a conversion keeps its argument's name,
    /// anything else is numbered. A name that is taken gets the first free number.
    /// </summary>
    public string For(Assignment assignment) =>
        Free(assignment.Name ?? Derive(assignment.Expression) ?? $"Column{++anonymous}");

    /// <summary>The name itself, or the name with the first free number after it.</summary>
    public string Free(string name)
    {
        var free = name;
        for (var i = 1; !taken.Add(free); i++)
        {
            free = name + i.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }

    /// <summary>The derived name of an expression, or null if it has none.</summary>
    public static string? Derive(Expression expression) => expression switch
    {
        NameExpression name => name.Name,
        MemberExpression member => Derive(member.Target) is { } target ? $"{target}_{Plain(member.Name)}" : null,
        IndexExpression { Index: LiteralExpression { Value: long at } } index =>
            Derive(index.Target) is { } target ? string.Create(CultureInfo.InvariantCulture, $"{target}_{at}") : null,
        CallExpression { Arguments: [var only] } call when Transparent.Contains(call.Function) => Derive(only),
        _ => null,
    };

    private static string Plain(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '_'));
}
