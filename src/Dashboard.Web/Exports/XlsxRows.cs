using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dashboard.Web.Exports;

/// <summary>Writes the rows of a sheet.</summary>
internal sealed partial class XlsxRows(TextWriter output, int columns)
{
    private readonly string[] _columns = [.. Enumerable.Range(0, columns).Select(Letters)];

    /// <summary>The rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes a row. Numbers and truth values stay what they are, everything else is made safe as text.</summary>
    public void Write(IReadOnlyList<object?> cells)
    {
        var row = (++Count).ToString(CultureInfo.InvariantCulture);
        output.Write($"<row r=\"{row}\">");
        for (var i = 0; i < cells.Count; i++) Write(_columns[i] + row, CellText.Of(cells[i]));
        output.Write("</row>");
    }

    /// <summary>Text as XML can carry it: most control characters it cannot at all.</summary>
    public static string Escaped(string text)
    {
        // Excel reads _x000D_ in a text as the character of that number: what only looks like that says so.
        var plain = text.Contains("_x", StringComparison.OrdinalIgnoreCase) ? LooksEscaped().Replace(text, "_x005F_") : text;
        if (!plain.AsSpan().ContainsAny("&<>\"") && !plain.Any(c => c < ' ' || c >= '\uFFFE')) return plain;
        var escaped = new StringBuilder(plain.Length + 16);
        foreach (var c in plain) escaped.Append(Escaped(c) ?? c.ToString());
        return escaped.ToString();
    }

    private static string? Escaped(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\r' => "&#13;",
        (< ' ' and not '\t' and not '\n') or '\uFFFE' or '\uFFFF' => "\uFFFD",
        _ => null,
    };

    private void Write(string place, object? value)
    {
        switch (value)
        {
            case null or "":
                break;
            case bool flag:
                output.Write($"<c r=\"{place}\" t=\"b\"><v>{(flag ? 1 : 0)}</v></c>");
                break;
            case TypedMoment moment:
                output.Write($"<c r=\"{place}\" s=\"{XlsxWorkbook.MomentStyle}\"><v>{moment.Serial.ToString(CultureInfo.InvariantCulture)}</v></c>");
                break;
            case string text:
                output.Write($"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escaped(text)}</t></is></c>");
                break;
            default:
                output.Write($"<c r=\"{place}\"><v>{CellText.TextOf(value)}</v></c>");
                break;
        }
    }

    /// <summary>A, B, … Z, AA: the letters of a column.</summary>
    private static string Letters(int column) => (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LooksEscaped();
}
