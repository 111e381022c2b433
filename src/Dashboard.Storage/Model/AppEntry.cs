using Dashboard.Core.Posture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>
/// An app, and what the collector must know of each app to see whether it changed. Those columns live here and not on
/// the open state row, so that a run in which nothing changed reads one slim table and writes nothing.
/// </summary>
internal sealed record AppEntry
{
    public required long AppId { get; init; }

    /// <summary>The id in the form in which ids compare.</summary>
    public required string ResourceIdKey { get; init; }

    /// <summary>1 for the first app of an id; one more each time that the id comes back after it was proven gone.</summary>
    public required int Generation { get; init; }

    /// <summary>The id, casing as last given. Azure's casing wanders and means nothing, so it has no history.</summary>
    public required string ResourceId { get; init; }

    public required string Name { get; init; }

    public required string SubscriptionId { get; init; }

    public required string ResourceGroup { get; init; }

    public required bool IsSlot { get; init; }

    public required long FirstSeen { get; init; }

    public long? DecommissionedAt { get; init; }

    /// <summary>The fingerprint of the state last seen, 16 bytes.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The input on which that state was judged, 16 bytes; null where it is judged in each run.</summary>
    public byte[]? Input { get; init; }

    public required Verdict Verdict { get; init; }

    public required bool Stale { get; init; }

    /// <summary>Where stale, the run that saw it last.</summary>
    public long? LastSeen { get; init; }
}

internal sealed class AppConfiguration : IEntityTypeConfiguration<AppEntry>
{
    public void Configure(EntityTypeBuilder<AppEntry> builder)
    {
        builder.ToTable("Apps");
        builder.HasKey(a => a.AppId);
        builder.Property(a => a.AppId).ValueGeneratedNever();
        builder.HasIndex(a => new { a.ResourceIdKey, a.Generation }).IsUnique();
    }
}
