using System.Globalization;
using System.Text.Json;
using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Kql.Parsing;

/// <summary>Literals that name their type: <c>dynamic(null)</c>, <c>datetime(2026-01-01)</c>, <c>int(5)</c>, and time spans.</summary>
internal static class TypedLiterals
{
    /// <summary>The length of a bracketed text, brackets included; 0 when it is not closed.</summary>
    public static int Length(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(': depth++; break;
                case ')' when --depth == 0: return i - open + 1;
                case '\'' or '"':
                    var length = StringLiterals.Length(text, i);
                    if (length == 0)
                    {
                        return 0;
                    }

                    i += length - 1;
                    break;
            }
        }

        return 0;
    }

    /// <summary>The literal, or null when its text is not of its type.</summary>
    public static LiteralExpression? Parse(string literal, Spot spot)
    {
        var open = literal.IndexOf('(', StringComparison.Ordinal);
        var inner = literal[(open + 1)..^1].Trim();
        var isNull = inner == "null";
        return literal[..open].TrimEnd() switch
        {
            "dynamic" => Dynamic(inner, spot),
            "datetime" => Of(isNull, Converting.ToDateTime(Unquote(inner)), KqlType.DateTime, spot),
            "timespan" => Of(isNull, Span(inner), KqlType.TimeSpan, spot),
            "bool" => Of(isNull, Converting.ToBool(inner), KqlType.Bool, spot),
            "int" or "long" => Of(isNull, Converting.ToLong(inner), KqlType.Long, spot),
            "real" => Of(isNull, Converting.ToReal(inner), KqlType.Real, spot),
            _ => null,
        };
    }

    /// <summary>A time span such as <c>1d</c>, <c>2.5h</c> or <c>30m</c>.</summary>
    public static TimeSpan? Span(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return text[digits..] switch
        {
            "d" => TimeSpan.FromDays(number),
            "h" => TimeSpan.FromHours(number),
            "m" => TimeSpan.FromMinutes(number),
            "s" => TimeSpan.FromSeconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            _ => null,
        };
    }

    private static LiteralExpression? Of(bool isNull, object? value, KqlType type, Spot spot) =>
        isNull || value is not null ? new LiteralExpression(value, type, spot) : null;

    private static LiteralExpression? Dynamic(string inner, Spot spot)
    {
        try
        {
            return new LiteralExpression(Json.Parse(inner), KqlType.Dynamic, spot);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Unquote(string text) =>
        text.Length > 1 && text[0] is '\'' or '"' ? StringLiterals.Value(text) : text;
}
