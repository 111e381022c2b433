using System.Formats.Asn1;
using System.Numerics;

namespace Dashboard.Core.Certificates.Parsing;

/// <summary>Reads public keys and the names of algorithms.</summary>
internal static class DerKeys
{
    /// <summary>The kind, size in bits and curve of a SubjectPublicKeyInfo.</summary>
    public static (KeyKind Kind, int? Size, string? Curve) Read(AsnReader info)
    {
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var key = info.ReadBitString(out _);
        switch (oid)
        {
            case "1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.10" or "1.2.840.113549.1.1.7":
                return (KeyKind.Rsa, Bits(new AsnReader(key, AsnEncodingRules.DER).ReadSequence().ReadIntegerBytes().Span), null);
            case "1.2.840.10045.2.1":
                return Curve(algorithm, key.Length);
            case "1.2.840.10040.4.1":
                return (KeyKind.Dsa, algorithm.HasData ? Bits(algorithm.ReadSequence().ReadIntegerBytes().Span) : null, null);
            case "1.3.101.112":
                return (KeyKind.Ed25519, 256, null);
            case "1.3.101.113":
                return (KeyKind.Ed448, 456, null);
            default:
                return (KeyKind.Other, null, SafeText.Of(oid, 64));
        }
    }

    /// <summary>The name of a way to sign, as <c>HASH-KEY</c>.</summary>
    public static string SignatureName(string oid) => oid switch
    {
        "1.2.840.113549.1.1.2" => "MD2-RSA",
        "1.2.840.113549.1.1.3" => "MD4-RSA",
        "1.2.840.113549.1.1.4" => "MD5-RSA",
        "1.2.840.113549.1.1.5" or "1.3.14.3.2.29" => "SHA1-RSA",
        "1.2.840.113549.1.1.10" => "RSA-PSS",
        "1.2.840.113549.1.1.11" => "SHA256-RSA",
        "1.2.840.113549.1.1.12" => "SHA384-RSA",
        "1.2.840.113549.1.1.13" => "SHA512-RSA",
        "1.2.840.113549.1.1.14" => "SHA224-RSA",
        "1.2.840.10045.4.1" => "SHA1-ECDSA",
        "1.2.840.10045.4.3.1" => "SHA224-ECDSA",
        "1.2.840.10045.4.3.2" => "SHA256-ECDSA",
        "1.2.840.10045.4.3.3" => "SHA384-ECDSA",
        "1.2.840.10045.4.3.4" => "SHA512-ECDSA",
        "1.2.840.10040.4.3" => "SHA1-DSA",
        "2.16.840.1.101.3.4.3.1" => "SHA224-DSA",
        "2.16.840.1.101.3.4.3.2" => "SHA256-DSA",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        _ => SafeText.Of(oid, 64),
    };

    private static (KeyKind, int?, string?) Curve(AsnReader algorithm, int pointLength)
    {
        if (algorithm.HasData && algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier))
        {
            var oid = algorithm.ReadObjectIdentifier();
            (int? size, string curve) = oid switch
            {
                "1.2.840.10045.3.1.1" => (192, "P-192"),
                "1.3.132.0.33" => (224, "P-224"),
                "1.2.840.10045.3.1.7" => (256, "P-256"),
                "1.3.132.0.34" => (384, "P-384"),
                "1.3.132.0.35" => (521, "P-521"),
                "1.3.132.0.10" => (256, "secp256k1"),
                "1.3.36.3.3.2.8.1.1.7" => (256, "brainpoolP256r1"),
                "1.3.36.3.3.2.8.1.1.11" => (384, "brainpoolP384r1"),
                "1.3.36.3.3.2.8.1.1.13" => (512, "brainpoolP512r1"),
                _ => (FieldBits(pointLength), SafeText.Of(oid, 64)),
            };
            return (KeyKind.Ec, size, curve);
        }

        return (KeyKind.Ec, FieldBits(pointLength), null);
    }

    /// <summary>Of a curve that has no name here, what the length of an uncompressed point tells.</summary>
    private static int? FieldBits(int pointLength) => pointLength > 2 && pointLength % 2 == 1 ? (pointLength - 1) / 2 * 8 : null;

    private static int Bits(ReadOnlySpan<byte> number)
    {
        var bits = new BigInteger(number, isBigEndian: true).GetBitLength();
        return (int)bits;
    }
}
