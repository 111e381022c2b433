using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Dashboard.Core.Certificates;

/// <summary>
/// A distinguished name: how it is shown, and a key under which two spellings of one name are equal. The key forgets case, blanks at the ends
/// and in rows, and the order of the parts, since programs write them from either end; it hangs on all of the name, also on what is cut when shown.
/// </summary>
public sealed record DistinguishedName
{
    private static readonly SearchValues<char> Quotable = SearchValues.Create(",+=\"\\;<>");

    /// <summary>The name without parts.</summary>
    public static DistinguishedName Empty { get; } = new() { Text = "", Key = "" };

    /// <summary>The name as it is shown, such as <c>CN=client-a, O=Contoso</c>: the most specific part first; safe by <see cref="SafeText"/>.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 in hex over the parts, folded and sorted; empty for a name without parts.</summary>
    public required string Key { get; init; }

    /// <summary>The common name, safe; null where there is none.</summary>
    public string? CommonName { get; init; }

    /// <summary>The name of these parts, the most specific one first.</summary>
    public static DistinguishedName Of(IReadOnlyList<(string Type, string Value)> parts)
    {
        if (parts.Count == 0) return Empty;
        var common = parts.FirstOrDefault(p => p.Type == "CN").Value;
        return new DistinguishedName
        {
            Text = SafeText.Of(string.Join(", ", parts.Select(p => $"{p.Type}={Quoted(p.Value)}")), CertificateLimits.MaxName),
            Key = KeyOf(parts),
            CommonName = common is null ? null : SafeText.Of(common, CertificateLimits.MaxSan),
        };
    }

    /// <summary>Reads a name as people and programs write it, with commas between its parts; null where a part has no type.</summary>
    public static DistinguishedName? Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Empty;
        var parts = NameText.Split(text);
        return parts is { Count: > 0 and <= CertificateLimits.MaxNameParts } ? Of(parts) : null;
    }

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(Quotable) < 0 && value == value.Trim() ? value : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string KeyOf(IEnumerable<(string Type, string Value)> parts)
    {
        var folded = parts.Select(p => $"{p.Type.ToUpperInvariant()}={NameText.Fold(p.Value)}").Order(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(string.Join('\u0001', folded))));
    }
}
