using Dashboard.Core.Findings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>What somebody wrote on a finding. Written once; the audit trail has an entry for each.</summary>
internal sealed record FindingNoteRow
{
    public long Id { get; init; }

    public required long FindingId { get; init; }

    public required long At { get; init; }

    public required FindingNoteKind Kind { get; init; }

    /// <summary>The comment, the assignee or the ticket's address; null where an assignee or a ticket was taken away.</summary>
    public string? Text { get; init; }

    /// <summary>The stable identity of whoever wrote it.</summary>
    public required string AuthorId { get; init; }

    /// <summary>Their name as shown then.</summary>
    public required string AuthorName { get; init; }
}

internal sealed class FindingNoteConfiguration : IEntityTypeConfiguration<FindingNoteRow>
{
    public void Configure(EntityTypeBuilder<FindingNoteRow> builder)
    {
        builder.ToTable("FindingNotes");
        builder.HasOne<FindingRow>().WithMany().HasForeignKey(n => n.FindingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => new { n.FindingId, n.At });
    }
}
