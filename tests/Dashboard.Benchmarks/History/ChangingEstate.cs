using Dashboard.Benchmarks.Estate;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Benchmarks.History;

/// <summary>
/// An estate as the product's clients read it and its rules judge it, with apps that change from day to day. Only
/// reading is left out: each change passes through the same judgement as in a run.
/// </summary>
internal sealed class ChangingEstate
{
    private static readonly Dictionary<string, string> NoTags = [];

    private readonly AppJudge _judge = new(JudgementSettings.Default);
    private readonly Dictionary<string, string?> _tiers = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _groups = [];
    private readonly List<AppObservation> _apps = [];

    public IReadOnlyList<SubscriptionObservation> Subscriptions { get; private set; } = [];

    public int Count => _apps.Count;

    public static async Task<ChangingEstate> ReadAsync(IAzureEstate source)
    {
        var (estate, log, none) = (new ChangingEstate(), new SourceLog("benchmark"), CancellationToken.None);
        estate.Subscriptions = (await source.ReadSubscriptionsAsync(log, none))!;
        var ids = estate.Subscriptions.Select(s => s.SubscriptionId).ToList();
        await foreach (var page in source.ReadPlansAsync(ids, log, none))
        {
            foreach (var plan in page) estate._tiers[ResourceIds.Key(plan.ResourceId)] = plan.Tier;
        }

        await foreach (var page in source.ReadResourceGroupsAsync(ids, log, none))
        {
            foreach (var group in page) estate._groups[group.Name] = group.Tags;
        }

        await foreach (var page in source.ReadAppsAsync(ids, log, none)) estate._apps.AddRange(page);
        return estate;
    }

    /// <summary>The state of an app now.</summary>
    public AppState StateOf(int app)
    {
        var seen = _apps[app];
        var production = seen.IsSlot ? _apps[app - 1] : null;
        var levels = new List<TagLevel> { new(seen.IsSlot ? "slot" : "app", seen.Tags) };
        if (production is not null) levels.Add(new TagLevel("app", production.Tags));
        levels.Add(new TagLevel("resource group", _groups.GetValueOrDefault(seen.ResourceGroup, NoTags)));
        return _judge.Judge(seen, TierOf(seen), levels, production is null ? null : VerdictOf(production));
    }

    /// <summary>Changes an app in one of the ways in which apps change.</summary>
    public void Change(int app, int day)
    {
        var old = _apps[app];
        _apps[app] = Draw.Of(app, day, 5) switch
        {
            0 => old with { ClientCertEnabled = Reading.Of(!old.ClientCertEnabled.OrDefault()) },
            1 => old with { HttpsOnly = Reading.Of(!old.HttpsOnly.OrDefault()) },
            2 => old with { MinTlsVersion = Reading.Of(old.MinTlsVersion.OrDefault() == "1.2" ? "1.3" : "1.2") },
            3 => old with { Http20Enabled = Reading.Of(!old.Http20Enabled.OrDefault()) },
            _ => old with { State = old.State == "Running" ? "Stopped" : "Running" },
        };
    }

    private Verdict VerdictOf(AppObservation app) => _judge.Judge(app, TierOf(app), [], null).Verdict;

    private string? TierOf(AppObservation app) => _tiers.GetValueOrDefault(ResourceIds.Key(app.PlanId!));
}
