using System.Formats.Asn1;
using System.Text;

namespace Dashboard.Core.Certificates.Parsing;

/// <summary>Reads distinguished names out of DER. Strings are read as they are, also where they have characters that their type does not allow.</summary>
internal static class DerNames
{
    /// <summary>The name in a sequence of sets.</summary>
    public static DistinguishedName Read(AsnReader name)
    {
        var parts = new List<(string, string)>();
        while (name.HasData)
        {
            var set = name.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                if (parts.Count == CertificateLimits.MaxNameParts) throw new TooMuchException();
                var part = set.ReadSequence();
                parts.Add((TypeOf(part.ReadObjectIdentifier()), TextOf(part.ReadEncodedValue())));
            }
        }

        // The encoding has the most general part first.
        parts.Reverse();
        return DistinguishedName.Of(parts);
    }

    /// <summary>The text of a string of any type; of what is no string, its bytes in hex.</summary>
    public static string TextOf(ReadOnlyMemory<byte> encoded)
    {
        var tag = AsnDecoder.ReadEncodedValue(encoded.Span, AsnEncodingRules.DER, out var offset, out var length, out _);
        var bytes = encoded.Span.Slice(offset, length);
        return tag.TagClass != TagClass.Universal || tag.IsConstructed ? "#" + Convert.ToHexString(bytes) : (UniversalTagNumber)tag.TagValue switch
        {
            UniversalTagNumber.UTF8String => Encoding.UTF8.GetString(bytes),
            UniversalTagNumber.BMPString => Encoding.BigEndianUnicode.GetString(bytes),
            UniversalTagNumber.UniversalString => new UTF32Encoding(bigEndian: true, byteOrderMark: false).GetString(bytes),
            UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.TeletexString or UniversalTagNumber.VisibleString
                or UniversalTagNumber.NumericString or UniversalTagNumber.GeneralString => Encoding.Latin1.GetString(bytes),
            _ => "#" + Convert.ToHexString(bytes),
        };
    }

    private static string TypeOf(string oid) => oid switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.4" => "SN",
        "2.5.4.5" => "SERIALNUMBER",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "STREET",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "2.5.4.12" => "T",
        "2.5.4.42" => "G",
        "2.5.4.46" => "DNQUALIFIER",
        "2.5.4.97" => "ORGANIZATIONIDENTIFIER",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.25" => "DC",
        "1.2.840.113549.1.9.1" => "E",
        _ => SafeText.Of(oid, 64),
    };
}
