using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>What became of an app that a run did not see.</summary>
internal abstract record AbsentFate(StoredApp App)
{
    /// <summary>Proven gone: by the record <paramref name="Proof"/>, or, where that is null, by ARM's 404.</summary>
    public sealed record Gone(StoredApp App, ResourceChange? Proof) : AbsentFate(App);

    /// <summary>An administrator retired its subscription.</summary>
    public sealed record Retired(StoredApp App) : AbsentFate(App);

    /// <summary>Its old id is proven gone, and a new id has the same default host name and kind.</summary>
    public sealed record Moved(StoredApp App, AppMove Move, ResourceChange? Proof) : AbsentFate(App);

    /// <summary>Nothing is proven: its last state stands for a while.</summary>
    public sealed record NotProven(StoredApp App) : AbsentFate(App);
}

/// <summary>
/// Absent is not gone: finds out what became of the apps that a run did not see. Only Azure's own record of a deletion, or a
/// 404 about the very id, proves an end. Subscriptions that could not be read are not asked.
/// </summary>
internal sealed class AbsentApps(
    IAzureEstate estate, IRunStore store, Chronicle chronicle, IReadOnlyList<KnownScope> scopes, Allowance allowance, int maxProbes)
{
    private readonly HashSet<string> _retired =
        scopes.Where(s => s.Retired).Select(s => s.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The fate of each of <paramref name="absent"/>. What moved is taken out of <paramref name="unknown"/>, the seen apps that
    /// the history does not know; so is what may have moved, until the end of its old id is proven.
    /// </summary>
    public async Task<IReadOnlyList<AbsentFate>> FindOutAsync(
        IReadOnlyList<StoredApp> absent,
        Dictionary<string, (AppState State, UInt128 Fingerprint)> unknown,
        EstateReading reading,
        CancellationToken cancellationToken)
    {
        var readable = reading.Subscriptions.Select(s => s.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var successors = await SuccessorsAsync(absent, unknown, cancellationToken);
        var fates = new List<AbsentFate>(absent.Count);
        var asking = new Asking(maxProbes);
        foreach (var app in InTurn(absent, reading.AskedUpTo))
        {
            var end = chronicle.ProofOf(app, ResourceIds.Key(app.ResourceId)).End;
            var gone = end is not null
                || (readable.Contains(app.SubscriptionId) && await IsGoneAsync(app, asking, reading, cancellationToken));
            fates.Add(Fate(app, gone, end, Successor(app), unknown, readable, reading));
        }

        Report(asking, reading);
        return fates;

        AppMove? Successor(StoredApp app) => successors.TryGetValue(app.AppId, out var s) && unknown.TryGetValue(s.Key, out var now)
            ? new AppMove(s.Key, reading.Apps[s.Key], now.State, now.Fingerprint, s.Before)
            : null;
    }

    /// <summary>
    /// Newly absent apps first: the bound must not be used up by apps that were asked for yesterday. Of those, the last run asked
    /// up to <paramref name="askedUpTo"/>, and this one goes on from there, so that however many they are each has its turn.
    /// </summary>
    private static IEnumerable<StoredApp> InTurn(IReadOnlyList<StoredApp> absent, long? askedUpTo) =>
        absent.OrderBy(a => a.Stale).ThenBy(a => a.Stale && a.AppId <= askedUpTo).ThenBy(a => a.AppId);

    private AbsentFate Fate(
        StoredApp app, bool gone, ResourceChange? end, AppMove? successor,
        Dictionary<string, (AppState State, UInt128 Fingerprint)> unknown, HashSet<string> readable,
        EstateReading reading)
    {
        // Where it moved to, tags or plan were not read: judged now it could leave the scope only for that. It waits, but not for
        // ever: what can never be read there must not keep the app out of every list.
        if (gone && successor is not null && !allowance.IsOver(app) && reading.IsJudgedBlindly(successor.Key)
            && !reading.Holds(successor.Key, successor.Before, successor.State))
        {
            unknown.Remove(successor.Key);
            return new AbsentFate.NotProven(app);
        }

        if (gone)
        {
            if (successor is null) return new AbsentFate.Gone(app, end);
            unknown.Remove(successor.Key);
            return new AbsentFate.Moved(app, successor, end);
        }

        if (_retired.Contains(app.SubscriptionId) && !readable.Contains(app.SubscriptionId)) return new AbsentFate.Retired(app);

        // Very likely it moved, but its old id is not proven gone: counted as new it would stand twice, and the findings of the
        // old one would end. So it waits, while the old one's last state still counts.
        if (successor is not null && !allowance.IsOver(app)) unknown.Remove(successor.Key);
        return new AbsentFate.NotProven(app);
    }

    private async Task<bool> IsGoneAsync(StoredApp app, Asking asking, EstateReading reading, CancellationToken cancellationToken)
    {
        if (asking.Left == 0)
        {
            asking.NotAsked++;
            return false;
        }

        asking.Left--;
        if (app.Stale) reading.AskedUpTo = app.AppId;
        var existence = await estate.ProbeAsync(app.ResourceId, reading.ExistenceLog, cancellationToken);
        if (existence == Existence.Exists) asking.Answering++;
        return existence == Existence.Gone;
    }

    private void Report(Asking asking, EstateReading reading)
    {
        if (asking.Answering > 0)
            reading.Warnings.Add($"{asking.Answering} apps answer to ARM but were missing from Resource Graph; their last states stand.");
        if (asking.NotAsked == 0) return;
        reading.ExistenceLog.Incomplete(
            $"{asking.NotAsked} absent apps were not asked for: the limit of {maxProbes} such reads a run is used up. "
            + "Their last states stand; the next run asks on where this one stopped.");
    }

    /// <summary>
    /// By app, the unknown id that has its host name and kind, and the state that stands of the app. Of several absent apps that
    /// could claim the same, the one seen last may: what an earlier move left behind unproven is no rival. None where two could.
    /// </summary>
    private async Task<IReadOnlyDictionary<long, (string Key, StoredState Before)>> SuccessorsAsync(
        IReadOnlyList<StoredApp> absent, Dictionary<string, (AppState State, UInt128 Fingerprint)> unknown, CancellationToken cancellationToken)
    {
        if (absent.Count == 0 || unknown.Count == 0) return new Dictionary<long, (string, StoredState)>();
        var candidates = unknown
            .Where(u => !string.IsNullOrWhiteSpace(u.Value.State.DefaultHostName))
            .GroupBy(u => Identity(u.Value.State.DefaultHostName, u.Value.State.Kind))
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.Single().Key);
        var states = await store.ReadStatesAsync([.. absent.Select(a => a.AppId)], cancellationToken);
        var lastSeen = absent.ToDictionary(a => a.AppId, allowance.LastSeen);
        return states
            .Where(s => !string.IsNullOrWhiteSpace(s.State.DefaultHostName))
            .GroupBy(s => Identity(s.State.DefaultHostName, s.State.Kind))
            .Where(g => candidates.ContainsKey(g.Key))
            .Select(g => (Key: candidates[g.Key], Claims: g.GroupBy(s => lastSeen[s.AppId]).MaxBy(seen => seen.Key)!.ToList()))
            .Where(c => c.Claims.Count == 1)
            .ToDictionary(c => c.Claims[0].AppId, c => (c.Key, c.Claims[0]));
    }

    private static (string Host, string Kind) Identity(string? host, string? kind) =>
        (host?.Trim().ToLowerInvariant() ?? "", kind?.Trim().ToLowerInvariant() ?? "");

    private sealed class Asking(int most)
    {
        public int Left { get; set; } = most;

        public int NotAsked { get; set; }

        public int Answering { get; set; }
    }
}
