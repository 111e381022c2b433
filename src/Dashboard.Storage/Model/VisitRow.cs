using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>When a reader was last here: two moments and nothing of what they looked at. One row per reader.</summary>
internal sealed record VisitRow
{
    /// <summary>The identity that stays the same, as the audit trail has it.</summary>
    public required string UserId { get; init; }

    /// <summary>The last activity, to the minute.</summary>
    public required long LastSeen { get; init; }

    /// <summary>The last activity of the visit before; null in the first visit.</summary>
    public long? PreviousVisit { get; init; }
}

internal sealed class VisitConfiguration : IEntityTypeConfiguration<VisitRow>
{
    public void Configure(EntityTypeBuilder<VisitRow> builder)
    {
        builder.ToTable("Visits");
        builder.HasKey(v => v.UserId);
    }
}
