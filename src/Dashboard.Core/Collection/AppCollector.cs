using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Changes;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Runs;
using Microsoft.Extensions.Logging;

namespace Dashboard.Core.Collection;

/// <summary>How a collection ended.</summary>
/// <param name="RunId">The run; null where another run was under way.</param>
/// <param name="Status">Its status; <see cref="RunStatus.Running"/> where another run was under way.</param>
/// <param name="Reason">Why it failed or did not start, in plain words; null otherwise.</param>
/// <param name="Report">Its figures; null where another run was under way.</param>
/// <param name="Changed">Apps whose state changed.</param>
public sealed record CollectionResult(long? RunId, RunStatus Status, string? Reason, RunReport? Report, int Changed);

/// <summary>One collection of the estate: read, judge, compare with the history, merge.</summary>
public sealed partial class AppCollector(
    IAzureEstate estate,
    IRunStore store,
    JudgementSettings judgement,
    CollectionSettings settings,
    TimeProvider clock,
    ILogger<AppCollector> logger)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ChangesOverlap = TimeSpan.FromHours(2);
    private static readonly TimeSpan ChangesKept = TimeSpan.FromDays(14);
    private readonly string _ruleSetVersion = RuleCatalogue.VersionFor(judgement);

    /// <summary>What it must know of plans and costs; null where those are not followed.</summary>
    public ICostStore? CostStore { get; init; }

    /// <summary>Where it learns of costs.</summary>
    public CostSources CostSources { get; init; } = CostSources.None;

    /// <summary>Where it learns of policy exemptions, and what it must know of them; null where none are followed.</summary>
    public (IPolicySource Source, IExemptionStore Store)? Policy { get; init; }

    /// <summary>Where it learns of certificates in vaults, and what it must know of them; null where none are followed.</summary>
    public (ICertificateVaults Source, IVaultStore Store)? Vaults { get; init; }

    /// <summary>Runs once. <paramref name="started"/> is told the run's number as soon as it has one.</summary>
    /// <exception cref="EstateMismatchException">The database belongs to another mode or origin.</exception>
    public Task<CollectionResult> RunAsync(
        RunTrigger trigger, string startedBy, Action<long>? started, CancellationToken cancellationToken) =>
        RunAsync(trigger, startedBy, null, started, cancellationToken);

    /// <summary>Runs once, in the place of the run <paramref name="inPlaceOf"/> where that is not null: only if it is lost.</summary>
    /// <exception cref="EstateMismatchException">The database belongs to another mode or origin.</exception>
    public async Task<CollectionResult> RunAsync(
        RunTrigger trigger, string startedBy, long? inPlaceOf, Action<long>? started, CancellationToken cancellationToken)
    {
        var start = new RunStart(trigger, startedBy, estate.Origin, settings.Mode, _ruleSetVersion)
        {
            LeaseDuration = settings.LeaseDuration,
            InPlaceOf = inPlaceOf,
        };
        var lease = await store.TryBeginAsync(start, cancellationToken);
        if (lease is null) return new CollectionResult(null, RunStatus.Running, "Another run is under way.", null, 0);

        started?.Invoke(lease.RunId);
        LogStarted(lease.RunId, trigger);
        var reading = new EstateReading();
        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await CollectAsync(lease, reading, run);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            return await EndAsync(lease, reading, RunStatus.Cancelled, "Cancelled before anything was merged.");
        }
        catch (LeaseLostException e)
        {
            return LeaseLost(lease, reading, e);
        }
        catch (Exception e)
        {
            // The run must not stay "Running" until its lease expires. The cause is for the operator's log, not for the page.
            LogFailed(lease.RunId, e);
            return await EndAsync(lease, reading, RunStatus.Failed, $"An unexpected error ended run {lease.RunId}; the log has it under that number.");
        }
    }

    private async Task<CollectionResult> CollectAsync(RunLease lease, EstateReading reading, CancellationTokenSource run)
    {
        HistoryChanges changes;
        IReadOnlyList<ScopeOutcome> scopes;
        PolicyMerge policy;
        CertificateMerge certificates;
        CostMerge costs;
        await using (var heart = new RunHeart(store, lease, clock, run, logger))
        {
            heart.Start();
            var reader = new EstateReader(estate, settings, heart);
            var read = await reader.ReadAsync(reading, run.Token);
            var inputs = new JudgementInputs(reading, judgement, _ruleSetVersion);
            var stored = await RecogniseAsync(reading, inputs, run.Token);
            reading.Apps.Understand(reading.AppsLog, run.Token);
            await reader.CompleteAsync(reading, run.Token);
            if (WhyNothingToMerge(read, reading) is { } reason) return await EndAsync(lease, reading, RunStatus.Failed, reason);

            var last = await store.ReadLastRunAsync(run.Token);
            var known = await store.ReadKnownScopesAsync(run.Token);
            var since = ChangesSince(last, lease, known, stored, reading);
            if (since is { } from) await reader.ReadChangesAsync(reading, from, run.Token);
            await heart.BeatAsync(reading.Progress("Comparing with the history"), run.Token);
            WarnOfNotThere(reading);
            var feed = new ChangeFeed(reading.Changes);
            changes = await CompareAsync(lease, last, since, known, reading, stored, inputs, feed, run.Token);
            policy = await ReadPolicyAsync(last, known, reading, heart, run.Token);
            certificates = await ReadCertificatesAsync(reading, heart, run.Token);
            costs = await ReadCostsAsync(lease, reading, feed, heart, run.Token);
            scopes = Scopes(reading, known);
            WarnOfClock(reading);
            await heart.BeatNowAsync(reading.Progress(RunProgress.Writing), run.Token);
        }

        run.Token.ThrowIfCancellationRequested();

        var status = reading.Complete && scopes.All(s => s.Read) ? RunStatus.Succeeded : RunStatus.Partial;
        var report = reading.Report(scopes);
        var merge = new RunMerge
        {
            Status = status,
            Changes = changes.Changes,
            Inputs = changes.Inputs,
            Subscriptions = reading.Subscriptions,
            Report = report,
            ChangesRead = reading.ChangesLog.Complete,
            Allowances = settings.Allowances,
            Policy = policy,
            Certificates = certificates,
            Costs = costs,
        };
        LogWriting(lease.RunId, changes.Changes.Count);
        await store.MergeAsync(lease, merge, CancellationToken.None);
        var changed = changes.Changes.Count(c => c is not AppChange.Noted);
        LogEnded(lease.RunId, status, report.Apps, changed, report.Requests);
        return new CollectionResult(lease.RunId, status, null, report, changed);
    }

    // What the history knows by the very input on which it was judged needs neither to be taken apart nor judged again. A stale
    // app does: what stands of it is not what was judged, or not since then.
    private async Task<List<StoredApp>> RecogniseAsync(EstateReading reading, JudgementInputs inputs, CancellationToken cancellationToken)
    {
        var stored = new List<StoredApp>();
        await foreach (var app in store.ReadStoredAppsAsync(cancellationToken))
        {
            stored.Add(app);
            if (app.Stale || app.Input is not { } input) continue;
            var key = ResourceIds.Key(app.ResourceId);
            if (inputs.Of(key) == input) reading.Apps.Recognise(key);
        }

        return stored;
    }

    private async Task<HistoryChanges> CompareAsync(
        RunLease lease, LastRun? last, DateTimeOffset? since, IReadOnlyList<KnownScope> known, EstateReading reading,
        IReadOnlyList<StoredApp> stored, JudgementInputs inputs, ChangeFeed feed, CancellationToken cancellationToken)
    {
        var judge = new AppJudge(judgement);
        var estateJudgement = new EstateJudgement(reading, judge, _ruleSetVersion);
        var recorded = since is { } from
            ? await store.ReadRecordedChangesAsync(from, cancellationToken)
            : new HashSet<(string, long)>();
        var chronicle = new Chronicle(
            new ChronicleStart(lease.RunTime, last, _ruleSetVersion, recorded, TagLikeness.For(judgement).Matters), feed, judge, reading.TierOfPlan);
        var allowance = new Allowance(settings.StaleAllowance, lease.RunTime, last?.RunTime);
        var absent = new AbsentApps(estate, store, chronicle, known, allowance, settings.MaxProbes);
        reading.AskedUpTo = last?.AskedUpTo;
        return await new HistoryComparison(store, chronicle, absent, allowance)
            .CompareAsync(estateJudgement, inputs, stored, reading, cancellationToken);
    }

    private async Task<PolicyMerge> ReadPolicyAsync(
        LastRun? last, IReadOnlyList<KnownScope> known, EstateReading reading, RunHeart heart, CancellationToken cancellationToken)
    {
        if (Policy is not { } policy) return PolicyMerge.None;
        var reader = new PolicyReader(policy.Source, phase => heart.BeatAsync(reading.Progress(phase), cancellationToken));
        var read = await reader.ReadAsync(reading, cancellationToken);
        var stored = await policy.Store.ReadExemptionsAsync(cancellationToken);
        return new PolicyMerge
        {
            Exemptions = new ExemptionComparison(reading.Subscriptions, known, last?.RunTime).Compare(stored, read),
            Ancestors = reading.Subscriptions.Where(s => s.ManagementGroups is not null)
                .ToDictionary(s => s.SubscriptionId, s => s.ManagementGroups!, StringComparer.OrdinalIgnoreCase),
        };
    }

    private async Task<CertificateMerge> ReadCertificatesAsync(EstateReading reading, RunHeart heart, CancellationToken cancellationToken)
    {
        if (Vaults is not { } vaults) return CertificateMerge.None;
        var reader = new VaultReader(vaults.Source, vaults.Store, phase => heart.BeatAsync(reading.Progress(phase), cancellationToken));
        return new CertificateMerge { Vaults = await reader.ReadAsync(reading.VaultsLog, cancellationToken) };
    }

    // After the estate: what it costs must not keep anybody waiting for what it is.
    private async Task<CostMerge> ReadCostsAsync(RunLease lease, EstateReading reading, ChangeFeed feed, RunHeart heart, CancellationToken cancellationToken)
    {
        if (CostStore is not { } costStore) return CostMerge.None;
        var plans = await new PlanComparison(estate, costStore, feed, CostSources.MaxProbes).CompareAsync(reading, cancellationToken);
        var reader = new CostReader(CostSources, costStore, lease.RunTime, phase => heart.BeatAsync(reading.Progress(phase), cancellationToken));
        var costs = await reader.ReadCostsAsync(reading, cancellationToken);
        return new CostMerge { Plans = plans, Costs = costs, Prices = await reader.ReadPricesAsync(reading, costs, cancellationToken) };
    }

    // The first run is the baseline: what happened before it is not told. Later runs go back a little before the last one that
    // read the records wholly, since records can arrive late; each is told of once. A subscription that could not be read for
    // a while hid its records as well: they are read when it is back.
    private DateTimeOffset? ChangesSince(
        LastRun? last, RunLease lease, IReadOnlyList<KnownScope> known, IReadOnlyList<StoredApp> stored, EstateReading reading)
    {
        if (last is null) return null;
        var readable = reading.Subscriptions.Select(s => s.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var since = known.Where(k => readable.Contains(k.SubscriptionId)).Select(k => k.LastSeen)
            .Append(last.ChangesReadUntil ?? last.StartedAt).Min();
        var oldest = lease.RunTime - ChangesKept + ChangesOverlap;
        if (since < oldest)
        {
            reading.Warnings.Add(
                $"Azure keeps change records for {ChangesKept.TotalDays:0} days and the last run that read them is older: "
                + "exact times and authors of changes before that are not known.");
        }

        // What happened to an app that stands stale is told when it is back, or known to have moved: until then its records
        // were read for nothing. Of one that stays away for longer than the allowance, that is not worth reading them for.
        var waited = stored
            .Where(a => a.Stale && a.LastSeen is not null && readable.Contains(a.SubscriptionId))
            .Where(a => reading.Apps.Find(ResourceIds.Key(a.ResourceId)) is not null || lease.RunTime - a.LastSeen <= settings.StaleAllowance)
            .Min(a => a.LastSeen);
        var from = waited < since ? waited.Value : since;
        return (from < oldest ? oldest : from) - ChangesOverlap;
    }

    // A run that saw nothing must not turn the whole estate stale: it failed, and the figures stand.
    private static string? WhyNothingToMerge(EstateReading? read, EstateReading reading)
    {
        if (read is null)
            return reading.SubscriptionsLog.Outcome().Problem ?? "The subscriptions could not be listed.";
        if (reading.Subscriptions.Count == 0)
        {
            return reading.SubscriptionsLog.Outcome().Problem
                ?? "The credential can read no subscription. Grant it the Reader role on a subscription or management group.";
        }

        return reading.Apps.Count == 0 && !reading.AppsLog.Complete
            ? reading.AppsLog.Outcome().Problem ?? "No page of apps could be read."
            : null;
    }

    private static List<ScopeOutcome> Scopes(EstateReading reading, IReadOnlyList<KnownScope> known)
    {
        var apps = reading.Apps.Sightings.CountBy(a => a.SubscriptionId, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        var seen = reading.Subscriptions.Select(s =>
        {
            var problem = reading.ProblemOf(s.SubscriptionId);
            return new ScopeOutcome(s.SubscriptionId, s.Name, problem is null, apps.GetValueOrDefault(s.SubscriptionId), problem);
        }).ToList();
        var listed = seen.Select(s => s.SubscriptionId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = known.Where(k => !k.Retired && !listed.Contains(k.SubscriptionId)).Select(k => new ScopeOutcome(
            k.SubscriptionId, k.Name, false, 0,
            reading.ProblemOf(k.SubscriptionId)
            ?? "It was seen by an earlier run and was not listed now: the credential may have lost the Reader role on it."));
        var asked = reading.SubscriptionsLog.ScopeProblems
            .Where(p => !listed.Contains(p.Key) && !known.Any(k => k.SubscriptionId.Equals(p.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(p => new ScopeOutcome(p.Key, p.Key, false, 0, p.Value));
        return [.. seen, .. missing, .. asked];
    }

    private static void WarnOfNotThere(EstateReading reading)
    {
        var count = reading.Logs.Sum(l => l.NotThereCount);
        if (count > 0) reading.Warnings.Add($"{count} reads of sites or their config/web by ARM answered 404; what they hold stands as not read.");
    }

    private void WarnOfClock(EstateReading reading)
    {
        var service = reading.Logs.Select(l => l.ServiceDate).LastOrDefault(d => d is not null);
        if (service is not { } date) return;
        var difference = (clock.GetUtcNow() - date).Duration();
        if (difference > ClockTolerance)
            reading.Warnings.Add($"This machine's clock and Azure's differ by {difference:d\\.hh\\:mm\\:ss}; times of this run are this machine's.");
    }

    private async Task<CollectionResult> EndAsync(RunLease lease, EstateReading reading, RunStatus status, string reason)
    {
        var report = reading.Report([]);
        try
        {
            await store.EndAsync(lease, status, report, reason, CancellationToken.None);
        }
        catch (LeaseLostException e)
        {
            return LeaseLost(lease, reading, e);
        }

        LogEnded(lease.RunId, status, report.Apps, 0, report.Requests);
        return new CollectionResult(lease.RunId, status, reason, report, 0);
    }

    private CollectionResult LeaseLost(RunLease lease, EstateReading reading, LeaseLostException exception)
    {
        LogLeaseLost(lease.RunId, exception);
        return new CollectionResult(lease.RunId, RunStatus.Failed, "Another run took over; nothing was merged.", reading.Report([]), 0);
    }

    [LoggerMessage(1001, LogLevel.Information, "Run {RunId} started by {Trigger}")]
    private partial void LogStarted(long runId, RunTrigger trigger);

    [LoggerMessage(1002, LogLevel.Information, "Run {RunId} ended {Status}: {Apps} apps, {Changed} changed, {Requests} requests")]
    private partial void LogEnded(long runId, RunStatus status, int apps, int changed, int requests);

    [LoggerMessage(1006, LogLevel.Information, "Run {RunId} writes {Changes} changes")]
    private partial void LogWriting(long runId, int changes);

    [LoggerMessage(1003, LogLevel.Error, "Run {RunId} failed")]
    private partial void LogFailed(long runId, Exception exception);

    [LoggerMessage(1004, LogLevel.Warning, "Run {RunId} lost its lease")]
    private partial void LogLeaseLost(long runId, Exception exception);
}
