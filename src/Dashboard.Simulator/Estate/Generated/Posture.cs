namespace Dashboard.Simulator.Estate.Generated;

/// <summary>
/// The settings of a site that decide about client certificates, typed loosely: real documents carry booleans
/// as text, nulls, and values that nobody expected.
/// </summary>
internal sealed record Posture
{
    public object? ClientCertEnabled { get; init; } = false;

    /// <summary>Azure's default, although it means nothing while client certificates are off.</summary>
    public string? Mode { get; init; } = "Required";

    /// <summary>Very old API versions have no such key at all.</summary>
    public bool ModeAbsent { get; init; }

    public string? ExclusionPaths { get; init; }

    public string? ExclusionEndPoints { get; init; }

    public object? HttpsOnly { get; init; } = true;

    public bool Http20 { get; init; }

    public string MinTls { get; init; } = "1.2";

    /// <summary>What a site looks like when nobody has touched these settings.</summary>
    public static Posture Default { get; } = new() { HttpsOnly = false };

    /// <summary>Mutual TLS enforced without gaps.</summary>
    public static Posture Enforced { get; } = new() { ClientCertEnabled = true };
}
