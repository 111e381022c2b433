using System.Globalization;
using Dashboard.Core.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>What the register said of a PKI during <c>[ValidFrom, ValidTo)</c>.</summary>
internal sealed record PkiRow
{
    public required long PkiId { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    public required string Name { get; init; }

    /// <summary>The names of its issuing authorities as a JSON array, as they are shown.</summary>
    public required string Issuers { get; init; }

    public string? Owner { get; init; }

    public string? Contact { get; init; }

    public string? RenewalPolicy { get; init; }

    public int? RenewalDays { get; init; }

    /// <summary>Addresses as a JSON array.</summary>
    public required string RevocationPoints { get; init; }

    /// <summary>A decimal number as text, so that both databases keep it exactly.</summary>
    public string? CostPerCertificate { get; init; }

    public string? Currency { get; init; }

    public required string ChangedById { get; init; }

    public required string ChangedByName { get; init; }

    /// <summary>What it says.</summary>
    public PkiEntry ToEntry() => new()
    {
        Name = Name,
        Issuers = [.. StoredJson.ReadNames(Issuers).Select(DistinguishedName.Read).OfType<DistinguishedName>()],
        Owner = Owner,
        Contact = Contact,
        RenewalPolicy = RenewalPolicy,
        RenewalDays = RenewalDays,
        RevocationPoints = StoredJson.ReadNames(RevocationPoints),
        CostPerCertificate = CostPerCertificate is null ? null : decimal.Parse(CostPerCertificate, CultureInfo.InvariantCulture),
        Currency = Currency,
    };
}

internal sealed class PkiConfiguration : IEntityTypeConfiguration<PkiRow>
{
    public void Configure(EntityTypeBuilder<PkiRow> builder)
    {
        builder.ToTable("Pkis");
        builder.HasKey(p => new { p.PkiId, p.ValidFrom });
        builder.HasIndex(p => p.PkiId).IsUnique().HasDatabaseName("IX_Pkis_OneOpen").HasFilter($"\"ValidTo\" = {UnixTime.Open}");
        builder.HasIndex(p => p.Name).IsUnique().HasDatabaseName("IX_Pkis_OneName").HasFilter($"\"ValidTo\" = {UnixTime.Open}");
    }
}
