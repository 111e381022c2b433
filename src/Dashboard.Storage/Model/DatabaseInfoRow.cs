using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>To which estate the database belongs: one row, written by the first run and never changed.</summary>
internal sealed record DatabaseInfoRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary><c>Demo</c> or <c>Azure</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>The Resource Manager origin.</summary>
    public required string Origin { get; init; }

    public required long RecordedAt { get; init; }
}

internal sealed class DatabaseInfoConfiguration : IEntityTypeConfiguration<DatabaseInfoRow>
{
    public void Configure(EntityTypeBuilder<DatabaseInfoRow> builder)
    {
        builder.ToTable("DatabaseInfo");
        builder.Property(r => r.Id).ValueGeneratedNever();
    }
}
