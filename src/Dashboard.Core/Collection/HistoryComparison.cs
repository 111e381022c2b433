using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>What a run found out: changes, and apps that did not change but are known by another input from now on.</summary>
internal sealed record HistoryChanges(List<AppChange> Changes, List<(long AppId, UInt128? Input)> Inputs);

/// <summary>Compares what a run judged with what the history knows, and says what must be written.</summary>
internal sealed class HistoryComparison(
    IRunStore store, Chronicle chronicle, AbsentApps absentApps, CollectionSettings settings, DateTimeOffset runTime, DateTimeOffset? lastRunTime)
{
    private readonly List<(long AppId, UInt128? Input)> _inputs = [];
    private Func<string, UInt128?> _inputOf = _ => null;

    /// <summary>The changes of this run. Of a recognised app only Azure's own records can tell anything.</summary>
    public async Task<HistoryChanges> CompareAsync(
        EstateJudgement judgement,
        JudgementInputs inputs,
        IReadOnlyList<StoredApp> stored,
        EstateReading reading,
        CancellationToken cancellationToken)
    {
        _inputOf = inputs.Of;
        var judged = judgement.JudgeUnrecognised(cancellationToken);
        var changes = new List<AppChange>();
        var absent = new List<StoredApp>();
        var blind = new List<(StoredApp Known, string Key, AppState State, UInt128 Fingerprint)>();
        foreach (var known in stored)
        {
            var key = ResourceIds.Key(known.ResourceId);
            if (reading.Apps.IsRecognised(key))
            {
                // Had its tags or its plan been missing, they would have told what they told before.
                if (chronicle.HasRecords(key, reading.Apps.Find(key)!.PlanId)) Compare(changes, known, key, judgement.Judge(key), reading);
            }
            else if (!judged.Remove(key, out var now)) absent.Add(known);
            else if (reading.IsJudgedBlindly(key, reading.Apps[key])) blind.Add((known, key, now.State, now.Fingerprint));
            else Compare(changes, known, key, now, reading);
        }

        await CompareBlindAsync(changes, blind, reading, cancellationToken);
        var fates = await absentApps.FindOutAsync(absent, judged, reading, cancellationToken);
        foreach (var fate in fates) AddAbsent(changes, fate);
        changes.AddRange(judged.Select(n =>
            new AppChange.Seen(null, n.Value.State, n.Value.Fingerprint) { Events = chronicle.Appeared(n.Key, n.Value.State), Input = _inputOf(n.Key) }));
        return new HistoryChanges(changes, _inputs);
    }

    // Judged without a level of its tags or without its plan, an app can leave the scope or look better only because something
    // was not read. Where what is missing would have changed nothing, the judgement holds; else the last state stands, stale, as
    // if the app had not been seen.
    private async Task CompareBlindAsync(
        List<AppChange> changes, List<(StoredApp Known, string Key, AppState State, UInt128 Fingerprint)> blind, EstateReading reading,
        CancellationToken cancellationToken)
    {
        if (blind.Count == 0) return;
        var stored = (await store.ReadStatesAsync([.. blind.Select(b => b.Known.AppId)], cancellationToken)).ToDictionary(s => s.AppId, s => s.State);
        var standing = 0;
        foreach (var (known, key, state, fingerprint) in blind)
        {
            if (stored.TryGetValue(known.AppId, out var before) && SaysTheSame(before, state))
            {
                Compare(changes, known, key, (state, fingerprint), reading);
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

    /// <summary>Whether tags and plan tell the same of an app as before.</summary>
    private static bool SaysTheSame(AppState before, AppState now) =>
        (before.Tier, before.InScope, before.OptedOut, before.Sensitivity) == (now.Tier, now.InScope, now.OptedOut, now.Sensitivity)
        && (before.Owner, before.CostCentre, before.Environment, before.Scenario) == (now.Owner, now.CostCentre, now.Environment, now.Scenario);

    private void Compare(
        List<AppChange> changes, StoredApp known, string key, (AppState State, UInt128 Fingerprint) now, EstateReading reading)
    {
        if (chronicle.ProofOf(known, key) is { End: { } end, Replacement: { } beginning })
        {
            changes.Add(new AppChange.Decommissioned(known.AppId) { Events = chronicle.Decommissioned(known, end) });
            changes.Add(new AppChange.Seen(null, now.State, now.Fingerprint) 
            {
                Events = chronicle.Recreated(now.State, beginning),
                Input = _inputOf(key),
            });
            return;
        }

        var differs = known.Stale || known.Fingerprint != now.Fingerprint;
        var events = chronicle.Seen(known, key, reading.Apps[key], now.State, differs);
        var input = _inputOf(key);
        if (differs)
        {
            changes.Add(new AppChange.Seen(known.AppId, now.State, now.Fingerprint) { Events = events, Input = input });
            return;
        }

        if (input != known.Input) _inputs.Add((known.AppId, input));
        if (events.Count > 0) changes.Add(new AppChange.Noted(known.AppId) { Events = events });
    }

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
                changes.Add(new AppChange.Moved(moved.App.AppId, moved.State, moved.Fingerprint)
                {
                    Events = chronicle.Moved(moved.App, moved.Key, moved.State, moved.Proof),
                    Input = _inputOf(moved.Key),
                });
                break;
            case AbsentFate.NotProven standing:
                Fade(changes, standing.App);
                break;
        }
    }

    private void Fade(List<AppChange> changes, StoredApp app)
    {
        if (!app.Stale)
        {
            var lastSeen = lastRunTime ?? runTime;
            var expired = runTime - lastSeen > settings.StaleAllowance;
            changes.Add(new AppChange.BecameStale(app.AppId, lastSeen, expired) { Events = chronicle.NotSeen(app, expired) });
        }
        else if (app.LastSeen is { } seen && runTime - seen > settings.StaleAllowance && app.Verdict != Verdict.Unknown)
        {
            changes.Add(new AppChange.Expired(app.AppId) { Events = chronicle.NotSeen(app, expired: true) });
        }
    }
}
