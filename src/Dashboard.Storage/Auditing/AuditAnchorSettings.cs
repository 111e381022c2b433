namespace Dashboard.Storage.Auditing;

/// <summary>Where the audit trail is anchored outside the database.</summary>
/// <param name="File">The anchor file; null for none.</param>
public sealed record AuditAnchorSettings(string? File)
{
    /// <summary>No anchor but the log.</summary>
    public static AuditAnchorSettings LogOnly { get; } = new((string?)null);
}
