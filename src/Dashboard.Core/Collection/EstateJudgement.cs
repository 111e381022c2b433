using System.Collections.Concurrent;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>Judges the apps of a reading; a slot is compared with its production app.</summary>
internal sealed class EstateJudgement(EstateReading reading, AppJudge judge, string ruleSetVersion)
{
    private static readonly Dictionary<string, string> NoTags = [];

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _subscriptionTags =
        reading.Subscriptions.ToDictionary(s => s.SubscriptionId, s => s.Tags, StringComparer.OrdinalIgnoreCase);

    /// <summary>Judges what is not recognised, on all processors, since the apps do not wait for each other.</summary>
    public Dictionary<string, (AppState State, UInt128 Fingerprint)> JudgeUnrecognised(CancellationToken cancellationToken)
    {
        var apps = reading.Apps.Unrecognised.ToArray();
        var states = new (AppState State, UInt128 Fingerprint)[apps.Length];
        if (apps.Length > 0)
        {
            var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.ForEach(Partitioner.Create(0, apps.Length), options, range =>
            {
                for (var i = range.Item1; i < range.Item2; i++) states[i] = Judge(apps[i].Key, apps[i].Value);
            });
        }

        var judged = new Dictionary<string, (AppState, UInt128)>(apps.Length, StringComparer.Ordinal);
        for (var i = 0; i < apps.Length; i++) judged.Add(apps[i].Key, states[i]);
        return judged;
    }

    /// <summary>Judges the app of a folded id.</summary>
    public (AppState State, UInt128 Fingerprint) Judge(string key) => Judge(key, reading.Apps[key]);

    private (AppState State, UInt128 Fingerprint) Judge(string key, AppObservation app)
    {
        var state = Judge(key, app, reading.TierOfPlan(app.PlanId));
        return (state, StateFingerprint.Of(state, ruleSetVersion));
    }

    /// <summary>Judges the app of a folded id as it was at another moment, among what this run read of everything else.</summary>
    public AppState Judge(string key, AppObservation app, string? tier)
    {
        AppObservation? production = null;
        if (ResourceIds.ProductionOf(key) is { } productionKey) reading.Apps.TryGetValue(productionKey, out production);
        // A verdict hangs on neither tags nor other apps, so the production app need not have been judged before.
        Verdict? productionVerdict = production is null ? null : judge.VerdictOf(production, reading.TierOfPlan(production.PlanId));
        return judge.Judge(app, tier, Levels(app, production), productionVerdict);
    }

    private List<TagLevel> Levels(AppObservation app, AppObservation? production)
    {
        var levels = new List<TagLevel>(4) { new(app.IsSlot ? "slot" : "app", app.Tags) };
        if (production is not null) levels.Add(new TagLevel("app", production.Tags));
        var group = reading.GroupTags.GetValueOrDefault(EstateReading.GroupKey(app.SubscriptionId, app.ResourceGroup), NoTags);
        levels.Add(new TagLevel("resource group", group));
        levels.Add(new TagLevel("subscription", _subscriptionTags.GetValueOrDefault(app.SubscriptionId, NoTags)));
        return levels;
    }
}
