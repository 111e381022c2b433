using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>One rule on one app that an exception covers, and when it does.</summary>
internal sealed record ExceptionCoverRow
{
    public required long ExceptionId { get; init; }

    public required long AppId { get; init; }

    public required string RuleId { get; init; }

    /// <summary>The severity of the failure when the exception was asked for.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The moment of the approval; null where it was not approved.</summary>
    public long? ActiveFrom { get; init; }

    /// <summary>Its expiry, or the moment at which it was revoked or superseded: the first at which it is not active.</summary>
    public long? ActiveTo { get; init; }
}

internal sealed class ExceptionCoverConfiguration : IEntityTypeConfiguration<ExceptionCoverRow>
{
    public void Configure(EntityTypeBuilder<ExceptionCoverRow> builder)
    {
        builder.ToTable("ExceptionCovers");
        builder.HasKey(c => new { c.ExceptionId, c.AppId, c.RuleId });
        builder.HasOne<ExceptionRow>().WithMany().HasForeignKey(c => c.ExceptionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AppEntry>().WithMany().HasForeignKey(c => c.AppId).OnDelete(DeleteBehavior.Restrict);

        // What covers a finding, which the due dates, lists and merges ask for.
        builder.HasIndex(c => new { c.AppId, c.RuleId });

        // What is active at a moment: few are, of all that ever were.
        builder.HasIndex(c => new { c.ActiveTo, c.ActiveFrom });
    }
}
