using System.Formats.Asn1;

namespace Dashboard.Core.Certificates.Parsing;

/// <summary>Tells what a DER structure is that is no certificate, by its first members alone.</summary>
internal static class DerScent
{
    /// <summary>What it is; null where it may be a certificate. What cannot be told apart is no private key.</summary>
    public static CertificateRefusal? Of(ReadOnlyMemory<byte> der)
    {
        try
        {
            return OfSequence(Open(der));
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // A file of keys may be cut off or have something behind it and still holds a key: of the outer length only the beginning is believed.
    private static AsnReader Open(ReadOnlyMemory<byte> der)
    {
        if (AsnDecoder.TryReadEncodedValue(der.Span, AsnEncodingRules.BER, out _, out var offset, out var length, out _))
            return new AsnReader(der.Slice(offset, length), AsnEncodingRules.BER);
        var header = der.Length < 2 ? 0 : der.Span[1] < 0x80 ? 2 : 2 + (der.Span[1] & 0x7F);
        return new AsnReader(header > 0 && header <= der.Length ? der[header..] : ReadOnlyMemory<byte>.Empty, AsnEncodingRules.BER);
    }

    private static CertificateRefusal? OfSequence(AsnReader outer)
    {
        if (!outer.HasData) return null;
        var first = outer.PeekTag();
        if (first.HasSameClassAndValue(Asn1Tag.ObjectIdentifier)) return OfContentType(outer.ReadObjectIdentifier());
        if (first.HasSameClassAndValue(Asn1Tag.Integer)) return OfVersioned(outer);
        return first.HasSameClassAndValue(Asn1Tag.Sequence) ? OfNested(outer) : null;
    }

    private static CertificateRefusal OfContentType(string oid) =>
        oid.StartsWith("1.2.840.113549.1.7.", StringComparison.Ordinal) ? CertificateRefusal.Pkcs7
        : oid.StartsWith("1.2.840.113549.1.12.", StringComparison.Ordinal) ? CertificateRefusal.Pkcs12
        : CertificateRefusal.NotACertificate;

    /// <summary>Begins with a version: the forms of private keys (PKCS#1, DSA, EC, PKCS#8), or PKCS#12.</summary>
    private static CertificateRefusal OfVersioned(AsnReader outer)
    {
        var version = outer.ReadIntegerBytes();
        if (!outer.HasData) return CertificateRefusal.NotACertificate;
        var second = outer.PeekTag();
        if (version.Length == 1 && version.Span[0] == 3 && second.HasSameClassAndValue(Asn1Tag.Sequence)) return CertificateRefusal.Pkcs12;
        if (version.Length == 1 && version.Span[0] <= 1 && (second.HasSameClassAndValue(Asn1Tag.Integer)
            || second.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString) || second.HasSameClassAndValue(Asn1Tag.Sequence)))
        {
            return CertificateRefusal.PrivateKey;
        }

        return CertificateRefusal.NotACertificate;
    }

    private static CertificateRefusal? OfNested(AsnReader outer)
    {
        var inner = new AsnReader(AfterHeader(outer.PeekEncodedValueOrRest()), AsnEncodingRules.BER);
        if (!inner.HasData) return null;
        var first = inner.PeekTag();
        if (first.HasSameClassAndValue(Asn1Tag.ObjectIdentifier))
        {
            // EncryptedPrivateKeyInfo has an algorithm of PKCS#5 or PKCS#12; a public key has another one.
            var oid = inner.ReadObjectIdentifier();
            return oid.StartsWith("1.2.840.113549.1.5.", StringComparison.Ordinal) || oid.StartsWith("1.2.840.113549.1.12.", StringComparison.Ordinal)
                ? CertificateRefusal.PrivateKey
                : CertificateRefusal.NotACertificate;
        }

        // A request begins with its version and a name; a certificate of version 1 with its serial number and an algorithm.
        if (!first.HasSameClassAndValue(Asn1Tag.Integer)) return null;
        var number = inner.ReadIntegerBytes();
        if (!inner.HasData || !inner.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence)) return null;
        var second = inner.ReadSequence();
        if (!second.HasData || second.PeekTag().HasSameClassAndValue(Asn1Tag.SetOf))
            return number.Length == 1 && number.Span[0] == 0 ? CertificateRefusal.Request : null;
        if (!second.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier)) return null;
        // A revocation list has a name and then a moment, where a certificate has a name and a validity.
        if (!inner.HasData || !inner.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence)) return null;
        inner.ReadEncodedValue();
        return inner.HasData && !inner.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? CertificateRefusal.NotACertificate : null;
    }

    private static ReadOnlyMemory<byte> PeekEncodedValueOrRest(this AsnReader reader)
    {
        try
        {
            return reader.PeekEncodedValue();
        }
        catch (AsnContentException)
        {
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    private static ReadOnlyMemory<byte> AfterHeader(ReadOnlyMemory<byte> value)
    {
        if (value.IsEmpty) return value;
        AsnDecoder.ReadEncodedValue(value.Span, AsnEncodingRules.BER, out var offset, out var length, out _);
        return value.Slice(offset, length);
    }
}
