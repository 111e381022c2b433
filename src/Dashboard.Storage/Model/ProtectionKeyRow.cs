using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>A key that protects cookies and forms, as ASP.NET Core writes it. All replicas share them.</summary>
internal sealed record ProtectionKeyRow
{
    /// <summary>The name that the framework gives it.</summary>
    public required string Name { get; init; }

    public required string Xml { get; init; }
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<ProtectionKeyRow> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.HasKey(k => k.Name);
    }
}
