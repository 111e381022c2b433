using Dashboard.Core.Posture;

namespace Dashboard.Storage.Tests.Support;

/// <summary>Makes app states for tests.</summary>
public static class Estate
{
    public const string SubscriptionA = "11111111-1111-1111-1111-111111111111";

    public const string SubscriptionB = "22222222-2222-2222-2222-222222222222";

    public static AppState App(string name, string subscription = SubscriptionA, Verdict verdict = Verdict.NotEnforced) => new()
    {
        ResourceId = $"/subscriptions/{subscription}/resourceGroups/rg-Shop/providers/Microsoft.Web/sites/{name}",
        Name = name,
        Kind = "app,linux",
        SubscriptionId = subscription,
        ResourceGroup = "rg-Shop",
        Location = "westeurope",
        PlanId = $"/subscriptions/{subscription}/resourceGroups/rg-Shop/providers/Microsoft.Web/serverfarms/plan-1",
        Tier = "PremiumV3",
        DefaultHostName = $"{name}.azurewebsites.net",
        EffectiveMode = verdict == Verdict.Enforced ? EffectiveMode.Require : EffectiveMode.Ignore,
        ClientCertEnabled = verdict == Verdict.Enforced,
        ClientCertMode = "Required",
        HttpsOnly = true,
        Http20Enabled = false,
        MinTlsVersion = "1.2",
        State = "Running",
        Verdict = verdict,
        InScope = true,
        Sensitivity = Sensitivity.Confidential,
        Owner = "Payments",
        CostCentre = "CC-1",
        Environment = "prod",
        Scenario = "b2b-api",
        Reachability = Reachability.Public,
        Rules = Rules(verdict == Verdict.Enforced ? [] : ["MTLS001"]),
    };

    public static IReadOnlyList<RuleOutcome> Rules(params string[] failed) =>
    [
        .. new[] { "MTLS001", "MTLS002", "MTLS004", "MTLS012" }.Select(id => new RuleOutcome(
            id, failed.Contains(id) ? RuleResult.Fail : RuleResult.Pass, Severity.High, $"\"{id}\" <b>é</b>")),
    ];
}
