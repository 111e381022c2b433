using Dashboard.Core.Exemptions;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Kit;

/// <summary>The words for policy exemptions.</summary>
public static class ExemptionWords
{
    /// <summary>The name that a reader knows it by.</summary>
    public static string Name(ExemptionState state) => state.DisplayName ?? state.ResourceId[(state.ResourceId.LastIndexOf('/') + 1)..];

    /// <summary>What is wrong, in a few words.</summary>
    public static string Finding(ExemptionFinding finding) => finding switch
    {
        ExemptionFinding.NoCounterpart => "No approver",
        ExemptionFinding.PartCounterpart => "Approved in part",
        ExemptionFinding.NoExpiry => "No expiry",
        ExemptionFinding.ExpiredButPresent => "Expired",
        ExemptionFinding.NotJudged => "Cannot be told",
    };

    /// <summary>What that means, in a sentence.</summary>
    public static string Meaning(ExemptionFinding finding) => finding switch
    {
        ExemptionFinding.NoCounterpart => "No active exception covers an app that it exempts: nobody in the register approved it.",
        ExemptionFinding.PartCounterpart => "It exempts a whole scope. Active exceptions cover some apps in it, and nobody approved the rest.",
        ExemptionFinding.NoExpiry => "It never ends. An exception always does.",
        ExemptionFinding.ExpiredButPresent => "It exempts nothing any more, and is still there: Azure deletes none that expired.",
        ExemptionFinding.NotJudged => "Its assignment, its expiry, or the management groups above an app could not be read.",
    };

    /// <summary>What it exempts.</summary>
    public static string Scope(ExemptionScopeKind kind) => kind switch
    {
        ExemptionScopeKind.ManagementGroup => "Management group",
        ExemptionScopeKind.Subscription => "Subscription",
        ExemptionScopeKind.ResourceGroup => "Resource group",
        ExemptionScopeKind.App => "App",
    };

    /// <summary>Why it was granted.</summary>
    public static string Category(ExemptionCategory? category) => category switch
    {
        ExemptionCategory.Waiver => "Waiver: risk accepted",
        ExemptionCategory.Mitigated => "Mitigated: met in another way",
        null => "Not told",
    };
}
