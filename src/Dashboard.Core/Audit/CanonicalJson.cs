using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dashboard.Core.Audit;

/// <summary>
/// The one text of a JSON value, after RFC 8785: keys sorted, no whitespace, only the escapes that JSON demands. Numbers are exact decimals
/// without an exponent and without trailing zeros.
/// </summary>
public static class CanonicalJson
{
    /// <summary>A number has at most so many digits: more could not be told exactly by whoever reads them as floating point.</summary>
    private const decimal MostExact = 9_007_199_254_740_992;

    /// <summary>The canonical text of <paramref name="value"/>.</summary>
    /// <exception cref="FormatException">A number that has no exact short form.</exception>
    public static string Of(JsonElement value)
    {
        var json = new StringBuilder();
        Append(json, value);
        return json.ToString();
    }

    /// <summary>Appends a text in quotation marks.</summary>
    /// <exception cref="ArgumentException">It holds half a surrogate pair, which has no UTF-8 form.</exception>
    public static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(c, text[i + 1])) throw new ArgumentException("Half a surrogate pair.", nameof(text));
                json.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        json.Append('"');
    }

    private static void Append(StringBuilder json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(json, value);
                break;
            case JsonValueKind.Array:
                AppendArray(json, value);
                break;
            case JsonValueKind.String:
                AppendText(json, value.GetString()!);
                break;
            case JsonValueKind.Number:
                json.Append(Number(value));
                break;
            default:
                json.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder json, JsonElement value)
    {
        json.Append('{');
        var first = true;
        // By UTF-16 units, as RFC 8785 demands.
        foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (!first) json.Append(',');
            first = false;
            AppendText(json, property.Name);
            json.Append(':');
            Append(json, property.Value);
        }

        json.Append('}');
    }

    private static void AppendArray(StringBuilder json, JsonElement value)
    {
        json.Append('[');
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first) json.Append(',');
            first = false;
            Append(json, item);
        }

        json.Append(']');
    }

    private static string Number(JsonElement value)
    {
        if (!value.TryGetDecimal(out var number) || Math.Abs(number) > MostExact) throw new FormatException($"{value.GetRawText()} has no exact short form.");
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (text.Contains('.', StringComparison.Ordinal)) text = text.TrimEnd('0').TrimEnd('.');
        return text is "-0" ? "0" : text;
    }
}
