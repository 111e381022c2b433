namespace Dashboard.Simulator.Estate.Generated;

/// <summary>An App Service plan size as Azure spells it.</summary>
internal sealed record Sku(string Name, string Tier, string Family)
{
    /// <summary>Whether the tier has deployment slots.</summary>
    public bool HasSlots => Tier is not ("Free" or "Shared" or "Basic" or "Dynamic" or "FlexConsumption" or "WorkflowStandard");

    /// <summary>Whether the plan has an environment of its own.</summary>
    public bool IsIsolated => Tier.StartsWith("Isolated", StringComparison.Ordinal);

    public static Sku Free { get; } = new("F1", "Free", "F");

    public static Sku Shared { get; } = new("D1", "Shared", "D");

    public static Sku Basic { get; } = new("B1", "Basic", "B");

    public static Sku Consumption { get; } = new("Y1", "Dynamic", "Y");

    public static Sku Flex { get; } = new("FC1", "FlexConsumption", "FC");

    /// <summary>What most web plans are.</summary>
    public static IReadOnlyList<(Sku Item, double Weight)> Common { get; } =
    [
        (Basic, 10), (new("B2", "Basic", "B"), 4), (new("S1", "Standard", "S"), 14), (new("S2", "Standard", "S"), 5),
        (new("P1v2", "PremiumV2", "Pv2"), 9), (new("P0v3", "Premium0V3", "Pv3"), 10), (new("P1v3", "PremiumV3", "Pv3"), 25),
        (new("P2v3", "PremiumV3", "Pv3"), 8), (new("P1mv3", "PremiumMV3", "Pmv3"), 4), (new("I1v2", "IsolatedV2", "Iv2"), 5),
    ];

    /// <summary>What also exists somewhere in a large organisation.</summary>
    public static IReadOnlyList<Sku> Rare { get; } =
    [
        new("P1", "Premium", "P"), new("I1", "Isolated", "I"), new("P1v4", "PremiumV4", "Pv4"), new("PC2", "PremiumContainer", "PC"),
        new("I1mv2", "IsolatedMV2", "Imv2"), new("P1mv4", "PremiumMV4", "Pmv4"), new("P0v4", "Premium0V4", "Pv4"),
        new("B3", "Basic", "B"), new("S3", "Standard", "S"), new("P3v2", "PremiumV2", "Pv2"), new("P3v3", "PremiumV3", "Pv3"),
        new("P5mv3", "PremiumMV3", "Pmv3"), new("I2", "Isolated", "I"), new("I6v2", "IsolatedV2", "Iv2"), new("P2", "Premium", "P"),
        new("P2v2", "PremiumV2", "Pv2"), new("PC4", "PremiumContainer", "PC"), new("P3mv3", "PremiumMV3", "Pmv3"),
    ];

    public static IReadOnlyList<Sku> Elastic { get; } =
        [new("EP1", "ElasticPremium", "EP"), new("EP2", "ElasticPremium", "EP"), new("EP3", "ElasticPremium", "EP")];

    public static IReadOnlyList<Sku> Workflow { get; } =
        [new("WS1", "WorkflowStandard", "WS"), new("WS2", "WorkflowStandard", "WS"), new("WS3", "WorkflowStandard", "WS")];
}
