using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// The outcomes of all rules on an app, as compact JSON. Most apps of an estate share theirs with many others, word
/// for word, so they are kept once by content: they would be the bulk of the database otherwise.
/// </summary>
internal sealed record EvidenceRow
{
    public required long Id { get; init; }

    /// <summary>The first 16 bytes of the content's SHA-256.</summary>
    public required byte[] Hash { get; init; }

    public required string Outcomes { get; init; }

    /// <summary>The results alone, as <see cref="RuleResultsText"/> writes them.</summary>
    public required string Results { get; init; }
}

internal sealed class EvidenceConfiguration : IEntityTypeConfiguration<EvidenceRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> builder)
    {
        builder.ToTable("AppEvidence");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => e.Hash).IsUnique();
    }
}
