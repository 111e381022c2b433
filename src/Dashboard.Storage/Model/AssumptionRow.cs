using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// What was assumed under a key from a moment until the next change. A key that nobody ever changed has no row. The audit trail has an
/// entry for each.
/// </summary>
internal sealed record AssumptionRow
{
    public long Id { get; init; }

    public required string Key { get; init; }

    /// <summary>The value as text; null where somebody returned to the default, whatever that is by now.</summary>
    public string? Value { get; init; }

    public required long ValidFrom { get; init; }

    public long ValidTo { get; init; } = UnixTime.Open;

    /// <summary>The stable identity of whoever changed it.</summary>
    public required string ChangedById { get; init; }

    /// <summary>Their name as shown then.</summary>
    public required string ChangedByName { get; init; }

    public required string Reason { get; init; }
}

internal sealed class AssumptionConfiguration : IEntityTypeConfiguration<AssumptionRow>
{
    public void Configure(EntityTypeBuilder<AssumptionRow> builder)
    {
        builder.ToTable("Assumptions");
        builder.HasIndex(a => new { a.Key, a.ValidFrom }).IsUnique();
        // Whatever goes wrong elsewhere, a key never has two values at a time.
        builder.HasIndex(a => a.Key).IsUnique().HasFilter("\"ValidTo\" = 9223372036854775807");
    }
}
