using System.Security.Cryptography;
using System.Text;

namespace Dashboard.Core.Certificates;

/// <summary>
/// Which certificate it is: the thumbprint where the certificate itself was seen, and issuer with serial number otherwise. Two certificates with
/// different thumbprints are two, whatever their serials say; a row without a certificate is the one with its issuer and serial number.
/// </summary>
/// <param name="Thumbprint">SHA-256 over the DER in upper hex; null where nobody gave it.</param>
/// <param name="IssuerSerial">A key of issuer and serial number.</param>
public readonly record struct CertificateIdentity(string? Thumbprint, string IssuerSerial)
{
    /// <summary>The identity of a certificate.</summary>
    public static CertificateIdentity Of(CertificateFacts facts) => new(facts.Thumbprint, IdentityHash.Of("certificate", facts.Issuer.Key, facts.Serial));
}

/// <summary>
/// Whose certificate it is: the subject, or where that is empty all alternative names together, as one issuer calls them. The certificates of one
/// client, one after the other, have one such key; the same subject from another issuer is another client, until a person confirms otherwise.
/// </summary>
/// <param name="Key">SHA-256 in hex; compares equal for one client. Null where the certificate names nobody.</param>
/// <param name="Name">What it is called: the common name, else the subject, else the first alternative name.</param>
public readonly record struct ClientIdentity(string? Key, string Name)
{
    /// <summary>The client of a certificate.</summary>
    public static ClientIdentity Of(CertificateFacts facts)
    {
        if (facts.Subject.Key.Length > 0)
            return new ClientIdentity(IdentityHash.Of("subject", facts.Issuer.Key, facts.Subject.Key), facts.Subject.CommonName ?? facts.Subject.Text);
        if (facts.Sans is not { Count: > 0 } sans) return new ClientIdentity(null, "");
        var names = sans.Select(s => s.ToString().ToUpperInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new ClientIdentity(IdentityHash.Of("sans", facts.Issuer.Key, string.Join('\u0001', names)), sans[0].Value);
    }
}

/// <summary>Keys of several texts, which cannot be mistaken for those of others.</summary>
internal static class IdentityHash
{
    public static string Of(params ReadOnlySpan<string> texts) => Convert.ToHexString(SHA256.HashData(Encoding.Unicode.GetBytes(string.Join('\u0002', texts))));
}
