using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Dashboard.Core.Certificates.Parsing;

/// <summary>
/// Reads one certificate in DER by itself, and so the same way on every system. It reads facts and proves nothing: no signature and no chain is checked.
/// </summary>
public static class DerCertificate
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0, true);

    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3, true);

    /// <summary>The facts of a certificate, or why it is refused. Nothing is thrown whatever the bytes are.</summary>
    public static CertificateReading Read(ReadOnlyMemory<byte> der)
    {
        if (der.IsEmpty) return CertificateReading.Refused(CertificateRefusal.Empty);
        if (DerScent.Of(der) is { } other) return CertificateReading.Refused(other);
        if (der.Length > CertificateLimits.MaxDerBytes) return CertificateReading.Refused(CertificateRefusal.TooLarge);
        if (DerLength.Check(der.Span) is { } length) return CertificateReading.Refused(length);
        try
        {
            return ReadWhole(der);
        }
        catch (AsnContentException)
        {
            return CertificateReading.Refused(CertificateRefusal.Malformed);
        }
        catch (TooMuchException)
        {
            return CertificateReading.Refused(CertificateRefusal.TooLarge);
        }
    }

    private static CertificateReading ReadWhole(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER, new AsnReaderOptions { SkipSetSortOrderVerification = true });
        var certificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var body = certificate.ReadSequence();
        var signature = certificate.ReadSequence();
        certificate.ReadBitString(out _);
        certificate.ThrowIfNotEmpty();

        if (body.PeekTag() == VersionTag) body.ReadSequence(VersionTag).ReadInteger();
        var serial = SerialOf(body.ReadIntegerBytes());
        body.ReadSequence();
        var issuer = DerNames.Read(body.ReadSequence());
        var validity = body.ReadSequence();
        var (notBefore, notAfter) = (Moment(validity), Moment(validity));
        validity.ThrowIfNotEmpty();
        var subject = DerNames.Read(body.ReadSequence());
        var (key, size, curve) = DerKeys.Read(body.ReadSequence());
        var extensions = ReadExtensions(body);
        if (notAfter < notBefore) return CertificateReading.Refused(CertificateRefusal.ValidityReversed);

        return CertificateReading.Of(new CertificateFacts
        {
            Subject = subject,
            Issuer = issuer,
            Serial = serial,
            Thumbprint = Convert.ToHexString(SHA256.HashData(der.Span)),
            NotBefore = notBefore,
            NotAfter = notAfter,
            Key = key,
            KeySize = size,
            Curve = curve,
            Signature = DerKeys.SignatureName(signature.ReadObjectIdentifier()),
            Ekus = extensions.Ekus,
            Sans = extensions.Sans,
            IsAuthority = extensions.IsAuthority,
        });
    }

    private static DerExtensions ReadExtensions(AsnReader body)
    {
        var extensions = new DerExtensions();
        while (body.HasData)
        {
            if (body.PeekTag() == ExtensionsTag)
            {
                extensions.Read(body.ReadSequence(ExtensionsTag).ReadSequence());
                body.ThrowIfNotEmpty();
                return extensions;
            }

            // The unique ids of version 2, which nobody uses.
            if (body.PeekTag() is not { TagClass: TagClass.ContextSpecific, TagValue: 1 or 2 }) throw new AsnContentException();
            body.ReadEncodedValue();
        }

        return extensions;
    }

    private static DateTimeOffset Moment(AsnReader validity) =>
        validity.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime) ? validity.ReadGeneralizedTime() : validity.ReadUtcTime();

    private static string SerialOf(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > CertificateLimits.MaxSerialBytes) throw new TooMuchException();
        var number = new BigInteger(bytes.Span, isBigEndian: true);
        var hex = BigInteger.Abs(number).ToString("X", CultureInfo.InvariantCulture).TrimStart('0');
        return (number.Sign < 0 ? "-" : "") + (hex.Length == 0 ? "0" : hex);
    }
}

/// <summary>A structure has more of something than is taken.</summary>
internal sealed class TooMuchException : Exception;

/// <summary>Compares the outer length of a structure with what there is.</summary>
internal static class DerLength
{
    public static CertificateRefusal? Check(ReadOnlySpan<byte> der)
    {
        if (der[0] != 0x30) return CertificateRefusal.Malformed;
        if (der.Length < 2) return CertificateRefusal.Truncated;
        var (header, length) = (2, (long)der[1]);
        if (der[1] == 0x80 || der[1] > 0x84) return CertificateRefusal.Malformed;
        if (der[1] > 0x80)
        {
            header = 2 + (der[1] & 0x7F);
            if (der.Length < header) return CertificateRefusal.Truncated;
            length = 0;
            foreach (var b in der[2..header]) length = (length << 8) | b;
        }

        return header + length > der.Length ? CertificateRefusal.Truncated : header + length < der.Length ? CertificateRefusal.TrailingData : null;
    }
}
