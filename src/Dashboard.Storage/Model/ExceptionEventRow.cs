using Dashboard.Core.Exceptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>A step of an exception's life, with what was said at it. Written once; the audit trail has an entry for each.</summary>
internal sealed record ExceptionEventRow
{
    public long Id { get; init; }

    public required long ExceptionId { get; init; }

    public required long At { get; init; }

    public required ExceptionStep Step { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>What was said; null where nothing was.</summary>
    public string? Text { get; init; }
}

internal sealed class ExceptionEventConfiguration : IEntityTypeConfiguration<ExceptionEventRow>
{
    public void Configure(EntityTypeBuilder<ExceptionEventRow> builder)
    {
        builder.ToTable("ExceptionEvents");
        builder.HasOne<ExceptionRow>().WithMany().HasForeignKey(e => e.ExceptionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.ExceptionId, e.Id });

        // Whoever decides at the same time as another, there is one decision.
        builder.HasIndex(e => e.ExceptionId).IsUnique().HasDatabaseName("IX_ExceptionEvents_OneDecision")
            .HasFilter($"\"Step\" IN ({(int)ExceptionStep.Approved}, {(int)ExceptionStep.Rejected}, {(int)ExceptionStep.Withdrawn})");
    }
}
