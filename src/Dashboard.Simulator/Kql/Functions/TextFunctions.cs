using System.Text.RegularExpressions;
using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Functions;

/// <summary>Functions on text.</summary>
internal static class TextFunctions
{
    /// <summary>A pattern of the query must not be able to hold the simulator up.</summary>
    private static readonly TimeSpan PatternPatience = TimeSpan.FromMilliseconds(250);

    public static IReadOnlyDictionary<string, Function> Table { get; } = new Dictionary<string, Function>
    {
        ["tolower"] = Map(s => s.ToLowerInvariant()),
        ["toupper"] = Map(s => s.ToUpperInvariant()),
        ["strlen"] = new(1, 1, call => new Bound(KqlType.Long, row => (long)Text(call, 0, row).Length)),
        ["strcat"] = new(1, int.MaxValue, call => new Bound(KqlType.String, row =>
            string.Concat(call.Arguments.Select(a => Converting.ToText(a.Of(row)))))),
        ["substring"] = new(2, 3, Substring),
        ["indexof"] = new(2, 2, call => new Bound(KqlType.Long, row =>
            (long)Text(call, 0, row).IndexOf(Text(call, 1, row), StringComparison.Ordinal))),
        ["replace_string"] = new(3, 3, call => new Bound(KqlType.String, row =>
            Text(call, 1, row) is { Length: > 0 } what
                ? Text(call, 0, row).Replace(what, Text(call, 2, row), StringComparison.Ordinal)
                : Text(call, 0, row))),
        ["split"] = new(2, 3, Split),
        ["trim"] = new(2, 2, Trim),
    };

    private static Function Map(Func<string, string> map) =>
        new(1, 1, call => new Bound(KqlType.String, row => map(Text(call, 0, row))));

    private static Bound Substring(CallContext call) => new(KqlType.String, row =>
    {
        var text = Text(call, 0, row);
        var from = (int)Math.Clamp(Converting.ToLong(call[1].Of(row)) ?? 0, 0, text.Length);
        var most = text.Length - from;
        var length = call.Arguments.Count > 2 ? (int)Math.Clamp(Converting.ToLong(call[2].Of(row)) ?? most, 0, most) : most;
        return text.Substring(from, length);
    });

    private static Bound Split(CallContext call) => new(KqlType.Dynamic, row =>
    {
        var delimiter = Text(call, 1, row);
        string[] parts = delimiter.Length == 0 ? [Text(call, 0, row)] : Text(call, 0, row).Split(delimiter);
        if (call.Arguments.Count < 3)
        {
            return parts.ToArray<object?>();
        }

        return Converting.ToLong(call[2].Of(row)) is { } at && at >= 0 && at < parts.Length ? new object?[] { parts[at] } : [];
    });

    /// <summary><c>trim(pattern, text)</c> removes leading and trailing matches of a regular expression.</summary>
    private static Bound Trim(CallContext call)
    {
        if (call.Syntax.Arguments[0] is not LiteralExpression { Value: string pattern })
        {
            throw KqlError.Semantic("trim(): argument #1 must be a constant string.", call.Syntax.Spot);
        }

        Regex ends;
        try
        {
            ends = new Regex($"^(?:{pattern})|(?:{pattern})$", RegexOptions.CultureInvariant, PatternPatience);
        }
        catch (ArgumentException)
        {
            throw KqlError.Semantic("trim(): argument #1 is not a valid regular expression.", call.Syntax.Spot);
        }

        return new Bound(KqlType.String, row => ends.Replace(Text(call, 1, row), ""));
    }

    private static string Text(CallContext call, int index, object?[] row) => Converting.ToText(call[index].Of(row));
}
