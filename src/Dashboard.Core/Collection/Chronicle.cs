using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>What the chronicle knows of a run before it begins to tell.</summary>
/// <param name="RunTime">The run's time: of whatever Azure has no time for.</param>
/// <param name="Last">The last merged run; null on the first, which is the baseline and tells nothing.</param>
/// <param name="RuleSetVersion">The rules that judge now.</param>
/// <param name="Recorded">Azure's records that are told of already, with their app.</param>
/// <param name="TagMatters">Whether a tag of this name can change what is recorded of an app; a change of any other is none.</param>
internal sealed record ChronicleStart(
    DateTimeOffset RunTime, LastRun? Last, string RuleSetVersion, IReadOnlySet<(string ChangeId, long AppId)> Recorded,
    Func<string, bool> TagMatters)
{
    /// <summary>True where other rules judge now than in the last run.</summary>
    public bool RulesChanged => Last is { } last && last.RuleSetVersion != RuleSetVersion;
}

/// <summary>
/// Tells what happened to each app since the last run: when and by whom where Azure's change records say so, else at run
/// time. It decides nothing about states; it only explains what the comparison found.
/// </summary>
internal sealed class Chronicle(ChronicleStart start, ChangeFeed feed, AppJudge judge, Func<string?, string?> tierOfPlan)
{
    private readonly RecordedNews _news = new(start, feed);

    /// <summary>True where other rules judge now than in the last run.</summary>
    public bool RulesChanged => start.RulesChanged;

    /// <summary>True where other rules judge an app than those that judged it when it was seen last.</summary>
    public bool RulesChangedFor(StoredApp known) =>
        start.RulesChanged || (known.Stale && known.LastSeen <= start.Last?.OtherRulesUntil);

    /// <summary>What changed of an app since it was made, as far as the app read now shows it; oldest first.</summary>
    public ChangeChain SinceCreation(string key, AppObservation app, DateTimeOffset creation) =>
        ChangeChain.Of(_news.UpdatesSince(key, app.PlanId, creation), app, tierOfPlan(app.PlanId));

    /// <summary>An app that was not known before.</summary>
    public IReadOnlyList<AppEvent> Appeared(string key, AppState state)
    {
        if (start.Last is null) return [];
        // Resource Graph shows an app a while after it was made: its creation may well be older than the last run.
        var creation = feed.Beginning(key) is { } beginning && !_news.IsTold(beginning) ? beginning : null;
        return [_news.Event(AppEventKind.Appeared, creation) with { VerdictAfter = state.Verdict }];
    }

    /// <summary>False where no record can say anything of the app of a folded id: then one whose state is as it was has no event.</summary>
    public bool HasRecords(string key, string? planId) =>
        feed.Has(key) || (feed.HasPlans && planId is not null && feed.Has(ResourceIds.Key(planId)));

    /// <summary>True where <see cref="Seen"/> needs the state that stands.</summary>
    public bool NeedsState(StoredApp known, string key, AppObservation app) => _news.HasLate(known, key, app.PlanId);

    /// <summary>
    /// A known app that this run saw, with a state that differs or was stale (<paramref name="differs"/>) or as it was.
    /// <paramref name="before"/> is the state that stands, where <see cref="NeedsState"/>.
    /// </summary>
    public IReadOnlyList<AppEvent> Seen(StoredApp known, string key, AppObservation app, AppState state, bool differs, AppState? before = null)
    {
        if (start.Last is null) return [];
        var tier = tierOfPlan(app.PlanId);
        var chain = ChangeChain.Of(_news.Updates(known, key, app.PlanId), app, tier);
        var late = _news.Late(known, chain, before, differs);
        var events = chain.Changes.Take(late).Select(c => _news.Event(AppEventKind.Attributed, c)).ToList();
        chain = chain.Skip(late);

        if (!differs && !chain.CancelsOut(chain.Changes.Count))
        {
            events.AddRange(chain.Changes.Select(c => _news.Event(AppEventKind.Attributed, c)));
            return events;
        }

        var verdict = known.Verdict;
        if (known.Stale)
        {
            verdict = chain.Verdicts(app, tier, judge, tierOfPlan)[0] ?? state.Verdict;
            events.Add(_news.Event(AppEventKind.Returned, null) with { VerdictBefore = known.Verdict, VerdictAfter = verdict });
        }

        if (chain.Changes.Count > 0) events.AddRange(Told(chain, app, tier, verdict, state.Verdict));
        else if (differs && !known.Stale) events.AddRange(Untold(known, state));
        return events;
    }

    /// <summary>An app that is proven gone, by a record or otherwise.</summary>
    public IReadOnlyList<AppEvent> Decommissioned(StoredApp known, ResourceChange? proof) =>
        [_news.Event(AppEventKind.Decommissioned, proof) with { VerdictBefore = known.Verdict }];

    /// <summary>An app whose subscription was retired.</summary>
    public IReadOnlyList<AppEvent> ScopeRetired(StoredApp known) =>
        [_news.Event(AppEventKind.ScopeRetired, null) with { VerdictBefore = known.Verdict }];

    /// <summary>The app that now bears an id whose bearer is proven gone.</summary>
    public IReadOnlyList<AppEvent> Recreated(AppState state, ResourceChange? creation) =>
        [_news.Event(AppEventKind.Recreated, creation) with { VerdictAfter = state.Verdict }];

    /// <summary>The same app under another id.</summary>
    public IReadOnlyList<AppEvent> Moved(StoredApp known, AppMove move, ResourceChange? proof) =>
        new MoveTelling(_news, feed, judge, tierOfPlan).Of(known, move, proof);

    /// <summary>An app that this run did not see; <paramref name="expired"/> where its verdict is Unknown from now on.</summary>
    public IReadOnlyList<AppEvent> NotSeen(StoredApp known, bool expired) =>
    [
        _news.Event(known.Stale ? AppEventKind.Expired : AppEventKind.BecameStale, null) with
        {
            VerdictBefore = known.Verdict,
            VerdictAfter = expired ? Verdict.Unknown : known.Verdict,
        },
    ];

    /// <summary>What Azure's records prove about an id: the end of the app that bears it, or that another one bears it now.</summary>
    public (ResourceChange? End, ResourceChange? Replacement) ProofOf(StoredApp known, string key)
    {
        // A record from before the app was first seen is about an earlier bearer of its id; one that is told of already may be
        // about the app itself, which went away under this id and came back.
        if (feed.ProofOfReplacement(key, known.FirstSeen) is var (end, beginning) && !_news.IsTold(end, known) && !_news.IsTold(beginning, known)) return (end, beginning);
        return (feed.ProofOfEnd(key, known.FirstSeen) is { } proof && !_news.IsTold(proof, known) ? proof : null, null);
    }

    private IEnumerable<AppEvent> Told(ChangeChain chain, AppObservation app, string? tier, Verdict before, Verdict after)
    {
        var verdicts = chain.Verdicts(app, tier, judge, tierOfPlan);
        // Where undoing them does not lead back to what the history knows, something unrecorded happened as well: then only
        // the whole way from the last run to this one is known, and the last change tells it.
        if (verdicts.Any(v => v is null) || verdicts[0] != before || verdicts[^1] != after)
        {
            verdicts = new Verdict?[verdicts.Length];
            (verdicts[^2], verdicts[^1]) = (before, after);
        }

        return chain.Changes.Select((c, i) => _news.Changed(c, verdicts[i], verdicts[i + 1]));
    }

    private IEnumerable<AppEvent> Untold(StoredApp known, AppState state)
    {
        // Under other rules every app is judged anew. Only a change of verdict is worth telling then.
        if (start.RulesChanged && known.Verdict == state.Verdict) yield break;
        yield return _news.Event(start.RulesChanged ? AppEventKind.Rejudged : AppEventKind.Changed, null) with
        {
            VerdictBefore = known.Verdict,
            VerdictAfter = state.Verdict,
        };
    }
}
