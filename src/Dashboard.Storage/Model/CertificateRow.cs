using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// A certificate. What it says of itself is written once; what a row without a certificate left open may be completed later, and custody is as told last.
/// Revocations and retirements are rows of their own, so that the past is known.
/// </summary>
internal sealed record CertificateRow
{
    public required long Id { get; init; }

    /// <summary>SHA-256 over the DER in upper hex; null where the certificate itself was never seen.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>A key of issuer and serial number.</summary>
    public required string IssuerSerial { get; init; }

    /// <summary>Whose it is; null where it names nobody.</summary>
    public string? ClientKey { get; init; }

    public required string ClientName { get; init; }

    public required string Subject { get; init; }

    public required string Issuer { get; init; }

    public required string IssuerKey { get; init; }

    public required string Serial { get; init; }

    public required long NotBefore { get; init; }

    public required long NotAfter { get; init; }

    public required long Issued { get; init; }

    public required KeyKind Key { get; init; }

    public int? KeySize { get; init; }

    public string? Curve { get; init; }

    public string? Signature { get; init; }

    /// <summary>Object identifiers as a JSON array; null where nobody told.</summary>
    public string? Ekus { get; init; }

    /// <summary>Alternative names as a JSON array, each with its kind; null where nobody told.</summary>
    public string? Sans { get; init; }

    public bool? IsAuthority { get; init; }

    /// <summary>Whether renewals count it.</summary>
    public required bool IsClient { get; init; }

    public required KeyCustody Custody { get; init; }

    public required CertificateSource Source { get; init; }

    public string? Vault { get; init; }

    public string? VaultName { get; init; }

    public string? VaultVersion { get; init; }

    /// <summary>From when on it was known here: the time of the import or the run.</summary>
    public required long Known { get; init; }

    /// <summary>The import that brought it; null where a run did.</summary>
    public long? ImportId { get; init; }

    /// <summary>The row of a certificate that was not known before.</summary>
    public static CertificateRow Of(long id, CertificateDraft draft, long known, long? importId)
    {
        var (facts, client, identity) = (draft.Facts, ClientIdentity.Of(draft.Facts), CertificateIdentity.Of(draft.Facts));
        return new CertificateRow
        {
            Id = id,
            Thumbprint = identity.Thumbprint,
            IssuerSerial = identity.IssuerSerial,
            ClientKey = client.Key,
            ClientName = client.Name,
            Subject = facts.Subject.Text,
            Issuer = facts.Issuer.Text,
            IssuerKey = facts.Issuer.Key,
            Serial = facts.Serial,
            NotBefore = UnixTime.Of(facts.NotBefore),
            NotAfter = UnixTime.Of(facts.NotAfter),
            Issued = UnixTime.Of(draft.Issued),
            Key = facts.Key,
            KeySize = facts.KeySize,
            Curve = facts.Curve,
            Signature = facts.Signature,
            Ekus = facts.Ekus is { } ekus ? StoredJson.WriteNames(ekus) : null,
            Sans = facts.Sans is { } sans ? StoredJson.WriteNames([.. sans.Select(s => s.ToString())]) : null,
            IsAuthority = facts.IsAuthority,
            IsClient = draft.IsClient,
            Custody = draft.Custody,
            Source = draft.Origin.Source,
            Vault = draft.Origin.Vault?.ToLowerInvariant(),
            VaultName = draft.Origin.Name?.ToLowerInvariant(),
            VaultVersion = draft.Origin.Version,
            Known = known,
            ImportId = importId,
        };
    }
}

/// <summary>An app that lets a certificate in, by its resource id, whether or not it was ever seen.</summary>
internal sealed record CertificateAppRow
{
    public required long CertificateId { get; init; }

    /// <summary>The resource id, folded.</summary>
    public required string AppKey { get; init; }

    public required long Known { get; init; }

    public long? ImportId { get; init; }
}

/// <summary>How a certificate ended before its expiry.</summary>
internal enum CertificateEndKind
{
    Revoked = 0,
    Retired = 1,
}

/// <summary>A revocation or a retirement. Written once.</summary>
internal sealed record CertificateEndRow
{
    public required long CertificateId { get; init; }

    public required CertificateEndKind Kind { get; init; }

    public required long At { get; init; }

    public required long Known { get; init; }

    /// <summary>The import that told it; null where a person did, of whom the trail tells.</summary>
    public long? ImportId { get; init; }

    public CertificateEnd ToEnd() => new(UnixTime.From(At), UnixTime.From(Known));
}

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<CertificateRow>
{
    public void Configure(EntityTypeBuilder<CertificateRow> builder)
    {
        builder.ToTable("Certificates", table => table.HasCheckConstraint("CK_Certificates_Validity", """("NotAfter" >= "NotBefore")"""));
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasOne<CertificateImportRow>().WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.Restrict);

        // Each thumbprint once; of rows that nobody saw the certificate of, each issuer and serial number once.
        builder.HasIndex(c => c.Thumbprint).IsUnique().HasFilter("\"Thumbprint\" IS NOT NULL");
        builder.HasIndex(c => c.IssuerSerial);
        builder.HasIndex(c => c.IssuerSerial, "IX_Certificates_OneUnseen").IsUnique().HasFilter("\"Thumbprint\" IS NULL");
        builder.HasIndex(c => c.ImportId);
    }
}

internal sealed class CertificateAppConfiguration : IEntityTypeConfiguration<CertificateAppRow>
{
    public void Configure(EntityTypeBuilder<CertificateAppRow> builder)
    {
        builder.ToTable("CertificateApps");
        builder.HasKey(a => new { a.CertificateId, a.AppKey });
        builder.HasOne<CertificateRow>().WithMany().HasForeignKey(a => a.CertificateId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.AppKey);
        builder.HasIndex(a => a.ImportId);
    }
}

internal sealed class CertificateEndConfiguration : IEntityTypeConfiguration<CertificateEndRow>
{
    public void Configure(EntityTypeBuilder<CertificateEndRow> builder)
    {
        builder.ToTable("CertificateEnds");
        builder.HasKey(e => new { e.CertificateId, e.Kind });
        builder.HasOne<CertificateRow>().WithMany().HasForeignKey(e => e.CertificateId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.ImportId);
    }
}
