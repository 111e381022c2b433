using Dashboard.Core.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Reports;

/// <summary>A sealed month. Written once and never changed; the columns beside the figures are copies out of them, which verification compares.</summary>
internal sealed record SealedMonthRow
{
    /// <summary>The month as a number: 202611.</summary>
    public required int Month { get; init; }

    /// <summary>The figures as canonical JSON.</summary>
    public required string Figures { get; init; }

    /// <summary>SHA-256 of <see cref="Figures"/> as 64 hexadecimal digits, lower case.</summary>
    public required string Hash { get; init; }

    public required MonthCompleteness Completeness { get; init; }

    /// <summary>The run that sealed it; null where none did in time.</summary>
    public long? SealingRun { get; init; }

    public required string RuleSetVersion { get; init; }

    /// <summary>True where costs may still move; what they are now stands beside the sealed figure.</summary>
    public required bool IsPreliminary { get; init; }

    public required long SealedAt { get; init; }
}

internal sealed class SealedMonthConfiguration : IEntityTypeConfiguration<SealedMonthRow>
{
    public void Configure(EntityTypeBuilder<SealedMonthRow> builder)
    {
        builder.ToTable("SealedMonths");

        // Of two replicas that seal one month, one does.
        builder.HasKey(m => m.Month);
        builder.Property(m => m.Month).ValueGeneratedNever();
    }
}
