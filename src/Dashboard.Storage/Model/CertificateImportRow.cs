using Dashboard.Core.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>An import of certificates that changed something. Written once; the trail has an entry for each.</summary>
internal sealed record CertificateImportRow
{
    public required long Id { get; init; }

    public required long At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required CertificateSource Source { get; init; }

    /// <summary>SHA-256 of the upload in hex; null where it was no file.</summary>
    public string? FileHash { get; init; }

    public required int Rows { get; init; }

    public required int Added { get; init; }

    /// <summary>Certificates that were known and of which it told something new.</summary>
    public required int Changed { get; init; }

    public required int Unchanged { get; init; }

    /// <summary>Rows that were left out, because the good ones alone were asked for.</summary>
    public required int Bad { get; init; }
}

/// <summary>What a person decided about two certificates. Written once; the last one about them counts.</summary>
internal sealed record SuccessorDecisionRow
{
    public long Id { get; init; }

    public required long OldId { get; init; }

    public required long NewId { get; init; }

    public required bool Confirmed { get; init; }

    public required long At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }
}

/// <summary>
/// How often the inventory of certificates changed: one row that the migration makes. Whoever updates it holds it until their transaction ends, so
/// that imports and steps go one after the other; and whoever keeps certificates in memory knows by it that they changed.
/// </summary>
internal sealed record CertificateRevisionRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public long Revision { get; init; }
}

internal sealed class CertificateImportConfiguration : IEntityTypeConfiguration<CertificateImportRow>
{
    public void Configure(EntityTypeBuilder<CertificateImportRow> builder)
    {
        builder.ToTable("CertificateImports");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
    }
}

internal sealed class SuccessorDecisionConfiguration : IEntityTypeConfiguration<SuccessorDecisionRow>
{
    public void Configure(EntityTypeBuilder<SuccessorDecisionRow> builder)
    {
        builder.ToTable("SuccessorDecisions");
        builder.HasOne<CertificateRow>().WithMany().HasForeignKey(d => d.OldId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CertificateRow>().WithMany().HasForeignKey(d => d.NewId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => new { d.OldId, d.NewId });
    }
}

internal sealed class CertificateRevisionConfiguration : IEntityTypeConfiguration<CertificateRevisionRow>
{
    public void Configure(EntityTypeBuilder<CertificateRevisionRow> builder)
    {
        builder.ToTable("CertificateRevision");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasData(new CertificateRevisionRow());
    }
}
