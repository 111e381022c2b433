namespace Dashboard.Core.Certificates;

/// <summary>Where a certificate was learnt of, and when it was issued as far as that source knows.</summary>
/// <param name="Source">The source.</param>
/// <param name="Vault">The vault's host in lower case; Key Vault only.</param>
/// <param name="Name">The name of the certificate in its vault, in lower case, or of the resource.</param>
/// <param name="Version">The version in the vault.</param>
/// <param name="Created">When the source made or got it; null where it does not say.</param>
public sealed record CertificateOrigin(
    CertificateSource Source, string? Vault = null, string? Name = null, string? Version = null, DateTimeOffset? Created = null)
{
    /// <summary>
    /// The certificate of Key Vault that this is a version of; null where it is none. One that was imported first and is then found in a vault is one too.
    /// </summary>
    public string? Series => Vault is not null && Name is not null
        ? $"{Vault.ToLowerInvariant()}/{Name.ToLowerInvariant()}"
        : null;
}

/// <summary>A certificate as a source hands it over: what the inventory is asked to know.</summary>
public sealed record CertificateDraft
{
    /// <summary>What it says of itself.</summary>
    public required CertificateFacts Facts { get; init; }

    /// <summary>Where it was learnt of.</summary>
    public required CertificateOrigin Origin { get; init; }

    /// <summary>Whether its key can be carried away.</summary>
    public KeyCustody Custody { get; init; }

    /// <summary>When its issuer took it back; null where it did not, or nobody said.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The resource ids of the apps that let it in, in lower case. An import adds links and takes none away.</summary>
    public IReadOnlyList<string> Apps { get; init; } = [];

    /// <summary>When it was issued: as its source created it, else from when on it is valid.</summary>
    public DateTimeOffset Issued => Origin.Created ?? Facts.NotBefore;

    /// <summary>
    /// Whether renewals count it. App Service keeps certificates of servers, which count only where they say that a client may use them; what
    /// people and pipelines hand over is a client's. A certificate authority never is.
    /// </summary>
    public bool IsClient => Facts.IsAuthority != true
        && (Origin.Source != CertificateSource.AppService || (Facts.Ekus is { Count: > 0 } && Facts.AllowsClientAuth == true));
}

/// <summary>An entry of the register of PKIs: who issues client certificates here, and who answers for it.</summary>
public sealed record PkiEntry
{
    /// <summary>What it is called; one entry has the name.</summary>
    public required string Name { get; init; }

    /// <summary>The distinguished names of its issuing authorities. One name belongs to one PKI.</summary>
    public required IReadOnlyList<DistinguishedName> Issuers { get; init; }

    /// <summary>Who owns it; null where nobody does, which MTLS014 fails.</summary>
    public string? Owner { get; init; }

    /// <summary>How to reach whoever runs it.</summary>
    public string? Contact { get; init; }

    /// <summary>How renewals are done, in words.</summary>
    public string? RenewalPolicy { get; init; }

    /// <summary>How many days before expiry a successor should be there; null where nobody said.</summary>
    public int? RenewalDays { get; init; }

    /// <summary>Where revocations are published: http, https or ldap addresses. They are shown and never fetched.</summary>
    public IReadOnlyList<string> RevocationPoints { get; init; } = [];

    /// <summary>What a certificate costs, in <see cref="Currency"/>; null where it is not known, which is not 0.</summary>
    public decimal? CostPerCertificate { get; init; }

    /// <summary>The currency of the cost, three letters.</summary>
    public string? Currency { get; init; }
}
