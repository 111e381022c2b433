namespace Dashboard.Core.Certificates.Parsing;

/// <summary>Why something is not taken for a certificate.</summary>
public enum CertificateRefusal
{
    /// <summary>It is a private key, or something that may hold one. The whole upload is refused, and none of it is kept.</summary>
    PrivateKey,

    /// <summary>It is a PKCS#12 store (.pfx, .p12), which is made to hold private keys. The whole upload is refused, and none of it is kept.</summary>
    Pkcs12,

    /// <summary>It is a PKCS#7 or CMS message (.p7b, .p7c).</summary>
    Pkcs7,

    /// <summary>It is a request for a certificate.</summary>
    Request,

    /// <summary>It is something else: a revocation list, a public key, parameters.</summary>
    NotACertificate,

    /// <summary>It ends before it is over.</summary>
    Truncated,

    /// <summary>Something follows it.</summary>
    TrailingData,

    /// <summary>It is longer, or has more of something, than is taken.</summary>
    TooLarge,

    /// <summary>It is not what X.509 says, or not DER, or not base64.</summary>
    Malformed,

    /// <summary>It ends before it begins.</summary>
    ValidityReversed,

    /// <summary>There is nothing in it.</summary>
    Empty,
}

/// <summary>What was read of something that should be a certificate: its facts, or why not.</summary>
/// <param name="Facts">The facts; null where it is refused.</param>
/// <param name="Refusal">The reason; null where it is taken.</param>
public readonly record struct CertificateReading(CertificateFacts? Facts, CertificateRefusal? Refusal)
{
    /// <summary>It is taken.</summary>
    public static CertificateReading Of(CertificateFacts facts) => new(facts, null);

    /// <summary>It is refused. Nothing of its content goes along.</summary>
    public static CertificateReading Refused(CertificateRefusal refusal) => new(null, refusal);
}

/// <summary>The sentences of refusals. None has anything of what is refused in it.</summary>
public static class RefusalWords
{
    /// <summary>Whether the whole upload is refused, the good rows as well.</summary>
    public static bool RefusesAll(CertificateRefusal refusal) => refusal is CertificateRefusal.PrivateKey or CertificateRefusal.Pkcs12;

    /// <summary>The sentence of a refusal.</summary>
    public static string Of(CertificateRefusal refusal) => refusal switch
    {
        CertificateRefusal.PrivateKey => "There is a private key in it. Nothing of the upload was kept; treat that key as seen by others, and upload certificates alone.",
        CertificateRefusal.Pkcs12 => "It is a PKCS#12 store, which may hold private keys. Nothing of the upload was kept; export the certificate alone, as PEM or DER.",
        CertificateRefusal.Pkcs7 => "It is a PKCS#7 message. Export the certificates as PEM.",
        CertificateRefusal.Request => "It is a request for a certificate and no certificate.",
        CertificateRefusal.NotACertificate => "It is no certificate.",
        CertificateRefusal.Truncated => "The certificate is cut off.",
        CertificateRefusal.TrailingData => "Something follows the certificate.",
        CertificateRefusal.TooLarge => "The certificate is longer, or has more names or extensions, than is taken.",
        CertificateRefusal.Malformed => "It is not a certificate as X.509 and DER define it.",
        CertificateRefusal.ValidityReversed => "The certificate ends before it begins.",
        CertificateRefusal.Empty => "There is no certificate in it.",
    };
}
