using System.Buffers;

namespace Dashboard.Core.Certificates.Parsing;

/// <summary>Reads a certificate that stands in a field: one block of PEM, or DER in base64 without markers.</summary>
public static class CertificateText
{
    /// <summary>The one certificate of a text, or why it is refused. A text with two is malformed: a field has one.</summary>
    public static async Task<CertificateReading> ReadAsync(string text, CancellationToken cancellationToken = default)
    {
        if (text.Length > CertificateLimits.MaxField)
            return CertificateReading.Refused(PemReader.OpensPrivateKey(text) ? CertificateRefusal.PrivateKey : CertificateRefusal.TooLarge);
        if (!text.Contains("-----", StringComparison.Ordinal) && !PemReader.OpensPrivateKey(text)) return ReadBase64(text);

        CertificateReading? found = null;
        using var reader = new StringReader(text);
        await foreach (var block in PemReader.ReadAsync(reader, cancellationToken))
        {
            if (block.Reading.Refusal is { } refusal && RefusalWords.RefusesAll(refusal)) return block.Reading;
            found = found is null ? block.Reading : CertificateReading.Refused(CertificateRefusal.Malformed);
        }

        return found ?? CertificateReading.Refused(CertificateRefusal.Empty);
    }

    /// <summary>The certificate of DER in base64; blanks in it are skipped.</summary>
    internal static CertificateReading ReadBase64(string text) =>
        string.IsNullOrWhiteSpace(text)
            ? CertificateReading.Refused(CertificateRefusal.Empty)
            : Decoded(text, DerCertificate.Read, CertificateReading.Refused(CertificateRefusal.Malformed));

    /// <summary>What <paramref name="read"/> says of the bytes of a text; <paramref name="otherwise"/> where it is no base64.</summary>
    private static T Decoded<T>(string text, Func<ReadOnlyMemory<byte>, T> read, T otherwise)
    {
        var bytes = ArrayPool<byte>.Shared.Rent((text.Length / 4 * 3) + 3);
        try
        {
            return Convert.TryFromBase64String(text, bytes, out var length) ? read(bytes.AsMemory(0, length)) : otherwise;
        }
        finally
        {
            // It may have been a key.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>
    /// Whether a field that nobody asked for holds a private key: in armour, or as base64 of DER. It is looked at only to refuse the upload.
    /// </summary>
    internal static bool HoldsPrivateKey(string text)
    {
        if (text.Length < 40) return false;
        if (PemReader.OpensPrivateKey(text)) return true;
        // Every SEQUENCE begins with M in base64.
        return text.AsSpan().TrimStart() is ['M', ..] && text.Length <= CertificateLimits.MaxField
            && Decoded<CertificateRefusal?>(text, DerScent.Of, null) is CertificateRefusal.PrivateKey or CertificateRefusal.Pkcs12;
    }
}
