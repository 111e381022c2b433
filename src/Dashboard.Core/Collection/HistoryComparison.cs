using Dashboard.Core.Changes;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>What a run found out: changes, and apps that did not change but are known by another input from now on.</summary>
internal sealed record HistoryChanges(List<AppChange> Changes, List<(long AppId, UInt128? Input)> Inputs);

/// <summary>Compares what a run judged with what the history knows, and says what must be written.</summary>
internal sealed class HistoryComparison(
    IRunStore store, Chronicle chronicle, AbsentApps absentApps, Allowance allowance)
{
    private readonly List<(long AppId, UInt128? Input)> _inputs = [];
    private Func<string, UInt128?> _inputOf = _ => null;
    private FindingTurns? _turns;

    /// <summary>The changes of this run. Of a recognised app only Azure's own records can tell anything.</summary>
    public async Task<HistoryChanges> CompareAsync(
        EstateJudgement judgement,
        JudgementInputs inputs,
        IReadOnlyList<StoredApp> stored,
        EstateReading reading,
        CancellationToken cancellationToken)
    {
        _inputOf = inputs.Of;
        _turns = new FindingTurns(judgement, reading, chronicle);
        var judged = judgement.JudgeUnrecognised(cancellationToken);
        var changes = new List<AppChange>();
        var absent = new List<StoredApp>();
        var open = new List<(StoredApp Known, string Key, AppState State, UInt128 Fingerprint)>();
        foreach (var known in stored)
        {
            var key = ResourceIds.Key(known.ResourceId);
            (AppState State, UInt128 Fingerprint) now;
            if (reading.Apps.IsRecognised(key))
            {
                // Had its tags or its plan been missing, they would have told what they told before.
                if (!chronicle.HasRecords(key, reading.Apps.Find(key)!.PlanId)) continue;
                now = judgement.Judge(key);
            }
            else if (!judged.Remove(key, out now))
            {
                absent.Add(known);
                continue;
            }

            if (reading.IsJudgedBlindly(key) || chronicle.NeedsState(known, key, reading.Apps[key])) open.Add((known, key, now.State, now.Fingerprint));
            else Compare(changes, known, key, now, reading);
        }

        await CompareWithStatesAsync(changes, open, reading, cancellationToken);
        var fates = await absentApps.FindOutAsync(absent, judged, reading, cancellationToken);
        foreach (var fate in fates) AddAbsent(changes, fate);
        changes.AddRange(judged.Select(n => New(n.Key, n.Value, chronicle.Appeared(n.Key, n.Value.State))));
        return new HistoryChanges(changes, _inputs);
    }

    // Judged without a level of its tags or without its plan, an app can leave the scope or look better only because something
    // was not read. Where what is missing would have changed nothing, the judgement holds; else the last state stands, stale, as
    // if the app had not been seen.
    private async Task CompareWithStatesAsync(
        List<AppChange> changes, List<(StoredApp Known, string Key, AppState State, UInt128 Fingerprint)> open, EstateReading reading,
        CancellationToken cancellationToken)
    {
        if (open.Count == 0) return;
        var stored = (await store.ReadStatesAsync([.. open.Select(b => b.Known.AppId)], cancellationToken)).ToDictionary(s => s.AppId);
        var standing = 0;
        foreach (var (known, key, state, fingerprint) in open)
        {
            var before = stored.GetValueOrDefault(known.AppId);
            if (!reading.IsJudgedBlindly(key) || (before is not null && reading.Holds(key, before, state)))
            {
                Compare(changes, known, key, (state, SaysNothingNew(known, key, before?.State, state, reading) ? known.Fingerprint : fingerprint), reading, before?.State);
                continue;
            }

            standing++;
            Fade(changes, known);
        }

        if (standing == 0) return;
        reading.Warnings.Add(
            $"{standing} apps stand as they were: tags that they hang on (their own, their resource group's, their app's) or their plan "
            + "were not among what was read. The role Reader on the whole subscription shows them.");
    }

    // What was not read shows in what the rules and the tag lookups say they saw. That alone is no change of the app: what was
    // recorded stays, tags and evidence too.
    private bool SaysNothingNew(StoredApp known, string key, AppState? before, AppState now, EstateReading reading) =>
        before is not null && !known.Stale && !chronicle.RulesChanged && reading.IsJudgedBlindly(key)
        && before.Verdict == now.Verdict && StateDifferences.Of(before, now).Count == 0;

    private void Compare(
        List<AppChange> changes, StoredApp known, string key, (AppState State, UInt128 Fingerprint) now, EstateReading reading, AppState? before = null)
    {
        if (chronicle.ProofOf(known, key) is { End: { } end, Replacement: { } beginning })
        {
            changes.Add(new AppChange.Decommissioned(known.AppId) { Events = chronicle.Decommissioned(known, end) });
            changes.Add(New(key, now, chronicle.Recreated(now.State, beginning)));
            return;
        }

        var differs = known.Stale || known.Fingerprint != now.Fingerprint;
        var events = chronicle.Seen(known, key, reading.Apps[key], now.State, differs, before);
        var input = _inputOf(key);
        if (differs)
        {
            changes.Add(new AppChange.Seen(known.AppId, now.State, now.Fingerprint)
            {
                Events = events,
                Input = input,
                Causes = _turns!.Seen(known, key, now.State, events),
            });
            return;
        }

        if (input != known.Input) _inputs.Add((known.AppId, input));
        if (events.Count > 0) changes.Add(new AppChange.Noted(known.AppId) { Events = events });
    }

    private AppChange.Seen New(string key, (AppState State, UInt128 Fingerprint) now, IReadOnlyList<AppEvent> events) =>
        new(null, now.State, now.Fingerprint) { Events = events, Input = _inputOf(key), Causes = _turns!.New(key, now.State, events) };

    private void AddAbsent(List<AppChange> changes, AbsentFate fate)
    {
        switch (fate)
        {
            case AbsentFate.Gone gone:
                changes.Add(new AppChange.Decommissioned(gone.App.AppId) { Events = chronicle.Decommissioned(gone.App, gone.Proof) });
                break;
            case AbsentFate.Retired retired:
                changes.Add(new AppChange.Decommissioned(retired.App.AppId) { Events = chronicle.ScopeRetired(retired.App) });
                break;
            case AbsentFate.Moved moved:
                var events = chronicle.Moved(moved.App, moved.Move, moved.Proof);
                changes.Add(new AppChange.Moved(moved.App.AppId, moved.Move.State, moved.Move.Fingerprint)
                {
                    Events = events,
                    Input = _inputOf(moved.Move.Key),
                    Causes = _turns!.Moved(moved.App, moved.Move, events),
                });
                break;
            case AbsentFate.NotProven standing:
                Fade(changes, standing.App);
                break;
        }
    }

    private void Fade(List<AppChange> changes, StoredApp app)
    {
        var over = allowance.IsOver(app);
        if (!app.Stale)
            changes.Add(new AppChange.BecameStale(app.AppId, allowance.LastSeen(app), over) { Events = chronicle.NotSeen(app, over) });
        else if (over && app.Verdict != Verdict.Unknown)
            changes.Add(new AppChange.Expired(app.AppId) { Events = chronicle.NotSeen(app, expired: true) });
    }
}
