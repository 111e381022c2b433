using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dashboard.Core.Kpis;

/// <summary>Text in the one form in which it is compared, and such as every database can hold and index.</summary>
internal static class FoldedText
{
    /// <summary>Bytes of the longest key. Azure's longest tag value (256 characters) is shorter but in very rare scripts.</summary>
    private const int MostBytes = 400;

    private const int KeptBytes = 360;

    /// <summary>Trimmed and lower case; what no database holds (NUL, half a surrogate pair) is U+FFFD.</summary>
    public static string Of(string text)
    {
        var folded = text.Trim().ToLowerInvariant();
        if (IsPlain(folded)) return folded;
        var whole = new StringBuilder(folded.Length);
        foreach (var rune in folded.EnumerateRunes()) whole.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        return whole.ToString();
    }

    /// <summary>The folded text as a key: one that is longer than an index takes is cut, with a hash of the whole in place of the rest.</summary>
    public static string Key(string text)
    {
        var folded = Of(text);
        if (folded.Length * 3 <= MostBytes || Encoding.UTF8.GetByteCount(folded) <= MostBytes) return folded;
        var bytes = Encoding.UTF8.GetBytes(folded);
        var kept = KeptBytes;
        while ((bytes[kept] & 0b1100_0000) == 0b1000_0000) kept--;
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(bytes, 0, kept)}…{hash}");
    }

    private static bool IsPlain(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) && text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0;
}
