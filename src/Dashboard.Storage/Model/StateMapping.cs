using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;

namespace Dashboard.Storage.Model;

/// <summary>Between an app's state as the domain knows it and the two rows that keep it.</summary>
internal static class StateMapping
{
    /// <summary>The state that <paramref name="row"/> and its app make together.</summary>
    public static AppState ToState(this AppStateRow row, AppEntry app, IReadOnlyList<RuleOutcome> rules) => new()
    {
        ResourceId = app.ResourceId,
        Name = app.Name,
        IsSlot = app.IsSlot,
        SubscriptionId = row.SubscriptionId,
        ResourceGroup = app.ResourceGroup,
        Kind = row.Kind,
        Location = row.Location,
        PlanId = row.PlanId,
        Tier = row.Tier,
        DefaultHostName = row.DefaultHostName,
        EffectiveMode = row.EffectiveMode,
        ClientCertEnabled = row.ClientCertEnabled,
        ClientCertMode = row.ClientCertMode,
        ExclusionPaths = row.ExclusionPaths,
        HttpsOnly = row.HttpsOnly,
        Http20Enabled = row.Http20Enabled,
        MinTlsVersion = row.MinTlsVersion,
        PublicNetworkAccess = row.PublicNetworkAccess,
        State = row.State,
        Stopped = row.Stopped,
        Verdict = row.Verdict,
        InScope = row.InScope,
        OptedOut = row.OptedOut,
        Sensitivity = row.Sensitivity,
        Owner = row.Owner,
        CostCentre = row.CostCentre,
        Environment = row.Environment,
        Scenario = row.Scenario,
        Reachability = row.Reachability,
        Gateway = row.Gateway,
        Stale = row.Stale,
        Rules = rules,
    };

    /// <summary>An open row for a state that was just seen; its numbers, moment and verdict's age come from the merge.</summary>
    public static AppStateRow ToRow(this AppState state, long id, long appId, long runTime, long verdictSince, long evidenceId, long? tagSetId) => new()
    {
        Id = id,
        AppId = appId,
        ValidFrom = runTime,
        ValidTo = UnixTime.Open,
        Verdict = state.Verdict,
        VerdictSince = verdictSince,
        Stale = false,
        NameKey = KpiKeys.Fold(state.Name),
        SubscriptionId = state.SubscriptionId,
        OwnerKey = KpiKeys.Fold(state.Owner),
        CostCentreKey = KpiKeys.Fold(state.CostCentre),
        EnvironmentKey = KpiKeys.Fold(state.Environment),
        ScenarioKey = KpiKeys.Fold(state.Scenario),
        TierKey = KpiKeys.Fold(state.Tier),
        Sensitivity = state.Sensitivity,
        Reachability = state.Reachability,
        InScope = state.InScope,
        Stopped = state.Stopped,
        OptedOut = state.OptedOut,
        FailedRules = FailedRulesText.Of(state.Rules),
        EvidenceId = evidenceId,
        TagSetId = tagSetId,
        Kind = state.Kind,
        Location = state.Location,
        PlanId = state.PlanId,
        Tier = state.Tier,
        DefaultHostName = state.DefaultHostName,
        EffectiveMode = state.EffectiveMode,
        ClientCertEnabled = state.ClientCertEnabled,
        ClientCertMode = state.ClientCertMode,
        ExclusionPaths = state.ExclusionPaths,
        HttpsOnly = state.HttpsOnly,
        Http20Enabled = state.Http20Enabled,
        MinTlsVersion = state.MinTlsVersion,
        PublicNetworkAccess = state.PublicNetworkAccess,
        State = state.State,
        Owner = state.Owner,
        CostCentre = state.CostCentre,
        Environment = state.Environment,
        Scenario = state.Scenario,
        Gateway = state.Gateway,
    };
}
