using Dashboard.Core.Inventory;
using Dashboard.Core.Posture.Rules;

namespace Dashboard.Core.Posture;

/// <summary>Turns the facts of an app into its state: effective mode, verdict, scope, reachability, and every rule's outcome.</summary>
/// <param name="settings">The settings by which apps are judged.</param>
public sealed class AppJudge(JudgementSettings settings)
{
    /// <summary>Judges one app.</summary>
    /// <param name="app">The facts.</param>
    /// <param name="planTier">The plan's tier; null where the plan was not read.</param>
    /// <param name="tags">The tags of each level, nearest first.</param>
    /// <param name="productionVerdict">For a slot: the verdict of its production app, null where that was not seen.</param>
    public AppState Judge(AppObservation app, string? planTier, IReadOnlyList<TagLevel> tags, Verdict? productionVerdict)
    {
        var judged = Derive(app, planTier, TagClassifier.Classify(tags, settings), productionVerdict);
        return ToState(judged, RuleCatalogue.Evaluate(judged));
    }

    /// <summary>The verdict alone, which hangs on neither tags nor other apps: for states between two runs that no run saw.</summary>
    /// <param name="app">The facts.</param>
    /// <param name="planTier">The plan's tier; null where the plan was not read.</param>
    public Verdict VerdictOf(AppObservation app, string? planTier) =>
        Derive(app, planTier, TagClassifier.Classify([], settings), null).Verdict;

    private JudgedApp Derive(AppObservation app, string? planTier, Classification tags, Verdict? productionVerdict)
    {
        var mode = EffectiveModes.Of(app.ClientCertEnabled, app.ClientCertMode);
        var exclusions = ExclusionEntries.Of(app.ExclusionPaths, app.ExclusionEndPoints, settings.AllowedExclusions);
        var renegotiation = Renegotiation.Of(mode, exclusions, app.Http20Enabled, app.MinTlsVersion);
        var tier = Tiers.Effective(planTier, app.SiteTier.OrDefault());
        return new JudgedApp
        {
            App = app,
            Settings = settings,
            Tags = tags,
            PlanTier = planTier,
            ProductionVerdict = productionVerdict,
            Mode = mode,
            Exclusions = exclusions,
            Renegotiation = renegotiation,
            Reachability = NetworkReach.Of(app.PublicNetworkAccess, app.AccessRestrictions),
            Verdict = VerdictTable.Of(app.Kind, tier, mode, exclusions, app.HttpsOnly, renegotiation),
        };
    }

    private static AppState ToState(JudgedApp judged, IReadOnlyList<RuleOutcome> rules)
    {
        var app = judged.App;
        var tags = judged.Tags;
        return new AppState
        {
            ResourceId = app.ResourceId,
            Name = app.Name,
            Kind = app.Kind,
            IsSlot = app.IsSlot,
            SubscriptionId = app.SubscriptionId,
            ResourceGroup = app.ResourceGroup,
            Location = app.Location,
            PlanId = app.PlanId,
            Tier = judged.Tier,
            DefaultHostName = app.DefaultHostName,
            EffectiveMode = judged.Mode,
            ClientCertEnabled = OrNull(app.ClientCertEnabled),
            ClientCertMode = app.ClientCertMode.OrDefault(),
            ExclusionPaths = app.ExclusionPaths.OrDefault(),
            HttpsOnly = OrNull(app.HttpsOnly),
            Http20Enabled = OrNull(app.Http20Enabled),
            MinTlsVersion = app.MinTlsVersion.OrDefault(),
            PublicNetworkAccess = app.PublicNetworkAccess.OrDefault(),
            State = app.State,
            Stopped = IsStopped(app),
            Verdict = judged.Verdict,
            InScope = tags.InScope,
            OptedOut = tags.OptedOut,
            Sensitivity = tags.Sensitivity,
            Owner = tags.Owner,
            CostCentre = tags.CostCentre,
            Environment = tags.Environment,
            Scenario = tags.Scenario,
            Reachability = judged.Reachability,
            Gateway = NetworkReach.GatewayOf(app.AccessRestrictions),
            TagFindings = tags.Findings,
            Rules = rules,
        };
    }

    private static bool? OrNull(Reading<bool> reading) => reading.State == ReadingState.Value ? reading.Value : null;

    private static bool IsStopped(AppObservation app) =>
        string.Equals(app.State?.Trim(), "Stopped", StringComparison.OrdinalIgnoreCase)
        || app.Enabled is { State: ReadingState.Value, Value: false };
}
