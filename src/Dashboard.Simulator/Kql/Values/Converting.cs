using System.Globalization;

namespace Dashboard.Simulator.Kql.Values;

/// <summary>The query language's conversions: what cannot be converted becomes null, never an error.</summary>
internal static class Converting
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A string is never null in this language: null becomes the empty string.</summary>
    public static string ToText(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        long whole => whole.ToString(Culture),
        double real => real.ToString("R", Culture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", Culture),
        TimeSpan span => span.ToString("c", Culture),
        _ => Json.Text(value),
    };

    public static bool? ToBool(object? value) => value switch
    {
        bool flag => flag,
        long whole => whole != 0,
        double real => real != 0,
        string text => TextToBool(text.Trim()),
        _ => null,
    };

    public static long? ToLong(object? value) => value switch
    {
        long whole => whole,
        bool flag => flag ? 1 : 0,
        double real => real is > long.MinValue and < long.MaxValue ? (long)real : null,
        string text => long.TryParse(text, NumberStyles.Integer, Culture, out var whole) ? whole : null,
        _ => null,
    };

    public static double? ToReal(object? value) => value switch
    {
        double real => real,
        long whole => whole,
        bool flag => flag ? 1 : 0,
        string text => double.TryParse(text, NumberStyles.Float, Culture, out var real) ? real : null,
        _ => null,
    };

    public static DateTime? ToDateTime(object? value) => value switch
    {
        DateTime time => time,
        string text => DateTime.TryParse(text, Culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null,
        _ => null,
    };

    /// <summary>Text becomes the value it spells, if it is JSON; else it stays text.</summary>
    public static object? ToDynamic(object? value)
    {
        if (value is not string text || text.Length == 0)
        {
            return value is "" ? null : value;
        }

        try
        {
            return Json.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return text;
        }
    }

    private static bool? TextToBool(string text)
    {
        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        return long.TryParse(text, NumberStyles.Integer, Culture, out var whole) ? whole != 0 : null;
    }
}
