using Dashboard.Core.Exceptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// An exception: what was asked for, and how that was decided. What was asked for never changes; a decision and an ending are written once.
/// </summary>
internal sealed record ExceptionRow
{
    public long Id { get; init; }

    public required long RequestedAt { get; init; }

    /// <summary>The stable identity of who asked for it.</summary>
    public required string RequesterId { get; init; }

    public required string RequesterName { get; init; }

    public required string Reason { get; init; }

    public required ExceptionTreatment Treatment { get; init; }

    public required string CompensatingControl { get; init; }

    public required string RiskOwner { get; init; }

    public required long Expires { get; init; }

    public string? EvidenceLink { get; init; }

    /// <summary>The exception that it renews.</summary>
    public long? RenewsId { get; init; }

    /// <summary>Approved, Rejected or Withdrawn; null while nobody decided.</summary>
    public ExceptionStep? Decision { get; init; }

    public long? DecidedAt { get; init; }

    public string? DecidedById { get; init; }

    public string? DecidedByName { get; init; }

    /// <summary>Revoked or Superseded; null where it runs, or ran, until its expiry.</summary>
    public ExceptionStep? Ending { get; init; }

    public long? EndedAt { get; init; }

    /// <summary>Its life, as the rules about it see it.</summary>
    public ExceptionCase ToCase() => new(
        RequesterId, UnixTime.From(RequestedAt), UnixTime.From(Expires),
        Decision is { } step ? new ExceptionDecision(step, UnixTime.From(DecidedAt!.Value), DecidedById!) : null,
        Ending is { } end ? new ExceptionEnding(end, UnixTime.From(EndedAt!.Value)) : null);
}

internal sealed class ExceptionConfiguration : IEntityTypeConfiguration<ExceptionRow>
{
    /// <summary>Who asked may not approve: the database refuses it too, whatever program writes.</summary>
    public const string NotApprovedByRequester = "CK_Exceptions_NotApprovedByRequester";

    public void Configure(EntityTypeBuilder<ExceptionRow> builder)
    {
        builder.ToTable("Exceptions", table =>
        {
            table.HasCheckConstraint(
                NotApprovedByRequester,
                $"""("Decision" IS NULL OR "Decision" <> {(int)ExceptionStep.Approved} OR lower(trim("DecidedById")) <> lower(trim("RequesterId")))""");
            table.HasCheckConstraint(
                "CK_Exceptions_DecidedWhole",
                """("Decision" IS NULL) = ("DecidedAt" IS NULL) AND ("Decision" IS NULL) = ("DecidedById" IS NULL) AND ("Ending" IS NULL) = ("EndedAt" IS NULL)""");
            table.HasCheckConstraint(
                "CK_Exceptions_OnlyApprovedEnd", $"""("Ending" IS NULL OR ("Decision" IS NOT NULL AND "Decision" = {(int)ExceptionStep.Approved}))""");
            table.HasCheckConstraint("CK_Exceptions_Expires", """("Expires" > "RequestedAt")""");
        });
        builder.HasOne<ExceptionRow>().WithMany().HasForeignKey(e => e.RenewsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.Expires);
        builder.HasIndex(e => e.RequestedAt);
        builder.HasIndex(e => e.RequesterId);
    }
}
