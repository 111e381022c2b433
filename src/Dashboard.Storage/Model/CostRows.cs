using Dashboard.Core.Costs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// What a source said during <c>[ValidFrom, ValidTo)</c>, in run time, that a plan cost in a month. Sources restate: what was said
/// before stays, so that a figure of an earlier moment can be told again.
/// </summary>
internal sealed record PlanCostRow
{
    public required long PlanId { get; init; }

    /// <summary>The month as a number: 202611.</summary>
    public required int Month { get; init; }

    public required CostSource Source { get; init; }

    public required string Currency { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    /// <summary>In whole minor units of the currency; negative where refunds outweigh.</summary>
    public required long Minor { get; init; }
}

/// <summary>When a month of a subscription was read from a source.</summary>
internal sealed record CostReadRow
{
    public required CostSource Source { get; init; }

    public required string SubscriptionId { get; init; }

    public required int Month { get; init; }

    public required long FirstRead { get; init; }

    public required long LastRead { get; init; }

    /// <summary>The first run that read it when it was final; null while what is known of it is preliminary. Set once.</summary>
    public long? FinalRead { get; init; }
}

/// <summary>A list price during <c>[ValidFrom, ValidTo)</c>, in run time.</summary>
internal sealed record ListPriceRow
{
    public required string Region { get; init; }

    public required bool IsLinux { get; init; }

    public required string SkuName { get; init; }

    public required string Currency { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    /// <summary>Per instance and hour, in billionths of the currency's unit.</summary>
    public required long PerHour { get; init; }

    /// <summary>Since when the source says that it holds.</summary>
    public required long EffectiveFrom { get; init; }
}

/// <summary>When the list prices of a region were read.</summary>
internal sealed record PriceReadRow
{
    public required string Region { get; init; }

    public required string Currency { get; init; }

    public required long LastRead { get; init; }
}

internal sealed class PlanCostConfiguration : IEntityTypeConfiguration<PlanCostRow>
{
    public void Configure(EntityTypeBuilder<PlanCostRow> builder)
    {
        builder.ToTable("PlanCosts");
        builder.HasKey(c => new { c.PlanId, c.Month, c.Source, c.Currency, c.ValidFrom });
        builder.HasOne<PlanEntry>().WithMany().HasForeignKey(c => c.PlanId).OnDelete(DeleteBehavior.Restrict);

        // All plans of a month.
        builder.HasIndex(c => new { c.Month, c.ValidTo });
    }
}

internal sealed class CostReadConfiguration : IEntityTypeConfiguration<CostReadRow>
{
    public void Configure(EntityTypeBuilder<CostReadRow> builder)
    {
        builder.ToTable("CostReads");
        builder.HasKey(r => new { r.Source, r.SubscriptionId, r.Month });
    }
}

internal sealed class ListPriceConfiguration : IEntityTypeConfiguration<ListPriceRow>
{
    public void Configure(EntityTypeBuilder<ListPriceRow> builder)
    {
        builder.ToTable("ListPrices");
        builder.HasKey(p => new { p.Region, p.Currency, p.IsLinux, p.SkuName, p.ValidFrom });
    }
}

internal sealed class PriceReadConfiguration : IEntityTypeConfiguration<PriceReadRow>
{
    public void Configure(EntityTypeBuilder<PriceReadRow> builder)
    {
        builder.ToTable("PriceReads");
        builder.HasKey(r => new { r.Region, r.Currency });
    }
}
