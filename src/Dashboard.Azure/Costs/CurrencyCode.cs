namespace Dashboard.Azure.Costs;

/// <summary>Reads currencies.</summary>
internal static class CurrencyCode
{
    /// <summary>The ISO 4217 code in upper case; null for what is none.</summary>
    public static string? Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length != 3) return null;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetter(c)) return null;
        }

        return text.ToString().ToUpperInvariant();
    }
}
