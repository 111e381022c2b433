using Dashboard.Core.Exemptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// What was known of a policy exemption during <c>[ValidFrom, ValidTo)</c>, in run time. Written only when something of it changes, when
/// a run does not see it, and when one sees it again.
/// </summary>
internal sealed record PolicyExemptionRow
{
    /// <summary>The ARM id, folded.</summary>
    public required string ResourceIdKey { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    /// <summary>The run that saw it last, where that of <see cref="ValidFrom"/> did not; else null.</summary>
    public long? LastSeen { get; init; }

    /// <summary>The run that saw it first.</summary>
    public required long FirstSeen { get; init; }

    public required string ResourceId { get; init; }

    public required string AssignmentId { get; init; }

    public string? AssignmentName { get; init; }

    public ExemptionCategory? Category { get; init; }

    public long? ExpiresOn { get; init; }

    public required bool ExpiryUnderstood { get; init; }

    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    /// <summary>Reference ids as a JSON array.</summary>
    public required string References { get; init; }

    public required bool HasSelectors { get; init; }

    public string? CreatedBy { get; init; }

    public long? CreatedAt { get; init; }

    public string? ModifiedBy { get; init; }

    public long? ModifiedAt { get; init; }

    public required ExemptionRelevance Relevance { get; init; }

    public required PolicyTargets Targets { get; init; }

    /// <summary>What it says.</summary>
    public ExemptionState ToState() => new()
    {
        ResourceId = ResourceId,
        AssignmentId = AssignmentId,
        AssignmentName = AssignmentName,
        Category = Category,
        ExpiresOn = UnixTime.From(ExpiresOn),
        ExpiryUnderstood = ExpiryUnderstood,
        DisplayName = DisplayName,
        Description = Description,
        References = StoredJson.ReadNames(References),
        HasSelectors = HasSelectors,
        CreatedBy = CreatedBy,
        CreatedAt = UnixTime.From(CreatedAt),
        ModifiedBy = ModifiedBy,
        ModifiedAt = UnixTime.From(ModifiedAt),
        Relevance = Relevance,
        Targets = Targets,
    };
}

/// <summary>The management groups above a subscription during <c>[ValidFrom, ValidTo)</c>, in run time.</summary>
internal sealed record SubscriptionAncestorsRow
{
    public required string SubscriptionId { get; init; }

    public required long ValidFrom { get; init; }

    public required long ValidTo { get; init; }

    /// <summary>Their names as a JSON array, nearest first.</summary>
    public required string Ancestors { get; init; }
}

internal sealed class PolicyExemptionConfiguration : IEntityTypeConfiguration<PolicyExemptionRow>
{
    public void Configure(EntityTypeBuilder<PolicyExemptionRow> builder)
    {
        builder.ToTable("PolicyExemptions");
        builder.HasKey(e => new { e.ResourceIdKey, e.ValidFrom });

        // All at a moment, the present one included.
        builder.HasIndex(e => e.ValidTo);
    }
}

internal sealed class SubscriptionAncestorsConfiguration : IEntityTypeConfiguration<SubscriptionAncestorsRow>
{
    public void Configure(EntityTypeBuilder<SubscriptionAncestorsRow> builder)
    {
        builder.ToTable("SubscriptionAncestors");
        builder.HasKey(a => new { a.SubscriptionId, a.ValidFrom });
    }
}
