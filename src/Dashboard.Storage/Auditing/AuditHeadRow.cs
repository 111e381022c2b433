using Dashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Auditing;

/// <summary>
/// The end of the chain: one row that the migration makes. Whoever updates it holds it until their transaction ends, on any
/// database, so that entries are appended one after the other.
/// </summary>
internal sealed record AuditHeadRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>The last entry's place; 0 before the first.</summary>
    public long Seq { get; init; }

    /// <summary>The last entry's hash.</summary>
    public byte[] Hash { get; init; } = AuditHash.Genesis.ToBytes();
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHeadRow>
{
    public void Configure(EntityTypeBuilder<AuditHeadRow> builder)
    {
        builder.ToTable("AuditHead");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasData(new AuditHeadRow());
    }
}
