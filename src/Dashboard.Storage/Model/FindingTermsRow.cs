using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>The severity and due date that a finding had until a run changed them. Few findings have any.</summary>
internal sealed record FindingTermsRow
{
    public required long FindingId { get; init; }

    /// <summary>Run time of the run that changed them.</summary>
    public required long ValidTo { get; init; }

    public required Severity Severity { get; init; }

    public required long Due { get; init; }
}

internal sealed class FindingTermsConfiguration : IEntityTypeConfiguration<FindingTermsRow>
{
    public void Configure(EntityTypeBuilder<FindingTermsRow> builder)
    {
        builder.ToTable("FindingTerms");
        builder.HasKey(t => new { t.FindingId, t.ValidTo });
        builder.HasOne<FindingRow>().WithMany().HasForeignKey(t => t.FindingId).OnDelete(DeleteBehavior.Restrict);
    }
}
