using System.Globalization;
using System.Text;

namespace Dashboard.Core.Certificates;

/// <summary>
/// Text out of a certificate, made fit to be shown. What cannot be seen, or turns what is beside it round (controls, format characters such as
/// bidirectional marks, line and paragraph separators, halves of surrogate pairs), is written out as <c>\uXXXX</c>, so that two names that look
/// alike do so on the page as well. What is longer than the limit is cut and ends in <c>…</c>.
/// </summary>
public static class SafeText
{
    /// <summary>The text as it is kept.</summary>
    /// <param name="text">What the certificate, or a row, says.</param>
    /// <param name="max">The longest text in UTF-16 units, the ellipsis included.</param>
    public static string Of(string text, int max)
    {
        if (text.Length <= max && IsSafe(text)) return text;
        var safe = new StringBuilder(Math.Min(text.Length, max));
        for (var i = 0; i < text.Length; i++)
        {
            var whole = Rune.TryGetRuneAt(text, i, out var rune);
            var piece = !whole ? Escape(text[i]) : IsHidden(rune) ? Escape(rune.Value) : rune.ToString();
            if (safe.Length + piece.Length > max - (i + rune.Utf16SequenceLength < text.Length ? 1 : 0)) return safe.Append('…').ToString();
            safe.Append(piece);
            if (whole) i += rune.Utf16SequenceLength - 1;
        }

        return safe.ToString();
    }

    private static bool IsSafe(string text)
    {
        foreach (var c in text)
        {
            // ASCII that can be seen is nearly all that ever comes; all else is looked at rune by rune.
            if (c is < ' ' or > '~') return IsSafeAtLength(text);
        }

        return true;
    }

    private static bool IsSafeAtLength(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || IsHidden(rune)) return false;
            i += rune.Utf16SequenceLength - 1;
        }

        return true;
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static string Escape(int value) => value > 0xFFFF
        ? "\\U" + value.ToString("X8", CultureInfo.InvariantCulture)
        : "\\u" + value.ToString("X4", CultureInfo.InvariantCulture);
}
