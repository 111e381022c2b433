using Dashboard.Core.Costs;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// An app row of the contract. Null means unknown. <c>monthlyCost</c> is its part of its plans' costs of the last complete month before the
/// moment; a slot that rode with its app has none of its own. <c>excepted</c> and <c>exceptedUntil</c>, when it ceases to be, are as of the
/// moment: an excepted app keeps its verdict and is never counted as enforced.
/// </summary>
internal sealed record AppResponse(
    string ResourceId,
    string Name,
    string? Kind,
    bool IsSlot,
    string SubscriptionId,
    string ResourceGroup,
    string? Location,
    string? PlanId,
    string? Tier,
    EffectiveMode EffectiveMode,
    bool? ClientCertEnabled,
    string? ClientCertMode,
    Verdict Verdict,
    bool? InScope,
    string? Sensitivity,
    string? Owner,
    string? CostCentre,
    string? Environment,
    string? Scenario,
    string? State,
    bool? HttpsOnly,
    bool? Http20Enabled,
    string? MinTlsVersion,
    string? ExclusionPaths,
    string? PublicNetworkAccess,
    string Reachability,
    IReadOnlyList<RuleOutcomeResponse> Rules,
    bool Excepted,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    bool Stale,
    decimal? MonthlyCost,
    string? Currency,
    DateTimeOffset? ExceptedUntil)
{
    /// <summary>The response of <paramref name="row"/>.</summary>
    public static AppResponse Of(AppRow row, CurrencyAmount? cost)
    {
        var app = row.State;
        return new AppResponse(
            app.ResourceId, app.Name, app.Kind, app.IsSlot, app.SubscriptionId, app.ResourceGroup, app.Location, app.PlanId, app.Tier,
            app.EffectiveMode, app.ClientCertEnabled, app.ClientCertMode, app.Verdict, app.InScope,
            app.Sensitivity is { } sensitivity ? KpiKeys.Fold(sensitivity.ToString()) : null,
            app.Owner, app.CostCentre, app.Environment, app.Scenario, app.State, app.HttpsOnly, app.Http20Enabled, app.MinTlsVersion,
            app.ExclusionPaths, app.PublicNetworkAccess, KpiKeys.Fold(app.Reachability.ToString()),
            [.. app.Rules.Select(r => RuleOutcomeResponse.Of(r, row.Covered.GetValueOrDefault(r.Id)))],
            row.Excepted, row.FirstSeen, row.LastSeen, app.Stale, cost is null ? null : Currencies.FromMinor(cost.Minor, cost.Currency), cost?.Currency,
            row.ExceptedUntil);
    }
}

/// <summary>
/// A rule's result on an app. <c>exceptionId</c> is the exception that covers the rule on the app at the moment, and <c>exceptedUntil</c> its
/// expiry; both null where none does. It changes no result but that of MTLS016, which asks for an exception.
/// </summary>
internal sealed record RuleOutcomeResponse(string Id, RuleResult Result, Severity Severity, string Evidence, long? ExceptionId, DateTimeOffset? ExceptedUntil)
{
    /// <summary>The response of <paramref name="rule"/>.</summary>
    public static RuleOutcomeResponse Of(RuleOutcome rule, ActiveException? exception) =>
        new(rule.Id, rule.Result, rule.Severity, rule.Evidence, exception?.Id, exception?.Until);
}

/// <summary>One app with its history.</summary>
/// <param name="App">The app at the moment.</param>
/// <param name="VerdictSince">Run time since which it has this verdict.</param>
/// <param name="Decommissioned">Run time at which it was proven gone; null while it lives.</param>
/// <param name="History">Its states, oldest first.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands then.</param>
internal sealed record AppDetailResponse(
    AppResponse App, DateTimeOffset VerdictSince, DateTimeOffset? Decommissioned, IReadOnlyList<AppIntervalResponse> History,
    DateTimeOffset AsOf, RunRefResponse? Run)
{
    /// <summary>The response of <paramref name="detail"/>.</summary>
    public static AppDetailResponse Of(AppDetail detail, CurrencyAmount? cost) => new(
        AppResponse.Of(detail.Row, cost), detail.Row.VerdictSince, detail.Decommissioned,
        [.. detail.History.Select(AppIntervalResponse.Of)], detail.AsOf, RunRefResponse.Of(detail.Run));
}

/// <summary>What an app was like for a while.</summary>
internal sealed record AppIntervalResponse(
    DateTimeOffset From, DateTimeOffset? To, Verdict Verdict, EffectiveMode EffectiveMode, bool? InScope, string? Tier,
    bool? HttpsOnly, bool? Http20Enabled, string? MinTlsVersion, string? ExclusionPaths, string? State, bool Stale)
{
    /// <summary>The response of <paramref name="interval"/>.</summary>
    public static AppIntervalResponse Of(AppInterval interval)
    {
        var s = interval.State;
        return new AppIntervalResponse(
            interval.From, interval.To, s.Verdict, s.EffectiveMode, s.InScope, s.Tier, s.HttpsOnly, s.Http20Enabled, s.MinTlsVersion,
            s.ExclusionPaths, s.State, s.Stale);
    }
}
