using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

/// <summary>Makes apps for tests: a flawless one, to be spoiled with <c>with</c>.</summary>
internal static class Apps
{
    public const string Subscription = "11111111-1111-1111-1111-111111111111";

    public static AppObservation Flawless { get; } = new()
    {
        ResourceId = $"/subscriptions/{Subscription}/resourceGroups/rg-pay/providers/Microsoft.Web/sites/pay-api",
        Name = "pay-api",
        Kind = "app",
        SubscriptionId = Subscription,
        ResourceGroup = "rg-pay",
        Location = "westeurope",
        Tags = new Dictionary<string, string> { ["dataClassification"] = "confidential", ["owner"] = "payments" },
        State = "Running",
        Enabled = Reading.Of(true),
        SiteTier = Reading.Of("PremiumV3"),
        PlanId = $"/subscriptions/{Subscription}/resourceGroups/rg-pay/providers/Microsoft.Web/serverfarms/plan",
        ClientCertEnabled = Reading.Of(true),
        ClientCertMode = Reading.Of("Required"),
        ExclusionPaths = Reading.Null<string>(),
        ExclusionEndPoints = Reading.Null<string>(),
        HttpsOnly = Reading.Of(true),
        PublicNetworkAccess = Reading.Null<string>(),
        Http20Enabled = Reading.Of(false),
        MinTlsVersion = Reading.Of("1.2"),
        AccessRestrictions = Reading.Of(AccessRestrictions.None),
        ConfigurationRead = true,
    };

    public static AppState Judge(
        AppObservation app, string? planTier = "PremiumV3", JudgementSettings? settings = null, Verdict? production = null) =>
        new AppJudge(settings ?? JudgementSettings.Default).Judge(app, planTier, [new TagLevel("app", app.Tags)], production);

    public static RuleOutcome Rule(this AppState state, string id) => state.Rules.Single(r => r.Id == id);
}
