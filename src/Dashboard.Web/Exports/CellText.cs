using System.Globalization;

namespace Dashboard.Web.Exports;

/// <summary>Cells as spreadsheets should take them.</summary>
internal static class CellText
{
    /// <summary>Excel's limit of a cell.</summary>
    private const int MaxLength = 32_767;

    /// <summary>
    /// The value of a cell: numbers, truth values and typed moments as they are, other moments as ISO 8601 in UTC, texts made safe. Names,
    /// tags and evidence are other people's text, and a spreadsheet runs what begins like a formula.
    /// </summary>
    public static object? Of(object? value) => value switch
    {
        null or bool or int or long or decimal or TypedMoment => value,
        DateTimeOffset moment => Moment(moment),
        _ => Safe(value.ToString() ?? ""),
    };

    /// <summary>The same as text, for formats that have only text.</summary>
    public static string TextOf(object? value) => Of(value) switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        TypedMoment moment => Moment(moment.At),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => text.ToString() ?? "",
    };

    /// <summary>Puts an apostrophe before a text that begins like a formula, also after blanks that nobody sees.</summary>
    public static string Safe(string text)
    {
        var clean = text.Length > MaxLength - 1 ? text[..(MaxLength - 1)] : text;
        var at = 0;
        while (at < clean.Length && IsUnseen(clean[at])) at++;
        return clean.Length > 0 && (clean[0] is '\t' or '\r' || (at < clean.Length && IsFormulaStart(clean[at]))) ? "'" + clean : clean;
    }

    /// <summary>A moment in UTC, to the millisecond.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Full-width forms too: some locales take them for the plain ones.</summary>
    private static bool IsFormulaStart(char c) => c is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';

    private static bool IsUnseen(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
