using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>One sign-in of one browser. The cookie holds a key that only its hash is kept of: who reads this table cannot make a cookie of it.</summary>
internal sealed record SessionRow
{
    /// <summary>SHA-256 of the key, in hexadecimal digits.</summary>
    public required string KeyHash { get; init; }

    /// <summary>The identity that stays the same, as the audit trail has it.</summary>
    public required string UserId { get; init; }

    public required long StartedAt { get; init; }

    /// <summary>When it is over, however active its user is.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>When somebody ended it; null where nobody did.</summary>
    public long? EndedAt { get; init; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("Sessions");
        builder.HasKey(s => s.KeyHash);
        builder.Property(s => s.KeyHash).HasMaxLength(64);
    }
}
