using Dashboard.Core.Kpis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>How people spell a folded value: the spelling last seen. Kept, so that a filter bar need not read every app.</summary>
internal sealed record DimensionLabelRow
{
    public required KpiDimension Dimension { get; init; }

    public required string Value { get; init; }

    public required string Label { get; init; }
}

internal sealed class DimensionLabelConfiguration : IEntityTypeConfiguration<DimensionLabelRow>
{
    public void Configure(EntityTypeBuilder<DimensionLabelRow> builder)
    {
        builder.ToTable("DimensionLabels");
        builder.HasKey(l => new { l.Dimension, l.Value });
    }
}
