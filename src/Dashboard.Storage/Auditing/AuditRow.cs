using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Auditing;

/// <summary>
/// An entry of the audit trail. <see cref="Content"/> is what counts and what is hashed; the columns after the hashes are
/// copies out of it to filter by, and verification compares them.
/// </summary>
internal sealed record AuditRow
{
    /// <summary>Its place, from 1 without gaps.</summary>
    public required long Seq { get; init; }

    public required long At { get; init; }

    /// <summary>The entry's canonical JSON.</summary>
    public required string Content { get; init; }

    public required byte[] PrevHash { get; init; }

    public required byte[] Hash { get; init; }

    public required string Action { get; init; }

    public required string ActorId { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("AuditTrail");
        builder.HasKey(r => r.Seq);
        builder.Property(r => r.Seq).ValueGeneratedNever();

        // No entry has two successors, whatever goes wrong in front of the database.
        builder.HasIndex(r => r.PrevHash).IsUnique();
        builder.HasIndex(r => r.Hash).IsUnique();

        // The filters of the list, which is newest first.
        builder.HasIndex(r => r.At);
        builder.HasIndex(r => new { r.Action, r.Seq });
        builder.HasIndex(r => new { r.ActorId, r.Seq });
        builder.HasIndex(r => new { r.SubjectKind, r.SubjectId, r.Seq });
    }
}
