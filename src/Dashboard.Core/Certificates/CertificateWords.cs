namespace Dashboard.Core.Certificates;

/// <summary>The kind of a certificate's public key. The numbers are stored and never change.</summary>
public enum KeyKind
{
    /// <summary>Not told: a row with single facts need not say it.</summary>
    Unknown = 0,

    /// <summary>RSA, also where it is restricted to PSS.</summary>
    Rsa = 1,

    /// <summary>An elliptic curve in the form of Weierstrass (ECDSA, ECDH).</summary>
    Ec = 2,

    /// <summary>DSA.</summary>
    Dsa = 3,

    /// <summary>Ed25519.</summary>
    Ed25519 = 4,

    /// <summary>Ed448.</summary>
    Ed448 = 5,

    /// <summary>Another algorithm; its object identifier stands in the place of the curve.</summary>
    Other = 6,
}

/// <summary>Whether a private key can be taken out of where it is kept. The numbers are stored and never change.</summary>
public enum KeyCustody
{
    /// <summary>Nobody told.</summary>
    Unknown = 0,

    /// <summary>It cannot be taken out.</summary>
    NotExportable = 1,

    /// <summary>Whoever may read it can carry it away.</summary>
    Exportable = 2,
}

/// <summary>Where a certificate was learnt of. The numbers are stored and never change.</summary>
public enum CertificateSource
{
    /// <summary>A person's upload.</summary>
    Upload = 0,

    /// <summary>A pipeline of a PKI, over the API.</summary>
    Ingest = 1,

    /// <summary>A version of a certificate in Key Vault.</summary>
    KeyVault = 2,

    /// <summary><c>Microsoft.Web/certificates</c>.</summary>
    AppService = 3,
}

/// <summary>Where a certificate stands at a moment. Whether it has expired is another question, which the clock answers.</summary>
public enum CertificateStatus
{
    /// <summary>Nothing ended it and nothing has followed it.</summary>
    Live = 0,

    /// <summary>A successor has been issued.</summary>
    Superseded = 1,

    /// <summary>Its issuer took it back.</summary>
    Revoked = 2,

    /// <summary>It is no longer used, and needs no successor.</summary>
    Retired = 3,
}

/// <summary>The kinds of alternative names.</summary>
public enum SanKind
{
    /// <summary>A host name.</summary>
    Dns = 0,

    /// <summary>An address of mail.</summary>
    Email = 1,

    /// <summary>A URI, such as a SPIFFE id.</summary>
    Uri = 2,

    /// <summary>An IP address.</summary>
    Ip = 3,

    /// <summary>A user principal name.</summary>
    Upn = 4,

    /// <summary>A distinguished name.</summary>
    Directory = 5,

    /// <summary>A registered object identifier.</summary>
    RegisteredId = 6,

    /// <summary>Anything else; of it only the object identifier of its type is kept, or nothing.</summary>
    Other = 7,
}
