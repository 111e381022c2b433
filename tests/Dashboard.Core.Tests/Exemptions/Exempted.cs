using Dashboard.Core.Exemptions;
using Dashboard.Core.Queries;

namespace Dashboard.Core.Tests.Exemptions;

/// <summary>Exemptions and scopes for tests.</summary>
internal static class Exempted
{
    public const string Subscription = "11111111-1111-1111-1111-111111111111";
    public const string InSubscription = "/subscriptions/" + Subscription;
    public const string Group = InSubscription + "/resourceGroups/rg-pay";
    public const string App = Group + "/providers/Microsoft.Web/sites/pay-api";
    public const string Slot = App + "/slots/staging";
    public const string Finance = "/providers/Microsoft.Management/managementGroups/mg-finance";
    public const string Web = "/providers/Microsoft.Authorization/policyDefinitions/19dd1db6-f442-49cf-a838-b0786b4401ef";
    public const string Function = "/providers/Microsoft.Authorization/policyDefinitions/ab6a902f-9493-453b-928d-62c30b11b5a6";
    public const string Benchmark = "/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8";
    public const string Assignment = InSubscription + "/providers/Microsoft.Authorization/policyAssignments/asc";

    public static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static string IdAt(string scope, string name = "e1") => $"{scope}/providers/Microsoft.Authorization/policyExemptions/{name}";

    /// <summary>An exemption about client certificates that never ends.</summary>
    public static ExemptionState At(string scope, string name = "e1") => new()
    {
        ResourceId = IdAt(scope, name),
        AssignmentId = Assignment,
        Relevance = ExemptionRelevance.ClientCertificates,
        Targets = PolicyTargets.All,
    };

    public static ExemptionItem Item(ExemptionState state) =>
        new(state, ExemptionScope.Of(state.ResourceId)!, "", Noon, null, [], [], 0);
}
