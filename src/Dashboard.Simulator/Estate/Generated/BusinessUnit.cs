using Dashboard.Simulator.Billing;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A subscription of the invented organisation, and what is typical of it.</summary>
internal sealed record BusinessUnit(
    string Subscription,
    string Prefix,
    string Environment,
    string ManagementGroup,
    double Weight,
    double SensitiveShare,
    string CostCentre,
    IReadOnlyList<string> Nouns)
{
    /// <summary>A classification that apps without a tag of their own inherit, null for none.</summary>
    public string? SubscriptionTag { get; init; }

    /// <summary>Whether some resource groups are tagged instead.</summary>
    public bool TagsResourceGroups { get; init; }

    /// <summary>The scenario that its apps mostly serve.</summary>
    public string Scenario { get; init; } = "b2b-api";

    /// <summary>Whether configuration rows spell booleans as text, as seen in some tenants.</summary>
    public bool TextBooleans { get; init; }

    /// <summary>What it is billed in.</summary>
    public string BillingCurrency { get; init; } = "EUR";

    /// <summary>What becomes of a question for its costs.</summary>
    public CostAccess CostAccess { get; init; }

    /// <summary>What becomes of the subscription in the programme's year.</summary>
    public Fate Fate { get; init; }

    /// <summary>The name of the subscription that one of its resource groups moves to, null for none.</summary>
    public string? GivesGroupTo { get; init; }

    /// <summary>
    /// All subscriptions of the organisation. The weights of those that are there at the end of the year sum to 1.
    /// </summary>
    public static IReadOnlyList<BusinessUnit> All { get; } =
    [
        new("Retail Production", "shop", "prod", "mg-retail", 0.22, 0.42, "CC-4100",
            ["catalog", "basket", "checkout", "pricing", "loyalty", "search", "orders", "returns", "stock"]),
        new("Retail Non-Production", "shop", "test", "mg-retail", 0.10, 0.25, "CC-4100",
            ["catalog", "basket", "checkout", "pricing", "loyalty", "search", "orders"]) { Scenario = "internal-tool", CostAccess = CostAccess.Forbidden },
        new("Payments Production", "pay", "prod", "mg-finance", 0.18, 0.85, "CC-2200",
            ["settlement", "ledger", "refund", "fraud", "tokens", "cards", "mandates", "payout"]) { SubscriptionTag = "restricted" },
        new("Claims Production", "claims", "prod", "mg-finance", 0.14, 0.70, "CC-2350",
            ["intake", "triage", "photos", "fnol", "reserve", "repair", "medical"]) { TagsResourceGroups = true, TextBooleans = true, BillingCurrency = "GBP" },
        new("IoT Production", "iot", "prod", "mg-digital", 0.12, 0.55, "CC-5105",
            ["telemetry", "devices", "firmware", "alerts", "twins", "edge"]) { Scenario = "iot", Fate = Fate.Lost },
        new("Platform Shared Services", "plat", "prod", "mg-platform", 0.11, 0.35, "CC-9000",
            ["identity", "gateway", "audit", "notify", "config", "docs", "scheduler"]) { Scenario = "internal-tool" },
        new("Acquired Startup", "fab", "prod", "mg-digital", 0.05, 0.50, "CC-8600",
            ["rides", "maps", "matching", "invoices"]) { Fate = Fate.Arrives, BillingCurrency = "USD" },
        new("Legacy Hosting", "old", "prod", "mg-platform", 0.03, 0.30, "CC-9900",
            ["intranet", "forms", "archive"]) { Scenario = "internal-tool", Fate = Fate.Leaves, CostAccess = CostAccess.Empty },
        new("Corporate Applications", "corp", "prod", "mg-digital", 0.08, 0.45, "CC-7700",
            ["hr", "payroll", "travel", "crm", "expenses", "learning"])
            { Scenario = "internal-tool", TagsResourceGroups = true, GivesGroupTo = "Platform Shared Services" },
    ];
}

/// <summary>What becomes of a subscription in the programme's year.</summary>
internal enum Fate
{
    Stays,

    /// <summary>It comes into the tenant, with its apps, in the middle of the year.</summary>
    Arrives,

    /// <summary>It is cancelled, and all in it is gone.</summary>
    Leaves,

    /// <summary>The caller loses the rights to read it for some days.</summary>
    Lost,
}
