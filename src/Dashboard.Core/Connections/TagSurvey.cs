using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Connections;

/// <summary>How far the tags of some apps go towards placing them, by the very standard that judges them.</summary>
/// <param name="Apps">Apps looked at.</param>
/// <param name="Classified">Those with a valid sensitivity tag on one of their levels.</param>
/// <param name="Owned">Those with an owner tag.</param>
/// <param name="Both">Those with both.</param>
/// <param name="Invalid">Those with a sensitivity or override tag whose value is none of the standard's.</param>
/// <param name="Names">The names of tags that were found, the most frequent first.</param>
public sealed record TagSurvey(int Apps, int Classified, int Owned, int Both, int Invalid, IReadOnlyList<TagUse> Names)
{
    private const int MostNames = 12;

    /// <summary>Surveys <paramref name="apps"/>.</summary>
    /// <param name="apps">The apps and slots.</param>
    /// <param name="groups">Their resource groups, as far as they were read.</param>
    /// <param name="subscriptions">Their subscriptions.</param>
    /// <param name="settings">The tagging standard.</param>
    public static TagSurvey Of(
        IReadOnlyList<AppObservation> apps, IEnumerable<ResourceGroupObservation> groups,
        IEnumerable<SubscriptionObservation> subscriptions, JudgementSettings settings)
    {
        var levels = new Levels(apps, groups, subscriptions);
        var names = new Dictionary<string, (string Name, int Apps)>(StringComparer.OrdinalIgnoreCase);
        var (classified, owned, both, invalid) = (0, 0, 0, 0);
        foreach (var app in apps)
        {
            var of = levels.Of(app);
            var placed = TagClassifier.Classify(of, settings);
            var (hasClass, hasOwner) = (placed.Sensitivity is not null, !string.IsNullOrEmpty(placed.Owner));
            if (hasClass) classified++;
            if (hasOwner) owned++;
            if (hasClass && hasOwner) both++;
            if (placed.Invalid.Count > 0) invalid++;
            foreach (var name in of.SelectMany(l => l.Tags.Keys).Select(k => k.Trim()).Distinct(StringComparer.OrdinalIgnoreCase))
                names[name] = names.TryGetValue(name, out var seen) ? (seen.Name, seen.Apps + 1) : (name, 1);
        }

        var known = settings.TagNames();
        var shown = names.Values.Select(n => new TagUse(n.Name, n.Apps, known.Contains(n.Name)))
            .OrderByDescending(n => n.Known).ThenByDescending(n => n.Apps).ThenBy(n => n.Name, StringComparer.OrdinalIgnoreCase).Take(MostNames);
        return new TagSurvey(apps.Count, classified, owned, both, invalid, [.. shown]);
    }

    /// <summary>The levels of an app from itself outwards, as a run takes them.</summary>
    private sealed class Levels(
        IReadOnlyList<AppObservation> apps, IEnumerable<ResourceGroupObservation> groups, IEnumerable<SubscriptionObservation> subscriptions)
    {
        private static readonly Dictionary<string, string> None = [];

        private readonly Dictionary<string, AppObservation> _apps =
            apps.DistinctBy(a => ResourceIds.Key(a.ResourceId)).ToDictionary(a => ResourceIds.Key(a.ResourceId), StringComparer.Ordinal);

        private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _groups = groups
            .DistinctBy(g => GroupKey(g.SubscriptionId, g.Name), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => GroupKey(g.SubscriptionId, g.Name), g => g.Tags, StringComparer.OrdinalIgnoreCase);

        private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _subscriptions = subscriptions
            .DistinctBy(s => s.SubscriptionId, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(s => s.SubscriptionId, s => s.Tags, StringComparer.OrdinalIgnoreCase);

        public List<TagLevel> Of(AppObservation app)
        {
            var levels = new List<TagLevel>(4) { new(app.IsSlot ? "slot" : "app", app.Tags) };
            if (app.IsSlot && ResourceIds.ProductionOf(ResourceIds.Key(app.ResourceId)) is { } key && _apps.TryGetValue(key, out var production))
                levels.Add(new TagLevel("app", production.Tags));
            levels.Add(new TagLevel("resource group", _groups.GetValueOrDefault(GroupKey(app.SubscriptionId, app.ResourceGroup), None)));
            levels.Add(new TagLevel("subscription", _subscriptions.GetValueOrDefault(app.SubscriptionId, None)));
            return levels;
        }

        private static string GroupKey(string subscriptionId, string group) => $"{subscriptionId}/{group}";
    }
}
