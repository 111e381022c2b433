using System.Text;

namespace Dashboard.Core.Audit;

/// <summary>Text from elsewhere, made fit for the trail.</summary>
internal static class AuditText
{
    /// <summary>
    /// Replaces what UTF-8 or a database cannot carry (half a surrogate pair, U+0000) by U+FFFD. Two texts that differ
    /// only there become equal here, and not unnoticed in the hash.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
