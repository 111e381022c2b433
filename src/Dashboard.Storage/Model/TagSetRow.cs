using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// What the lookups of tags met on an app. Apps of one resource group mostly met the same, so a set is kept once by
/// content, and a count by tag reads sets and not apps.
/// </summary>
internal sealed record TagSetRow
{
    public required long Id { get; init; }

    /// <summary>The first 16 bytes of the content's SHA-256.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>One finding of a set; columns that end in <c>Key</c> are folded copies by which filters compare.</summary>
internal sealed record TagFindingRow
{
    public required long TagSetId { get; init; }

    public required int Ordinal { get; init; }

    public required TagKind Kind { get; init; }

    public required TagStanding Standing { get; init; }

    /// <summary>The first of its kind and standing in the set: counting these counts each app once.</summary>
    public required bool First { get; init; }

    public required string Level { get; init; }

    public required string NameKey { get; init; }

    public required string ValueKey { get; init; }

    public required string Name { get; init; }

    public required string Value { get; init; }
}

internal sealed class TagSetConfiguration : IEntityTypeConfiguration<TagSetRow>
{
    public void Configure(EntityTypeBuilder<TagSetRow> builder)
    {
        builder.ToTable("TagSets");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.Hash).IsUnique();
    }
}

internal sealed class TagFindingConfiguration : IEntityTypeConfiguration<TagFindingRow>
{
    public void Configure(EntityTypeBuilder<TagFindingRow> builder)
    {
        builder.ToTable("TagFindings");
        builder.HasKey(f => new { f.TagSetId, f.Ordinal });
        builder.HasOne<TagSetRow>().WithMany().HasForeignKey(f => f.TagSetId).OnDelete(DeleteBehavior.Restrict);
    }
}
