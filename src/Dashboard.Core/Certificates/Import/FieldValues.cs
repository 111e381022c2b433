using System.Globalization;
using System.Net;

namespace Dashboard.Core.Certificates.Import;

/// <summary>Reads single values of rows. Null is what cannot be read.</summary>
internal static class FieldValues
{
    private static readonly string[] Moments =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssK",
    ];

    public static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(
            text.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;

    /// <summary>Hex, with or without 0x, colons and blanks, as serial numbers of certificates are told.</summary>
    public static string? Serial(string text)
    {
        var written = text.Trim();
        var negative = written.StartsWith('-');
        if (negative) written = written[1..];
        if (written.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) written = written[2..];
        var hex = Hex(written);
        if (hex is not { Length: > 0 and <= CertificateLimits.MaxSerialBytes * 2 }) return null;
        var digits = hex.TrimStart('0');
        return digits.Length == 0 ? "0" : negative ? "-" + digits : digits;
    }

    public static string? Thumbprint(string text) => Hex(text) is { Length: 64 } hex ? hex : null;

    public static KeyKind? Key(string text) => text.Trim().ToUpperInvariant() switch
    {
        "RSA" or "RSA-HSM" => KeyKind.Rsa,
        "EC" or "ECDSA" or "EC-HSM" => KeyKind.Ec,
        "DSA" => KeyKind.Dsa,
        "ED25519" => KeyKind.Ed25519,
        "ED448" => KeyKind.Ed448,
        "OTHER" => KeyKind.Other,
        "UNKNOWN" => KeyKind.Unknown,
        _ => null,
    };

    public static int? KeySize(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 64 and <= 65536 ? size : null;

    public static KeyCustody? Custody(string text) => text.Trim().Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "EXPORTABLE" => KeyCustody.Exportable,
        "NOTEXPORTABLE" => KeyCustody.NotExportable,
        "UNKNOWN" => KeyCustody.Unknown,
        _ => null,
    };

    public static string? Eku(string text) => text.Trim().ToUpperInvariant() switch
    {
        "CLIENTAUTH" => CertificateFacts.ClientAuth,
        "SERVERAUTH" => "1.3.6.1.5.5.7.3.1",
        "ANY" => CertificateFacts.AnyUse,
        var oid => IsOid(oid) ? oid : null,
    };

    /// <summary>An app is the resource id of a site or slot, and nothing that could be an address of another kind.</summary>
    public static string? App(string text)
    {
        var id = text.Trim().TrimEnd('/').ToLowerInvariant();
        var parts = id.Split('/');
        var isSite = parts is ["", "subscriptions", _, "resourcegroups", _, "providers", "microsoft.web", "sites", _]
            or ["", "subscriptions", _, "resourcegroups", _, "providers", "microsoft.web", "sites", _, "slots", _];
        return isSite && id.Length <= 500 && parts.Skip(1).All(p => p.Length > 0) && !id.Any(IsOdd) ? id : null;

        static bool IsOdd(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '?' or '#' or '\\';
    }

    public static SubjectAltName? San(string text) => SubjectAltName.Read(text) switch
    {
        { Kind: SanKind.Ip } ip when !IPAddress.TryParse(ip.Value, out _) => null,
        var san => san,
    };

    private static bool IsOid(string text) => text.Length is >= 3 and <= 64
        && text.Split('.') is { Length: > 1 } arcs && arcs.All(a => a.Length > 0 && a.All(char.IsAsciiDigit));

    private static string? Hex(string text)
    {
        var digits = string.Concat(text.Where(c => c is not (' ' or ':'))).ToUpperInvariant();
        return digits.All(char.IsAsciiHexDigit) ? digits : null;
    }
}
