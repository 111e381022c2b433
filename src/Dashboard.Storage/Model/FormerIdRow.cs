using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>An id that an app had during <c>[ValidFrom, ValidTo)</c>, in run time, before it moved.</summary>
internal sealed record FormerIdRow
{
    public required long AppId { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    public required string ResourceIdKey { get; init; }

    public required string ResourceId { get; init; }

    public required string Name { get; init; }

    public required string ResourceGroup { get; init; }
}

internal sealed class FormerIdConfiguration : IEntityTypeConfiguration<FormerIdRow>
{
    public void Configure(EntityTypeBuilder<FormerIdRow> builder)
    {
        builder.ToTable("FormerIds");
        builder.HasKey(f => new { f.AppId, f.ValidFrom });
        builder.HasOne<AppEntry>().WithMany().HasForeignKey(f => f.AppId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => f.ResourceIdKey);
    }
}
