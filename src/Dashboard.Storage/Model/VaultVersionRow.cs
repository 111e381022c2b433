using Dashboard.Core.Certificates.Collection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// A version that a vault has or had, as told last. It is never deleted: what a whole list does not have any more is marked. By these rows a run knows what
/// it need not read again.
/// </summary>
internal sealed record VaultVersionRow
{
    /// <summary>The vault's host in lower case.</summary>
    public required string Vault { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>The certificate; null where it is no client's, could not be read as one, or contradicts what is known.</summary>
    public long? CertificateId { get; init; }

    /// <summary>SHA-1 in upper hex, as Key Vault names certificates; empty for one that is not issued yet.</summary>
    public required string Sha1 { get; init; }

    public long? Created { get; init; }

    public long? Updated { get; init; }

    /// <summary>The value of the tag that links apps.</summary>
    public string? Apps { get; init; }

    public bool IsMarkedClient { get; init; }

    /// <summary>The run that first found it disabled; null while it may be used.</summary>
    public long? DisabledSince { get; init; }

    /// <summary>The run whose whole list did not have it; null while it is there.</summary>
    public long? GoneSince { get; init; }

    public VaultVersion ToSeen() => new(Name, Version, Sha1, DisabledSince is null, UnixTime.From(Created), UnixTime.From(Updated))
    {
        Apps = Apps,
        IsMarkedClient = IsMarkedClient,
    };
}

internal sealed class VaultVersionConfiguration : IEntityTypeConfiguration<VaultVersionRow>
{
    public void Configure(EntityTypeBuilder<VaultVersionRow> builder)
    {
        builder.ToTable("VaultVersions");
        builder.HasKey(v => new { v.Vault, v.Name, v.Version });
        builder.HasOne<CertificateRow>().WithMany().HasForeignKey(v => v.CertificateId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => v.CertificateId);
    }
}
