using Dashboard.Core.Kpis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// The counts of the apps with one value in one dimension during <c>[ValidFrom, ValidTo)</c>. A row is written only
/// when a figure changes; where there is no row, there were no apps.
/// </summary>
internal sealed record KpiIntervalRow
{
    public required KpiDimension Dimension { get; init; }

    public required string Value { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    public required PostureCounts Counts { get; init; }
}

internal sealed class KpiIntervalConfiguration : IEntityTypeConfiguration<KpiIntervalRow>
{
    public void Configure(EntityTypeBuilder<KpiIntervalRow> builder)
    {
        builder.ToTable("KpiIntervals");

        // One value through time.
        builder.HasKey(k => new { k.Dimension, k.Value, k.ValidFrom });

        // All values of a dimension at a moment, the present one included.
        builder.HasIndex(k => new { k.Dimension, k.ValidTo });

        builder.ComplexProperty(k => k.Counts, counts =>
        {
            foreach (var property in typeof(PostureCounts).GetProperties().Where(p => p.CanWrite))
            {
                counts.Property(property.PropertyType, property.Name).HasColumnName(property.Name);
            }
        });
    }
}
