using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;
using Dashboard.Core.Tests.Posture;

namespace Dashboard.Core.Tests.Collection;

/// <summary>A comparison of what a run read with a history, both given: with no Azure and no database behind them.</summary>
internal sealed class ComparisonWorld : IAzureEstate, IRunStore
{
    public static readonly DateTimeOffset RunTime = Changes.Noon.AddDays(1);

    private readonly List<StoredApp> _known = [];
    private readonly Dictionary<long, AppState> _states = [];

    public ComparisonWorld()
    {
        Reading.Subscriptions = [new SubscriptionObservation(Apps.Subscription, "Retail", new Dictionary<string, string>())];
        foreach (var group in (string[])["rg-pay", "rg-new"])
            Reading.GroupTags[EstateReading.GroupKey(Apps.Subscription, group)] = new Dictionary<string, string>();
        Reading.Plans[ResourceIds.Key(Apps.Flawless.PlanId!)] = new PlanObservation(Apps.Flawless.PlanId!, "plan", "PremiumV3", "P1v3", 1, false);
    }

    public EstateReading Reading { get; } = new();

    /// <summary>What ARM says of an id.</summary>
    public Func<string, Existence> Existence { get; set; } = _ => Core.Collection.Existence.Unproven;

    /// <summary>Until when other rules judged.</summary>
    public DateTimeOffset? OtherRulesUntil { get; set; }

    public List<string> Asked { get; } = [];

    /// <summary>An app named <paramref name="name"/> in a group, with a host name of its own.</summary>
    public static AppObservation App(string name, string group = "rg-pay", string? host = null) => Apps.Flawless with
    {
        ResourceId = $"/subscriptions/{Apps.Subscription}/resourceGroups/{group}/providers/Microsoft.Web/sites/{name}",
        Name = name,
        ResourceGroup = group,
        DefaultHostName = $"{host ?? name}.azurewebsites.net",
    };

    /// <summary>The history knows an app, last seen <paramref name="daysAgo"/> days before this run where it is stale.</summary>
    public void Know(long id, AppObservation app, int? daysAgo = null, Verdict? verdict = null, string tier = "PremiumV3")
    {
        var state = Apps.Judge(app, tier) is var judged && verdict is { } other ? judged with { Verdict = other } : judged;
        KnowJudged(id, app, state, daysAgo);
    }

    /// <summary>The history knows an app as it was judged.</summary>
    public void KnowJudged(long id, AppObservation app, AppState state, int? daysAgo = null)
    {
        _states[id] = state;
        _known.Add(new StoredApp(
            id, app.ResourceId, app.SubscriptionId, StateFingerprint.Of(state, "1.0"), daysAgo is not null,
            daysAgo is { } days ? RunTime.AddDays(-days) : null, state.Verdict, Changes.Noon.AddDays(-60)));
    }

    /// <summary>The run reads an app.</summary>
    public void Read(AppObservation app) => Reading.Apps.Add(AppSighting.Of(app));

    public async Task<List<AppChange>> CompareAsync(int maxProbes = 200)
    {
        var judge = new AppJudge(JudgementSettings.Default);
        var last = new LastRun(Changes.Noon, Changes.Noon, "1.0", Changes.Noon) { OtherRulesUntil = OtherRulesUntil };
        var start = new ChronicleStart(RunTime, last, "1.0", new HashSet<(string, long)>(), TagLikeness.For(JudgementSettings.Default).Matters);
        var chronicle = new Chronicle(start, new ChangeFeed(Reading.Changes), judge, Reading.TierOfPlan);
        var allowance = new Allowance(TimeSpan.FromDays(7), RunTime, last.RunTime);
        var comparison = new HistoryComparison(this, chronicle, new AbsentApps(this, this, chronicle, [], allowance, maxProbes), allowance);
        var inputs = new JudgementInputs(Reading, JudgementSettings.Default, "1.0");
        return (await comparison.CompareAsync(new EstateJudgement(Reading, judge, "1.0"), inputs, _known, Reading, CancellationToken.None)).Changes;
    }

    Task<Existence> IAzureEstate.ProbeAsync(string resourceId, SourceLog log, CancellationToken cancellationToken)
    {
        Asked.Add(resourceId);
        return Task.FromResult(Existence(resourceId));
    }

    Task<IReadOnlyList<StoredState>> IRunStore.ReadStatesAsync(IReadOnlyList<long> appIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredState>>([.. appIds.Select(id => new StoredState(id, _states[id])
        {
            FailedRules = _states[id].Rules.Where(r => r.Result == RuleResult.Fail).Select(r => r.Id).ToHashSet(),
        })]);

    // What a comparison has no use for.
    string IAzureEstate.Origin => throw new NotSupportedException();

    Task<IReadOnlyList<SubscriptionObservation>?> IAzureEstate.ReadSubscriptionsAsync(SourceLog log, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    IAsyncEnumerable<IReadOnlyList<ResourceGroupObservation>> IAzureEstate.ReadResourceGroupsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) => throw new NotSupportedException();

    IAsyncEnumerable<IReadOnlyList<PlanObservation>> IAzureEstate.ReadPlansAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) => throw new NotSupportedException();

    IAsyncEnumerable<IReadOnlyList<AppObservation>> IAzureEstate.ReadAppsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<AppObservation> IAzureEstate.CompleteAsync(
        AppObservation app, bool site, bool configuration, SourceLog log, CancellationToken cancellationToken) => throw new NotSupportedException();

    IAsyncEnumerable<IReadOnlyList<ResourceChange>> IAzureEstate.ReadChangesAsync(
        IReadOnlyList<string> subscriptionIds, DateTimeOffset since, SourceLog log, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<RunLease?> IRunStore.TryBeginAsync(RunStart start, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<bool> IRunStore.HeartbeatAsync(RunLease lease, RunProgress progress, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyList<KnownScope>> IRunStore.ReadKnownScopesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<LastRun?> IRunStore.ReadLastRunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlySet<(string ChangeId, long AppId)>> IRunStore.ReadRecordedChangesAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    IAsyncEnumerable<StoredApp> IRunStore.ReadStoredAppsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IRunStore.MergeAsync(RunLease lease, RunMerge merge, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IRunStore.EndAsync(RunLease lease, RunStatus status, RunReport report, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
