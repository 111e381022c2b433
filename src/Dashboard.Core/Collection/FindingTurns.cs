using Dashboard.Core.Changes;
using Dashboard.Core.Findings;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>
/// Finds out by which recorded change each rule came to fail, or to fail no more: the recorded changes are undone one by one, and
/// the app is judged as it was between them. Where that does not lead to a turn of a rule, something without a record turned it,
/// and its time is not known.
/// </summary>
internal sealed class FindingTurns(EstateJudgement judgement, EstateReading reading, Chronicle chronicle)
{
    /// <summary>Of a known app that this run saw under its id.</summary>
    public FindingCauses Seen(StoredApp known, string key, AppState now, IReadOnlyList<AppEvent> told)
    {
        var app = reading.Apps[key];
        var path = new List<Standing>();
        Add(path, null, Changes(told), app, reading.TierOfPlan(app.PlanId));
        return new FindingCauses(chronicle.RulesChangedFor(known), Turns(key, path, now));
    }

    /// <summary>Of an app that is found under another id: what it was before, it was where it was before.</summary>
    public FindingCauses Moved(StoredApp known, AppMove move, IReadOnlyList<AppEvent> told)
    {
        var moved = told.First(e => e.Kind == AppEventKind.Moved);
        var (earlier, later) = (Changes(told.TakeWhile(e => e != moved)), Changes(told.SkipWhile(e => e != moved)));
        var here = new List<Standing>();
        Add(here, new Cause(moved.Exact ? moved.OccurredAt : null, false), later, move.App, reading.TierOfPlan(move.App.PlanId));
        var path = new List<Standing>();
        if (here[0].App is { } arrived)
        {
            var was = move.Before.State;
            var left = arrived with { ResourceId = was.ResourceId, SubscriptionId = was.SubscriptionId, ResourceGroup = was.ResourceGroup, PlanId = was.PlanId };
            Add(path, null, earlier, left, reading.TierOfPlan(was.PlanId) ?? was.Tier);
            path.AddRange(here);
        }

        return new FindingCauses(chronicle.RulesChangedFor(known), Turns(move.Key, path, move.State));
    }

    /// <summary>Of an app that was not known before: its failures began with it, or with a change since.</summary>
    public FindingCauses New(string key, AppState now, IReadOnlyList<AppEvent> told)
    {
        if (told.FirstOrDefault(e => e.ChangeId is not null) is not { } creation) return FindingCauses.Unknown;
        var app = reading.Apps[key];
        var path = new List<Standing> { Standing.NotThere };
        var changes = chronicle.SinceCreation(key, app, creation.OccurredAt).Changes;
        Add(path, new Cause(creation.OccurredAt, false), changes, app, reading.TierOfPlan(app.PlanId));
        return new FindingCauses(false, Turns(key, path, now));
    }

    private static List<ResourceChange> Changes(IEnumerable<AppEvent> told) =>
    [
        .. told.Where(e => e is { Kind: AppEventKind.Changed or AppEventKind.Swapped, ChangeId: not null, Author: not null })
            .Select(e => new ResourceChange(e.ChangeId!, "", ResourceChangeType.Update, e.OccurredAt, e.Author!, e.Properties)),
    ];

    /// <summary>Adds what the app was before <paramref name="changes"/>, which <paramref name="first"/> led to, and after each.</summary>
    private void Add(List<Standing> path, Cause? first, IReadOnlyList<ResourceChange> changes, AppObservation app, string? tier)
    {
        var standings = new ChangeChain(changes).Standings(app, tier, reading.TierOfPlan);
        for (var i = 0; i < standings.Length; i++)
        {
            var cause = i == 0 ? first : new Cause(changes[i - 1].At, changes[i - 1].IsSwap);
            path.Add(new Standing(cause, standings[i].App, standings[i].Tier));
        }
    }

    private Dictionary<string, FindingTurn> Turns(string key, List<Standing> path, AppState now)
    {
        var turns = new Dictionary<string, FindingTurn>();
        if (path.Count < 2 || path.Exists(s => s.App is null && s.IsThere)) return turns;
        var states = path.Select((s, i) => i == path.Count - 1 ? now : s.App is null ? null : judgement.Judge(key, s.App, s.Tier)).ToList();
        for (var rule = 0; rule < now.Rules.Count; rule++)
        {
            if (LastTurn(path, states, rule) is { At: { } at } cause) turns[now.Rules[rule].Id] = new FindingTurn(at, cause.BySwap);
        }

        return turns;
    }

    // What cannot be told of a rule at some point is passed over: it neither begins nor ends a failure.
    private static Cause? LastTurn(List<Standing> path, List<AppState?> states, int rule)
    {
        var (fails, turn) = ((bool?)null, (Cause?)null);
        for (var i = 0; i < path.Count; i++)
        {
            var standing = states[i] is { } state ? FindingStandings.Of(state, state.Rules[rule]) : FindingStanding.NotAsked;
            if (standing == FindingStanding.Unknown || fails == (standing == FindingStanding.Fails)) continue;
            (fails, turn) = (standing == FindingStanding.Fails, path[i].Cause);
        }

        return turn;
    }

    /// <summary>What led to a standing; <paramref name="At"/> null: it is not known when.</summary>
    private sealed record Cause(DateTimeOffset? At, bool BySwap);

    /// <summary>The app between two changes, where that can be told, and what led to it; null for the first.</summary>
    private sealed record Standing(Cause? Cause, AppObservation? App, string? Tier)
    {
        /// <summary>The app before it was made.</summary>
        public static Standing NotThere { get; } = new(null, null, null);

        public bool IsThere => !ReferenceEquals(this, NotThere);
    }
}
