using Dashboard.Core.Inventory;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Changes;

/// <summary>
/// How two states of an app differ, property by property: what can be told of a change that Azure has no record of. Names
/// are those of the apps list.
/// </summary>
public static class StateDifferences
{
    /// <summary>What differs, the setting first. May be empty: what a rule looks at is not all part of the state.</summary>
    public static IReadOnlyList<PropertyChange> Of(AppState before, AppState after)
    {
        var found = new List<PropertyChange>();
        Add("clientCertEnabled", s => Text(s.ClientCertEnabled));
        Add("clientCertMode", s => s.ClientCertMode);

        // It follows from the two before it, unless the tier decided.
        if (found.Count == 0) Add("effectiveMode", s => s.EffectiveMode.ToString());
        Add("exclusionPaths", s => s.ExclusionPaths);
        Add("httpsOnly", s => Text(s.HttpsOnly));
        Add("http20Enabled", s => Text(s.Http20Enabled));
        Add("minTlsVersion", s => s.MinTlsVersion);
        Add("tier", s => s.Tier);
        Add("planId", s => s.PlanId);
        Add("state", s => s.State);
        Add("publicNetworkAccess", s => s.PublicNetworkAccess);
        Add("reachability", s => KpiKeys.Fold(s.Reachability.ToString()));
        Add("gateway", s => s.Gateway);
        Add("kind", s => s.Kind);
        Add("resourceGroup", s => s.ResourceGroup);
        Add("subscriptionId", s => s.SubscriptionId);
        Add("sensitivity", s => s.Sensitivity is { } sensitivity ? KpiKeys.Fold(sensitivity.ToString()) : null);
        Add("owner", s => s.Owner);
        Add("costCentre", s => s.CostCentre);
        Add("environment", s => s.Environment);
        Add("scenario", s => s.Scenario);
        Add("inScope", s => Text(s.InScope));
        return found;

        void Add(string name, Func<AppState, string?> read)
        {
            var (old, now) = (read(before), read(after));
            if (!string.Equals(old ?? "", now ?? "", StringComparison.Ordinal)) found.Add(new PropertyChange(name, old, now));
        }
    }

    private static string? Text(bool? value) => value switch { true => "true", false => "false", null => null };
}
