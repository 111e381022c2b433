using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;

namespace Dashboard.Core.Collection;

/// <summary>What one run has read of the estate, with the log of each source. Everything here is outside any transaction.</summary>
internal sealed class EstateReading
{
    /// <summary>Rules that hang on tags, and on a plan's tier.</summary>
    private static readonly string[] RulesOnTags = ["MTLS011", "MTLS012", "MTLS016"], RulesOnTier = ["MTLS005", "MTLS013"];

    private HashSet<string>? _unreadSubscriptionTags;

    public SourceLog SubscriptionsLog { get; } = new("subscriptions");

    public SourceLog ResourceGroupsLog { get; } = new("resource groups");

    public SourceLog PlansLog { get; } = new("plans");

    public SourceLog AppsLog { get; } = new("apps");

    public SourceLog ConfigurationLog { get; } = new("app configuration by ARM");

    public SourceLog ChangesLog { get; } = new("changes");

    public SourceLog ExistenceLog { get; } = new("existence by ARM");

    public SourceLog ExemptionsLog { get; } = new(IPolicySource.Name);

    public SourceLog VaultsLog { get; } = new(ICertificateVaults.SourceName);

    public SourceLog CostsLog { get; } = new("costs");

    public SourceLog PricesLog { get; } = new("list prices");

    /// <summary>The logs of the estate in the order read: what the figures of posture hang on.</summary>
    private IReadOnlyList<SourceLog> EstateLogs => [SubscriptionsLog, ResourceGroupsLog, PlansLog, AppsLog, ConfigurationLog, ChangesLog, ExistenceLog];

    /// <summary>Every log in the order read.</summary>
    public IReadOnlyList<SourceLog> Logs => [.. EstateLogs, ExemptionsLog, VaultsLog, CostsLog, PricesLog];

    public IReadOnlyList<SubscriptionObservation> Subscriptions { get; set; } = [];

    private HashSet<string> UnreadSubscriptionTags => _unreadSubscriptionTags ??=
        Subscriptions.Where(s => !s.TagsRead).Select(s => s.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tags of resource groups by (subscription, group), folded.</summary>
    public Dictionary<string, IReadOnlyDictionary<string, string>> GroupTags { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Plans by id, folded.</summary>
    public Dictionary<string, PlanObservation> Plans { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The tier of a plan by its id in any casing; null where it was not read.</summary>
    public string? TierOfPlan(string? planId) => planId is null ? null : Plans.GetValueOrDefault(ResourceIds.Key(planId))?.Tier;

    public SeenApps Apps { get; } = new();

    /// <summary>Azure's change records since the last run that read them.</summary>
    public List<ResourceChange> Changes { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>The absent app, by the history's number, that was asked for last of those that were absent before.</summary>
    public long? AskedUpTo { get; set; }

    /// <summary>
    /// True where something that the judgement of an app hangs on was not among what was read: tags of one of its levels, or
    /// the tier of its plan. Whether a source says that it is complete does not matter: a row that is missing is missing.
    /// </summary>
    public bool IsJudgedBlindly(string key) => IsBlindToTags(key, Apps[key]) || IsBlindToTier(Apps[key]);

    /// <summary>
    /// Whether the judgement <paramref name="now"/> of an app holds although something was not read: what is missing would have
    /// said the same as <paramref name="before"/>. Else the app could leave the scope, look better, or have findings end, just
    /// because of that.
    /// </summary>
    public bool Holds(string key, StoredState before, AppState now) =>
        (!IsBlindToTags(key, Apps[key]) || (TagsSayTheSame(before.State, now) && FailStill(before, now, RulesOnTags)))
        && (!IsBlindToTier(Apps[key]) || (before.State.Tier == now.Tier && FailStill(before, now, RulesOnTier)));

    private static bool FailStill(StoredState before, AppState now, string[] rules) =>
        now.Rules.All(r => r.Result == RuleResult.Fail || !rules.Contains(r.Id) || !before.FailedRules.Contains(r.Id));

    private bool IsBlindToTags(string key, AppObservation app)
    {
        if (!app.TagsRead || !GroupTags.ContainsKey(GroupKey(app.SubscriptionId, app.ResourceGroup))) return true;
        if (UnreadSubscriptionTags.Contains(app.SubscriptionId)) return true;
        return ResourceIds.ProductionOf(key) is { } production && !(Apps.TryGetValue(production, out var found) && found.TagsRead);
    }

    // A plan's row without a tier tells no more than no row.
    private bool IsBlindToTier(AppObservation app) => app.PlanId is not null && TierOfPlan(app.PlanId) is null;

    private static bool TagsSayTheSame(AppState before, AppState now) =>
        (before.InScope, before.OptedOut, before.Sensitivity) == (now.InScope, now.OptedOut, now.Sensitivity)
        && (before.Owner, before.CostCentre, before.Environment, before.Scenario) == (now.Owner, now.CostCentre, now.Environment, now.Scenario);

    public static string GroupKey(string subscriptionId, string group) => $"{subscriptionId}/{group}";

    /// <summary>
    /// True where every source of the estate and every vault read everything. That costs or exemptions were not read says nothing of posture or renewals:
    /// the source is shown as incomplete, figures of money say how old they are, and exemptions that were not seen are marked.
    /// </summary>
    public bool Complete => EstateLogs.All(l => l.Complete) && VaultsLog.Complete;

    /// <summary>Why <paramref name="subscriptionId"/> was not wholly read; null where it was.</summary>
    public string? ProblemOf(string subscriptionId) =>
        EstateLogs.Select(l => l.ScopeProblems.GetValueOrDefault(subscriptionId)).FirstOrDefault(p => p is not null);

    public RunProgress Progress(string phase) => new(
        phase, Logs.Sum(l => l.Pages), Apps.Count, Logs.Sum(l => l.Requests), AppsLog.Announced)
    {
        WaitedMilliseconds = (long)Logs.Sum(l => l.Waits.TotalMilliseconds),
    };

    public RunReport Report(IReadOnlyList<ScopeOutcome> scopes) => new()
    {
        Sources = [.. Logs.Where(l => l.Requests > 0 || !l.Complete).Select(l => l.Outcome())],
        Scopes = scopes,
        Warnings = [.. Warnings],
        Apps = Apps.Count,
        Requests = Logs.Sum(l => l.Requests),
        ArmReads = Logs.Sum(l => l.ArmReads),
        AskedUpTo = AskedUpTo,
    };
}
