using System.Text;

namespace Dashboard.Storage.PostgreSql;

/// <summary>
/// Text as PostgreSQL can hold it: no NUL character and no half of a surrogate pair. Each becomes U+FFFD, the
/// character that Unicode has for this, rather than an error in the middle of a run.
/// </summary>
internal static class PostgresText
{
    private const char Replacement = '\ufffd';

    /// <summary>True where <paramref name="text"/> can be stored as it is.</summary>
    public static bool CanHold(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) return false;
        return text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 || HasWholePairs(text);
    }

    /// <summary>The text, with a replacement for each character that cannot be stored.</summary>
    public static string Of(string text)
    {
        if (CanHold(text)) return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return whole.ToString();
    }

    private static bool HasWholePairs(string text)
    {
        // A lone half is enumerated as the replacement character, which may also stand in the text by right.
        var expected = text.Count(c => c == Replacement);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) expected--;
        }
        return expected == 0;
    }
}
