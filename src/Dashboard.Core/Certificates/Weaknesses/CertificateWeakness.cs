namespace Dashboard.Core.Certificates.Weaknesses;

/// <summary>What can be said against a certificate, by itself. The numbers are stored nowhere; the names are those of the API.</summary>
public enum CertificateWeakness
{
    /// <summary>RSA below 2048 bits, a curve below 256, or DSA of any size.</summary>
    WeakKey,

    /// <summary>Signed with SHA-1, MD5 or older.</summary>
    WeakSignature,

    /// <summary>Valid for longer than is allowed.</summary>
    LongLifetime,

    /// <summary>It restricts its use, and not to clients.</summary>
    MissingClientAuth,

    /// <summary>It may issue others, and so is no client's.</summary>
    Authority,

    /// <summary>No PKI of the register issues by the name of its issuer.</summary>
    IssuerNotRegistered,

    /// <summary>The PKI of its issuer has no owner.</summary>
    IssuerWithoutOwner,

    /// <summary>Its private key can be carried away.</summary>
    ExportableKey,

    /// <summary>Nobody told whether its private key can be carried away.</summary>
    UnknownCustody,

    /// <summary>Its serial number is 0 or below, which RFC 5280 forbids.</summary>
    OddSerial,
}

/// <summary>Looks for weaknesses. Of what is not known nothing is claimed: a row without key size has no weak key, and no strong one.</summary>
public static class CertificateWeaknesses
{
    /// <summary>The longest validity in days where nobody sets another: what public authorities were held to until 2026.</summary>
    public const int DefaultLifetimeDays = 398;

    /// <summary>The weaknesses of a certificate, in the order of their names in the type.</summary>
    /// <param name="facts">What it says of itself.</param>
    /// <param name="custody">Whether its key can be carried away.</param>
    /// <param name="pki">The PKI of its issuer; null where none is registered.</param>
    /// <param name="maxLifetimeDays">The longest validity, in days.</param>
    public static IReadOnlyList<CertificateWeakness> Of(CertificateFacts facts, KeyCustody custody, PkiEntry? pki, int maxLifetimeDays = DefaultLifetimeDays) =>
        Of(JudgedCertificate.Of(facts, custody), pki, maxLifetimeDays);

    /// <inheritdoc cref="Of(CertificateFacts, KeyCustody, PkiEntry?, int)"/>
    public static IReadOnlyList<CertificateWeakness> Of(JudgedCertificate certificate, PkiEntry? pki, int maxLifetimeDays = DefaultLifetimeDays)
    {
        var found = new List<CertificateWeakness>();
        if (HasWeakKey(certificate.Key, certificate.KeySize)) found.Add(CertificateWeakness.WeakKey);
        if (HasWeakSignature(certificate.Signature)) found.Add(CertificateWeakness.WeakSignature);
        if (IsLong(certificate.NotBefore, certificate.NotAfter, maxLifetimeDays)) found.Add(CertificateWeakness.LongLifetime);
        if (certificate.AllowsClientAuth == false) found.Add(CertificateWeakness.MissingClientAuth);
        if (certificate.IsAuthority == true) found.Add(CertificateWeakness.Authority);
        if (pki is null) found.Add(CertificateWeakness.IssuerNotRegistered);
        else if (string.IsNullOrWhiteSpace(pki.Owner)) found.Add(CertificateWeakness.IssuerWithoutOwner);
        if (certificate.Custody == KeyCustody.Exportable) found.Add(CertificateWeakness.ExportableKey);
        if (certificate.Custody == KeyCustody.Unknown) found.Add(CertificateWeakness.UnknownCustody);
        if (certificate.Serial is ['-', ..] or "0") found.Add(CertificateWeakness.OddSerial);
        return found;
    }

    /// <summary>Whether a key is weak.</summary>
    public static bool HasWeakKey(KeyKind kind, int? size) => kind switch
    {
        KeyKind.Dsa => true,
        KeyKind.Rsa => size < 2048,
        KeyKind.Ec => size < 256,
        KeyKind.Unknown or KeyKind.Ed25519 or KeyKind.Ed448 or KeyKind.Other => false,
    };

    /// <summary>Whether the name of a way to sign says SHA-1, MD5 or older, in whatever spelling.</summary>
    public static bool HasWeakSignature(string? signature)
    {
        var folded = string.Concat((signature ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return folded.Contains("MD2", StringComparison.Ordinal) || folded.Contains("MD4", StringComparison.Ordinal) || folded.Contains("MD5", StringComparison.Ordinal)
            || folded.Contains("SHA1", StringComparison.Ordinal);
    }

    /// <summary>Whether a validity is longer than so many days; the last second of a validity is part of it, and so is no day more.</summary>
    public static bool IsLong(DateTimeOffset notBefore, DateTimeOffset notAfter, int maxLifetimeDays) => notAfter - notBefore > TimeSpan.FromDays(maxLifetimeDays);
}

/// <summary>What weaknesses look at of a certificate.</summary>
/// <param name="Key">The kind of its key.</param>
/// <param name="KeySize">Its size in bits.</param>
/// <param name="Signature">How it was signed.</param>
/// <param name="NotBefore">The first moment of its validity.</param>
/// <param name="NotAfter">The last one.</param>
/// <param name="AllowsClientAuth">Whether it says that a client may use it.</param>
/// <param name="IsAuthority">Whether it may issue others.</param>
/// <param name="Serial">Its serial number.</param>
/// <param name="Custody">Whether its key can be carried away.</param>
public readonly record struct JudgedCertificate(
    KeyKind Key, int? KeySize, string? Signature, DateTimeOffset NotBefore, DateTimeOffset NotAfter, bool? AllowsClientAuth, bool? IsAuthority, string Serial,
    KeyCustody Custody)
{
    /// <summary>Of a certificate's facts.</summary>
    public static JudgedCertificate Of(CertificateFacts facts, KeyCustody custody) => new(
        facts.Key, facts.KeySize, facts.Signature, facts.NotBefore, facts.NotAfter, facts.AllowsClientAuth, facts.IsAuthority, facts.Serial, custody);
}
