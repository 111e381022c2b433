using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>One interval of one app's history, in run time. Null means unknown; <c>to</c> is null while it stands.</summary>
internal sealed record HistoryResponse(
    long AppId,
    int Generation,
    string ResourceId,
    string Name,
    DateTimeOffset From,
    DateTimeOffset? To,
    Verdict Verdict,
    EffectiveMode EffectiveMode,
    bool? InScope,
    bool OptedOut,
    bool Stale,
    bool Stopped,
    string SubscriptionId,
    string ResourceGroup,
    string? PlanId,
    string? Tier,
    string? Owner,
    string? CostCentre,
    string? Environment,
    string? Scenario,
    string? Sensitivity,
    string Reachability,
    bool? ClientCertEnabled,
    string? ClientCertMode,
    string? ExclusionPaths,
    bool? HttpsOnly,
    bool? Http20Enabled,
    string? MinTlsVersion,
    string? PublicNetworkAccess,
    string? State)
{
    /// <summary>The response of <paramref name="row"/>; the app bears the id that it has now.</summary>
    public static HistoryResponse Of(HistoryRow row)
    {
        var s = row.State;
        return new HistoryResponse(
            row.AppId, row.Generation, s.ResourceId, s.Name, row.From, row.To, s.Verdict, s.EffectiveMode, s.InScope, s.OptedOut, s.Stale,
            s.Stopped, s.SubscriptionId, s.ResourceGroup, s.PlanId, s.Tier, s.Owner, s.CostCentre, s.Environment, s.Scenario,
            s.Sensitivity is { } sensitivity ? KpiKeys.Fold(sensitivity.ToString()) : null, KpiKeys.Fold(s.Reachability.ToString()),
            s.ClientCertEnabled, s.ClientCertMode, s.ExclusionPaths, s.HttpsOnly, s.Http20Enabled, s.MinTlsVersion, s.PublicNetworkAccess,
            s.State);
    }
}
