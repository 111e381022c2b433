using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Dashboard.Core.Tests.Certificates;

/// <summary>
/// A certificate written member by member, so that it can be as odd as real ones are. Its signature is no signature: nobody here checks one.
/// </summary>
internal sealed record MadeCertificate
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public BigInteger Serial { get; init; } = 0x1234ABCD;

    public DateTimeOffset NotBefore { get; init; } = Begin;

    public DateTimeOffset NotAfter { get; init; } = Begin.AddDays(365);

    public (string Oid, string Value)[] Subject { get; init; } = [("2.5.4.10", "Contoso"), ("2.5.4.3", "client-a")];

    public (string Oid, string Value)[] Issuer { get; init; } = [("2.5.4.10", "Contoso"), ("2.5.4.3", "Contoso Client CA")];

    public string[]? Ekus { get; init; } = ["1.3.6.1.5.5.7.3.2"];

    public string[] Dns { get; init; } = [];

    public bool? Authority { get; init; }

    public string Signature { get; init; } = "1.2.840.10045.4.3.2";

    public UniversalTagNumber StringType { get; init; } = UniversalTagNumber.UTF8String;

    public byte[] KeyInfo { get; init; } = KeyOf("1.2.840.10045.2.1", w => w.WriteObjectIdentifier("1.2.840.10045.3.1.7"), new byte[65]);

    /// <summary>A SubjectPublicKeyInfo.</summary>
    public static byte[] KeyOf(string algorithm, Action<AsnWriter>? parameters, byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                parameters?.Invoke(writer);
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }

    public static byte[] RsaKey(int bits)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(BigInteger.One << (bits - 1));
            writer.WriteInteger(65537);
        }

        return KeyOf("1.2.840.113549.1.1.1", w => w.WriteNull(), writer.Encode());
    }

    public byte[] ToDer()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) WriteBody(writer);
            using (writer.PushSequence()) writer.WriteObjectIdentifier(Signature);
            writer.WriteBitString(new byte[70]);
        }

        return writer.Encode();
    }

    public string ToPem() => PemEncoding.WriteString("CERTIFICATE", ToDer());

    public string ToBase64() => Convert.ToBase64String(ToDer());

    private void WriteBody(AsnWriter writer)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0))) writer.WriteInteger(2);
        writer.WriteInteger(Serial);
        using (writer.PushSequence()) writer.WriteObjectIdentifier(Signature);
        WriteName(writer, Issuer);
        using (writer.PushSequence())
        {
            WriteMoment(writer, NotBefore);
            WriteMoment(writer, NotAfter);
        }

        WriteName(writer, Subject);
        writer.WriteEncodedValue(KeyInfo);
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
        using (writer.PushSequence()) WriteExtensions(writer);
    }

    private void WriteExtensions(AsnWriter writer)
    {
        if (Ekus is not null)
            WriteExtension(writer, "2.5.29.37", w => Array.ForEach(Ekus, e => w.WriteObjectIdentifier(e)));
        if (Dns.Length > 0)
        {
            var tag = new Asn1Tag(TagClass.ContextSpecific, 2);
            WriteExtension(writer, "2.5.29.17", w => Array.ForEach(Dns, d => w.WriteOctetString(Encoding.Latin1.GetBytes(d), tag)));
        }

        if (Authority is { } authority) WriteExtension(writer, "2.5.29.19", w => w.WriteBoolean(authority));
    }

    private static void WriteExtension(AsnWriter writer, string oid, Action<AsnWriter> content)
    {
        var value = new AsnWriter(AsnEncodingRules.DER);
        using (value.PushSequence()) content(value);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteOctetString(value.Encode());
        }
    }

    private void WriteName(AsnWriter writer, (string Oid, string Value)[] parts)
    {
        using (writer.PushSequence())
        {
            foreach (var (oid, value) in parts)
            {
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(oid);
                    writer.WriteCharacterString(StringType, value);
                }
            }
        }
    }

    private static void WriteMoment(AsnWriter writer, DateTimeOffset moment)
    {
        if (moment.Year is >= 1950 and < 2050) writer.WriteUtcTime(moment);
        else writer.WriteGeneralizedTime(moment, omitFractionalSeconds: true);
    }
}
