using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>Judges all apps of a reading: production apps first, since a slot is compared with its own.</summary>
internal static class EstateJudgement
{
    private static readonly Dictionary<string, string> NoTags = [];

    public static Dictionary<string, (AppState State, UInt128 Fingerprint)> Judge(
        EstateReading reading, AppJudge judge, string ruleSetVersion)
    {
        var subscriptionTags = reading.Subscriptions.ToDictionary(s => s.SubscriptionId, s => s.Tags, StringComparer.OrdinalIgnoreCase);
        var judged = new Dictionary<string, (AppState, UInt128)>(reading.Apps.Count, StringComparer.Ordinal);
        foreach (var (key, app) in reading.Apps.Where(a => !a.Value.IsSlot)) Add(key, app, null, null);
        foreach (var (key, app) in reading.Apps.Where(a => a.Value.IsSlot))
        {
            var productionKey = ResourceIds.ProductionOf(key)!;
            var production = reading.Apps.GetValueOrDefault(productionKey);
            Add(key, app, production, production is null ? null : judged[productionKey].Item1.Verdict);
        }

        return judged;

        void Add(string key, AppObservation app, AppObservation? production, Verdict? productionVerdict)
        {
            var state = judge.Judge(app, reading.TierOfPlan(app.PlanId), Levels(app, production), productionVerdict);
            judged.Add(key, (state, StateFingerprint.Of(state, ruleSetVersion)));
        }

        List<TagLevel> Levels(AppObservation app, AppObservation? production)
        {
            var levels = new List<TagLevel>(4) { new(app.IsSlot ? "slot" : "app", app.Tags) };
            if (production is not null) levels.Add(new TagLevel("app", production.Tags));
            var group = reading.GroupTags.GetValueOrDefault(EstateReading.GroupKey(app.SubscriptionId, app.ResourceGroup), NoTags);
            levels.Add(new TagLevel("resource group", group));
            levels.Add(new TagLevel("subscription", subscriptionTags.GetValueOrDefault(app.SubscriptionId, NoTags)));
            return levels;
        }
    }
}
