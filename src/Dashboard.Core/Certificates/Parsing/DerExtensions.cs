using System.Formats.Asn1;
using System.Net;
using System.Text;

namespace Dashboard.Core.Certificates.Parsing;

/// <summary>The extensions of a certificate that anybody asks about.</summary>
internal sealed class DerExtensions
{
    /// <summary>The extended key usages; empty where there is no such extension.</summary>
    public List<string> Ekus { get; } = [];

    public List<SubjectAltName> Sans { get; } = [];

    public bool IsAuthority { get; private set; }

    public void Read(AsnReader list)
    {
        for (var count = 0; list.HasData; count++)
        {
            if (count == CertificateLimits.MaxExtensions) throw new TooMuchException();
            var extension = list.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean)) extension.ReadBoolean();
            var value = extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
            if (oid == "2.5.29.37") ReadEkus(Open(value));
            else if (oid == "2.5.29.17") ReadSans(Open(value));
            else if (oid == "2.5.29.19") ReadConstraints(Open(value));
        }
    }

    private static AsnReader Open(byte[] value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        return sequence;
    }

    private void ReadEkus(AsnReader list)
    {
        while (list.HasData)
        {
            if (Ekus.Count == CertificateLimits.MaxExtensions) throw new TooMuchException();
            Ekus.Add(SafeText.Of(list.ReadObjectIdentifier(), 64));
        }
    }

    private void ReadConstraints(AsnReader constraints) =>
        IsAuthority = constraints.HasData && constraints.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && constraints.ReadBoolean();

    private void ReadSans(AsnReader list)
    {
        while (list.HasData)
        {
            if (Sans.Count == CertificateLimits.MaxSans) throw new TooMuchException();
            var tag = list.PeekTag();
            if (tag.TagClass != TagClass.ContextSpecific) throw new AsnContentException();
            var (kind, text) = SanOf(list, tag);
            Sans.Add(new SubjectAltName(kind, SafeText.Of(text, CertificateLimits.MaxSan)));
        }
    }

    private static (SanKind, string) SanOf(AsnReader list, Asn1Tag tag)
    {
        switch (tag.TagValue)
        {
            case 0:
                return OtherName(list.ReadSequence(tag));
            case 1:
                return (SanKind.Email, Encoding.Latin1.GetString(list.ReadOctetString(tag)));
            case 2:
                return (SanKind.Dns, Encoding.Latin1.GetString(list.ReadOctetString(tag)));
            case 4:
                return (SanKind.Directory, DerNames.Read(list.ReadSequence(tag).ReadSequence()).Text);
            case 6:
                return (SanKind.Uri, Encoding.Latin1.GetString(list.ReadOctetString(tag)));
            case 7:
                var address = list.ReadOctetString(tag);
                return (SanKind.Ip, address.Length is 4 or 16 ? new IPAddress(address).ToString() : Convert.ToHexString(address));
            case 8:
                return (SanKind.RegisteredId, list.ReadObjectIdentifier(tag));
            default:
                list.ReadEncodedValue();
                return (SanKind.Other, "");
        }
    }

    private static (SanKind, string) OtherName(AsnReader other)
    {
        var oid = other.ReadObjectIdentifier();
        return oid == "1.3.6.1.4.1.311.20.2.3"
            ? (SanKind.Upn, DerNames.TextOf(other.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)).ReadEncodedValue()))
            : (SanKind.Other, oid);
    }
}
