using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// How often exceptions changed: one row that the migration makes. Whoever updates it holds it until their transaction ends, so that steps
/// of exceptions and merges of runs, which both set due dates, go one after the other; and whoever keeps figures knows by it that they
/// changed.
/// </summary>
internal sealed record ExceptionRevisionRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public long Revision { get; init; }
}

internal sealed class ExceptionRevisionConfiguration : IEntityTypeConfiguration<ExceptionRevisionRow>
{
    public void Configure(EntityTypeBuilder<ExceptionRevisionRow> builder)
    {
        builder.ToTable("ExceptionRevision");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasData(new ExceptionRevisionRow());
    }
}
