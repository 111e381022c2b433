using Dashboard.Core.Inventory;
using Dashboard.Core.Runs;

namespace Dashboard.Core.Collection;

/// <summary>What one run has read of the estate, with the log of each source. Everything here is outside any transaction.</summary>
internal sealed class EstateReading
{
    public SourceLog SubscriptionsLog { get; } = new("subscriptions");

    public SourceLog ResourceGroupsLog { get; } = new("resource groups");

    public SourceLog PlansLog { get; } = new("plans");

    public SourceLog AppsLog { get; } = new("apps");

    public SourceLog ConfigurationLog { get; } = new("app configuration by ARM");

    public SourceLog ChangesLog { get; } = new("changes");

    public SourceLog ExistenceLog { get; } = new("existence by ARM");

    /// <summary>Every log in the order read.</summary>
    public IReadOnlyList<SourceLog> Logs => [SubscriptionsLog, ResourceGroupsLog, PlansLog, AppsLog, ConfigurationLog, ChangesLog, ExistenceLog];

    public IReadOnlyList<SubscriptionObservation> Subscriptions { get; set; } = [];

    /// <summary>Tags of resource groups by (subscription, group), folded.</summary>
    public Dictionary<string, IReadOnlyDictionary<string, string>> GroupTags { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tiers by plan id, folded.</summary>
    public Dictionary<string, string?> PlanTiers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The tier of a plan by its id in any casing; null where it was not read.</summary>
    public string? TierOfPlan(string? planId) => planId is null ? null : PlanTiers.GetValueOrDefault(ResourceIds.Key(planId));

    /// <summary>Apps by folded id: a row that a source repeats counts once, the last one read.</summary>
    public Dictionary<string, AppObservation> Apps { get; } = new(StringComparer.Ordinal);

    /// <summary>Azure's change records since the last run that read them.</summary>
    public List<ResourceChange> Changes { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>
    /// True where a level at which the app's tags are looked up was not read: its group's, or, for a slot, its production app's.
    /// Such an app can look out of scope only because something failed.
    /// </summary>
    public bool TagsIncomplete(string key, AppObservation app) =>
        (!ResourceGroupsLog.Complete && !GroupTags.ContainsKey(GroupKey(app.SubscriptionId, app.ResourceGroup)))
        || (!AppsLog.Complete && ResourceIds.ProductionOf(key) is { } production && !Apps.ContainsKey(production));

    public static string GroupKey(string subscriptionId, string group) => $"{subscriptionId}/{group}";

    /// <summary>True where every source read everything.</summary>
    public bool Complete => Logs.All(l => l.Complete);

    /// <summary>Why <paramref name="subscriptionId"/> was not wholly read; null where it was.</summary>
    public string? ProblemOf(string subscriptionId) =>
        Logs.Select(l => l.ScopeProblems.GetValueOrDefault(subscriptionId)).FirstOrDefault(p => p is not null);

    public RunProgress Progress(string phase) => new(
        phase, Logs.Sum(l => l.Pages), Apps.Count, Logs.Sum(l => l.Requests), AppsLog.Announced);

    public RunReport Report(IReadOnlyList<ScopeOutcome> scopes) => new()
    {
        Sources = [.. Logs.Where(l => l.Requests > 0 || !l.Complete).Select(l => l.Outcome())],
        Scopes = scopes,
        Warnings = [.. Warnings],
        Apps = Apps.Count,
        Requests = Logs.Sum(l => l.Requests),
        ArmReads = Logs.Sum(l => l.ArmReads),
    };
}
