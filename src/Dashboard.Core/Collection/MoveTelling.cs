using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>An app that is found under another id.</summary>
/// <param name="Key">The new id, folded.</param>
/// <param name="App">What was read of it there.</param>
/// <param name="State">What it is judged to be.</param>
/// <param name="Fingerprint">Of <paramref name="State"/>.</param>
/// <param name="Before">The state that stood under the old id.</param>
internal sealed record AppMove(string Key, AppObservation App, AppState State, UInt128 Fingerprint, StoredState Before);

/// <summary>
/// Tells of a moved app. Whoever moves an app changes nothing of it: what was recorded under the old id before the move, and
/// under the new one after it, is told with its own time and author, and the move carries only what is left to explain.
/// </summary>
internal sealed class MoveTelling(RecordedNews news, ChangeFeed feed, AppJudge judge, Func<string?, string?> tierOfPlan)
{
    /// <summary>What happened, oldest first. <paramref name="proof"/> is the record of the old id's end, where there is one.</summary>
    public IReadOnlyList<AppEvent> Of(StoredApp known, AppMove move, ResourceChange? proof)
    {
        var creation = feed.Beginning(move.Key) is { } made && !news.IsTold(made) ? made : null;
        var record = proof ?? creation;
        var earlier = new ChangeChain(news.Updates(known, ResourceIds.Key(known.ResourceId), move.Before.State.PlanId).Where(c => record is null || c.At < record.At));
        var there = news.Updates(known, move.Key, move.App.PlanId)
            .Where(c => creation is not null ? c.At >= creation.At : record is not null && c.At >= record.At)
            .ExceptBy(earlier.Changes.Select(c => c.ChangeId), c => c.ChangeId);
        var tier = tierOfPlan(move.App.PlanId);
        var later = ChangeChain.Of(there, move.App, tier);

        var late = news.Late(known, earlier, move.Before.State, differs: true);
        var events = earlier.Changes.Take(late).Select(c => news.Event(AppEventKind.Attributed, c)).ToList();
        earlier = earlier.Skip(late);

        var (arrived, before, after) = Verdicts(known, move, earlier, later, tier);
        events.AddRange(Told(earlier, before));
        events.Add(news.Event(AppEventKind.Moved, record) with
        {
            VerdictBefore = before[^1] ?? known.Verdict,
            VerdictAfter = arrived ?? move.State.Verdict,
        });
        events.AddRange(Told(later, after));
        return events;
    }

    // Backwards from what the app is now to the move; from there the changes before it tell what it was when it left. Where one
    // of them cannot be undone, or undoing them does not lead back to what the history knows, something unrecorded happened as
    // well: then their verdicts are not known, and the move tells the whole way.
    private (Verdict? Arrived, Verdict?[] Before, Verdict?[] After) Verdicts(
        StoredApp known, AppMove move, ChangeChain earlier, ChangeChain later, string? tier)
    {
        var after = later.Verdicts(move.App, tier, judge, tierOfPlan);
        var unknown = new Verdict?[earlier.Changes.Count + 1];
        if (after.Any(v => v is null) || after[^1] != move.State.Verdict) return (null, unknown, new Verdict?[after.Length]);
        if (earlier.Changes.Count == 0) return (after[0], unknown, after);

        var (app, itsTier) = later.Standings(move.App, tier, tierOfPlan)[0];
        var (left, tierThen) = earlier.LeadTo(app!, itsTier);
        if (left is null) return (after[0], unknown, after);
        var before = earlier.Verdicts(left, tierThen, judge, tierOfPlan);
        return (after[0], before.Any(v => v is null) || before[0] != known.Verdict ? unknown : before, after);
    }

    private IEnumerable<AppEvent> Told(ChangeChain chain, Verdict?[] verdicts) => chain.Changes.Select((c, i) => news.Changed(c, verdicts[i], verdicts[i + 1]));
}
