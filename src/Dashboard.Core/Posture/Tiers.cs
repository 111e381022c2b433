namespace Dashboard.Core.Posture;

/// <summary>What a tier's name says. Every tier but Free and Shared is taken to support client certificates.</summary>
public static class Tiers
{
    /// <summary>True for Free and Shared.</summary>
    public static bool IsUnsupported(string? tier) =>
        tier is not null
        && (tier.Trim().Equals("Free", StringComparison.OrdinalIgnoreCase)
            || tier.Trim().Equals("Shared", StringComparison.OrdinalIgnoreCase));

    /// <summary>The tier that counts: the plan's before the site's; null where neither is known.</summary>
    public static string? Effective(string? planTier, string? siteTier) =>
        !string.IsNullOrWhiteSpace(planTier) ? planTier.Trim() : string.IsNullOrWhiteSpace(siteTier) ? null : siteTier.Trim();

    /// <summary>True where both are known and differ.</summary>
    public static bool Disagree(string? planTier, string? siteTier) =>
        !string.IsNullOrWhiteSpace(planTier) && !string.IsNullOrWhiteSpace(siteTier)
        && !planTier.Trim().Equals(siteTier.Trim(), StringComparison.OrdinalIgnoreCase);
}
