using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>An App Service plan that was ever seen, or that a source told costs of.</summary>
internal sealed record PlanEntry
{
    public required long PlanId { get; init; }

    /// <summary>The ARM id, folded.</summary>
    public required string ResourceIdKey { get; init; }

    /// <summary>The ARM id in the casing of who told of it last.</summary>
    public required string ResourceId { get; init; }

    public required string Name { get; init; }

    /// <summary>Lower case.</summary>
    public required string SubscriptionId { get; init; }

    public required string ResourceGroup { get; init; }

    /// <summary>The run that wrote it.</summary>
    public required long FirstSeen { get; init; }
}

/// <summary>What was true of a plan during <c>[ValidFrom, ValidTo)</c>, in run time. Written only when something of it changes.</summary>
internal sealed record PlanStateRow
{
    public required long PlanId { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    public string? Tier { get; init; }

    public string? SkuName { get; init; }

    public int? Capacity { get; init; }

    public required bool IsLinux { get; init; }

    public string? Region { get; init; }

    public string? WebSpace { get; init; }
}

internal sealed class PlanConfiguration : IEntityTypeConfiguration<PlanEntry>
{
    public void Configure(EntityTypeBuilder<PlanEntry> builder)
    {
        builder.ToTable("Plans");
        builder.HasKey(p => p.PlanId);
        builder.Property(p => p.PlanId).ValueGeneratedNever();
        builder.HasIndex(p => p.ResourceIdKey).IsUnique();
    }
}

internal sealed class PlanStateConfiguration : IEntityTypeConfiguration<PlanStateRow>
{
    public void Configure(EntityTypeBuilder<PlanStateRow> builder)
    {
        builder.ToTable("PlanStates");

        // One plan through time.
        builder.HasKey(s => new { s.PlanId, s.ValidFrom });
        builder.HasOne<PlanEntry>().WithMany().HasForeignKey(s => s.PlanId).OnDelete(DeleteBehavior.Restrict);

        // All plans at a moment, the present one included.
        builder.HasIndex(s => s.ValidTo);
    }
}
