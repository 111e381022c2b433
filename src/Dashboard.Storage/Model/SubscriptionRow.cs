using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>A subscription that was ever seen.</summary>
internal sealed record SubscriptionRow
{
    public required string SubscriptionId { get; init; }

    public required string Name { get; init; }

    public required long FirstSeen { get; init; }

    public required long LastSeen { get; init; }

    /// <summary>When an administrator said that it will not come back; null while it is expected in each run.</summary>
    public long? RetiredAt { get; init; }
}

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<SubscriptionRow>
{
    public void Configure(EntityTypeBuilder<SubscriptionRow> builder)
    {
        builder.ToTable("Subscriptions");
        builder.HasKey(r => r.SubscriptionId);
    }
}
