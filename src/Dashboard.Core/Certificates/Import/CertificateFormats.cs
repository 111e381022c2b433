using System.Text;

namespace Dashboard.Core.Certificates.Import;

/// <summary>Tells the form of an upload that does not say it.</summary>
public static class CertificateFormats
{
    /// <summary>How much of an upload is looked at.</summary>
    public const int LookedAt = 4096;

    /// <summary>The form of an upload that begins like this: binary with a SEQUENCE is DER; a first line with a known column is CSV; all else PEM.</summary>
    public static CertificateFormat Guess(ReadOnlySpan<byte> beginning)
    {
        if (beginning is [0x30, var length, ..] && (length >= 0x80 || length < 0x20)) return CertificateFormat.Der;
        var text = Encoding.UTF8.GetString(beginning).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        return first.Split(',', ';').Any(f => CertificateColumns.Find(f.Trim('"', ' ')) is not null) ? CertificateFormat.Csv : CertificateFormat.Pem;
    }
}
