using Dashboard.Core.Changes;
using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>One thing that happened to an app. Written once by the run that learnt of it, and never changed.</summary>
internal sealed record AppEventRow
{
    public required long Id { get; init; }

    public required long AppId { get; init; }

    /// <summary>The state row that it led to; for an app that went, its last one.</summary>
    public required long StateId { get; init; }

    /// <summary>The run that recorded it: as of an earlier moment it is not known.</summary>
    public required long RunTime { get; init; }

    /// <summary>When it happened, in Unix milliseconds; exact where <see cref="Exact"/>, else the run time.</summary>
    public required long OccurredAt { get; init; }

    public required bool Exact { get; init; }

    public required AppEventKind Kind { get; init; }

    public Verdict? VerdictBefore { get; init; }

    public Verdict? VerdictAfter { get; init; }

    /// <summary>Follows from the two verdicts; kept so that drift is found by an index.</summary>
    public required EventDirection Direction { get; init; }

    public string? ChangedBy { get; init; }

    public string? ChangedByType { get; init; }

    public string? ClientType { get; init; }

    public string? Operation { get; init; }

    public string? ChangeId { get; init; }

    /// <summary>What Azure's record says changed, as JSON; null where it says nothing.</summary>
    public string? Properties { get; init; }
}

internal sealed class AppEventConfiguration : IEntityTypeConfiguration<AppEventRow>
{
    public void Configure(EntityTypeBuilder<AppEventRow> builder)
    {
        builder.ToTable("AppEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasOne<AppEntry>().WithMany().HasForeignKey(e => e.AppId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AppStateRow>().WithMany().HasForeignKey(e => e.StateId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.OccurredAt, e.Id });
        builder.HasIndex(e => new { e.AppId, e.OccurredAt });

        // Azure's record is told of once for each app that it is about.
        builder.HasIndex(e => new { e.ChangeId, e.AppId }).IsUnique().HasFilter("\"ChangeId\" IS NOT NULL");
    }
}
