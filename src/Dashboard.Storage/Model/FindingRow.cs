using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// A finding. Written by the run that saw the failure, closed by the run that saw its end; in between only its severity and due
/// date may change, and what they were before is kept in <see cref="FindingTermsRow"/>.
/// </summary>
internal sealed record FindingRow
{
    public required long Id { get; init; }

    public required long AppId { get; init; }

    public required string RuleId { get; init; }

    /// <summary>Run time of the run that saw it first.</summary>
    public required long Detected { get; init; }

    /// <summary>When the failure began, where Azure has a record of it.</summary>
    public long? Occurred { get; init; }

    /// <summary>Found by the very first run of the history: nobody knows how old it is.</summary>
    public required bool Baseline { get; init; }

    /// <summary>1 for the first on this app and rule.</summary>
    public required int Occurrence { get; init; }

    /// <summary>The occurrence before this one.</summary>
    public long? PreviousId { get; init; }

    /// <summary>It is the third within thirty days, or a later one.</summary>
    public required bool Flapping { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>Until when it is to be mended, without any exception.</summary>
    public required long BaseDue { get; init; }

    /// <summary>
    /// Until when it is to be mended: <see cref="BaseDue"/> and the time during which exceptions are active, to their known end.
    /// </summary>
    public required long Due { get; init; }

    /// <summary>Run time of the run that saw the end: until then it stands.</summary>
    public required long EndSeen { get; init; }

    /// <summary>When it ended: Azure's time of the change where <see cref="EndExact"/>, else that of the run.</summary>
    public long? Ended { get; init; }

    public required bool EndExact { get; init; }

    public FindingEnd? End { get; init; }

    /// <summary>Who is to mend it, as of now.</summary>
    public string? Assignee { get; init; }

    /// <summary>The address of its ticket, as of now.</summary>
    public string? Ticket { get; init; }
}

internal sealed class FindingConfiguration : IEntityTypeConfiguration<FindingRow>
{
    public void Configure(EntityTypeBuilder<FindingRow> builder)
    {
        builder.ToTable("Findings");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.HasOne<AppEntry>().WithMany().HasForeignKey(f => f.AppId).OnDelete(DeleteBehavior.Restrict);

        // The findings of an app, which each change of it asks for.
        builder.HasIndex(f => new { f.AppId, f.RuleId });

        // The open list, most urgent first.
        builder.HasIndex(f => new { f.Due, f.Id }).HasFilter("\"EndSeen\" = 9223372036854775807");
    }
}
