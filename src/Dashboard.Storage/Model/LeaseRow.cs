using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>The collector's lease: one row that the first migration makes, so that taking it is one conditional update.</summary>
internal sealed record LeaseRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Grows with each lease taken, and never falls.</summary>
    public long Epoch { get; init; }

    /// <summary>The run that holds it; null where it is free.</summary>
    public long? RunId { get; init; }

    public long ExpiresAt { get; init; }
}

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable("Leases");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasData(new LeaseRow());
    }
}
