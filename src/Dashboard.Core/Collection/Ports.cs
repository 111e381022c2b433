using System.Runtime.CompilerServices;
using Dashboard.Core.Certificates.Collection;
using Dashboard.Core.Changes;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Findings;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;

namespace Dashboard.Core.Collection;

/// <summary>
/// Azure as the collector sees it: pages of rows, exact about what was and was not read. Implementations report
/// into the <see cref="SourceLog"/> that they are given and do not throw for what Azure answers; they throw only
/// <see cref="OperationCanceledException"/>.
/// </summary>
public interface IAzureEstate
{
    /// <summary>The origin that is read (scheme, host, port of Resource Manager); a database belongs to one origin.</summary>
    string Origin { get; }

    /// <summary>The subscriptions that the credential can read, limited to the configured scope; null where the listing failed.</summary>
    Task<IReadOnlyList<SubscriptionObservation>?> ReadSubscriptionsAsync(SourceLog log, CancellationToken cancellationToken);

    /// <summary>The resource groups of <paramref name="subscriptionIds"/>, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<ResourceGroupObservation>> ReadResourceGroupsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken);

    /// <summary>The App Service plans of <paramref name="subscriptionIds"/>, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<PlanObservation>> ReadPlansAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken);

    /// <summary>The apps and slots of <paramref name="subscriptionIds"/> with their configuration where Resource Graph has it, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<AppObservation>> ReadAppsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, CancellationToken cancellationToken);

    /// <summary>
    /// The same rows, each to be taken apart only where it must be. An estate that keeps no rows hands over what it understood.
    /// </summary>
    async IAsyncEnumerable<IReadOnlyList<AppSighting>> ReadSightingsAsync(
        IReadOnlyList<string> subscriptionIds, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ReadAppsAsync(subscriptionIds, log, cancellationToken))
            yield return [.. page.Select(AppSighting.Of)];
    }

    /// <summary>
    /// Reads by ARM what Resource Graph did not carry: the site where <paramref name="site"/>, its <c>config/web</c>
    /// where <paramref name="configuration"/>. What cannot be read stays as it was, with the problem in the log.
    /// </summary>
    Task<AppObservation> CompleteAsync(
        AppObservation app, bool site, bool configuration, SourceLog log, CancellationToken cancellationToken);

    /// <summary>
    /// Azure's own records of changes to apps, slots and plans of <paramref name="subscriptionIds"/> since
    /// <paramref name="since"/>, page by page, in no particular order. Azure keeps them for 14 days.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<ResourceChange>> ReadChangesAsync(
        IReadOnlyList<string> subscriptionIds, DateTimeOffset since, SourceLog log, CancellationToken cancellationToken);

    /// <summary>Asks ARM whether a resource still exists.</summary>
    Task<Existence> ProbeAsync(string resourceId, SourceLog log, CancellationToken cancellationToken);
}

/// <summary>What ARM says of a resource id.</summary>
public enum Existence
{
    /// <summary>It could not be asked, or may not be read: no proof of anything.</summary>
    Unproven,

    /// <summary>It answers.</summary>
    Exists,

    /// <summary>404: gone.</summary>
    Gone,
}

/// <summary>The collector's hold on the estate: one run at a time, with an epoch that the merge checks.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Epoch">Grows with each lease taken; a merge under an older epoch is refused.</param>
/// <param name="RunTime">The run's one clock: max(clock, last run + 1 ms), to the millisecond.</param>
/// <param name="Duration">For how long the lease stands after each heartbeat.</param>
public sealed record RunLease(long RunId, long Epoch, DateTimeOffset RunTime, TimeSpan Duration);

/// <summary>What is asked when a run starts.</summary>
/// <param name="Trigger">What started it.</param>
/// <param name="StartedBy">The person's display name, or <c>schedule</c>, <c>local operator</c>.</param>
/// <param name="Origin">The ARM origin.</param>
/// <param name="Mode"><c>Demo</c> or <c>Azure</c>.</param>
/// <param name="RuleSetVersion">The version of the rules and settings that judge.</param>
public sealed record RunStart(RunTrigger Trigger, string StartedBy, string Origin, string Mode, string RuleSetVersion)
{
    /// <summary>For how long the lease stands without a heartbeat.</summary>
    public TimeSpan LeaseDuration { get; init; } = CollectionSettings.DefaultLeaseDuration;

    /// <summary>
    /// The run that looks lost and that this one replaces: it begins only where that one still holds the lease and does not
    /// merge. Null for a run of its own.
    /// </summary>
    public long? InPlaceOf { get; init; }

    /// <summary>Who is to be named in the audit trail; null where the run's own row says enough (the schedule, the demo's past).</summary>
    public Audit.AuditActor? Actor { get; init; }
}

/// <summary>What the collector must know of the runs before its own.</summary>
/// <param name="RunTime">Run time of the last merged run.</param>
/// <param name="StartedAt">When the last merged run started.</param>
/// <param name="RuleSetVersion">The rules by which it judged.</param>
/// <param name="ChangesReadUntil">The start of the last merged run that read Azure's change records wholly; null where none did.</param>
public sealed record LastRun(DateTimeOffset RunTime, DateTimeOffset StartedAt, string RuleSetVersion, DateTimeOffset? ChangesReadUntil)
{
    /// <summary>Up to where it asked for absent apps; see <see cref="RunReport.AskedUpTo"/>.</summary>
    public long? AskedUpTo { get; init; }

    /// <summary>Run time of the last merged run that judged by other rules; null where none did.</summary>
    public DateTimeOffset? OtherRulesUntil { get; init; }
}

/// <summary>An app as the history knows it now.</summary>
/// <param name="AppId">The history's own number for it.</param>
/// <param name="ResourceId">Its ARM id.</param>
/// <param name="SubscriptionId">Its subscription.</param>
/// <param name="Fingerprint">The <see cref="Posture.StateFingerprint"/> of its last seen state.</param>
/// <param name="Stale">True where the last run did not see it.</param>
/// <param name="LastSeen">Run time at which it was last seen, where stale; null where the last run saw it.</param>
/// <param name="Verdict">Its verdict now.</param>
/// <param name="FirstSeen">Run time at which this generation was first seen.</param>
public sealed record StoredApp(
    long AppId, string ResourceId, string SubscriptionId, UInt128 Fingerprint, bool Stale, DateTimeOffset? LastSeen, Verdict Verdict,
    DateTimeOffset FirstSeen)
{
    /// <summary>The input on which its last seen state was judged, by which it is known again; null where it is judged in each run.</summary>
    public UInt128? Input { get; init; }
}

/// <summary>The last state of a live app, of which the collector needs more than a fingerprint.</summary>
/// <param name="AppId">The history's own number for it.</param>
/// <param name="State">The state that stands, without rules.</param>
public sealed record StoredState(long AppId, AppState State)
{
    /// <summary>The rules that fail in it.</summary>
    public IReadOnlySet<string> FailedRules { get; init; } = new HashSet<string>();
}

/// <summary>A subscription that was ever seen.</summary>
/// <param name="SubscriptionId">Its GUID.</param>
/// <param name="Name">Its last known name.</param>
/// <param name="LastSeen">Run time of the last run that could read it.</param>
/// <param name="Retired">An administrator said that it will not come back; else it is expected in each run.</param>
public sealed record KnownScope(string SubscriptionId, string Name, DateTimeOffset LastSeen, bool Retired = false);

/// <summary>One app's change in a merge.</summary>
public abstract record AppChange
{
    /// <summary>What is told of this change, oldest first; nothing on the first run of a history, which is the baseline.</summary>
    public IReadOnlyList<AppEvent> Events { get; init; } = [];

    /// <summary>Of an app that was judged: the input of that, by which a later run knows it again; null where none can.</summary>
    public UInt128? Input { get; init; }

    /// <summary>Seen now with a state that differs from the stored one (or the first one). <paramref name="AppId"/> is null for a new app.</summary>
    public sealed record Seen(long? AppId, AppState State, UInt128 Fingerprint) : AppChange
    {
        /// <summary>Why its findings are others than before, as far as that is known.</summary>
        public FindingCauses Causes { get; init; } = FindingCauses.Unknown;
    }

    /// <summary>
    /// Not seen by this run: its last state stands, stale from this run on. <paramref name="LastSeen"/> is the run that saw it
    /// last; <paramref name="BeyondAllowance"/> where that is longer ago than the allowance, so that its verdict is Unknown at once.
    /// </summary>
    public sealed record BecameStale(long AppId, DateTimeOffset LastSeen, bool BeyondAllowance = false) : AppChange;

    /// <summary>Stale for longer than the allowance: verdict Unknown from this run on.</summary>
    public sealed record Expired(long AppId) : AppChange;

    /// <summary>Proven gone, or its subscription was retired: it leaves the estate.</summary>
    public sealed record Decommissioned(long AppId) : AppChange;

    /// <summary>The same app under another resource id: its old id is proven gone, and host name and kind are the same.</summary>
    public sealed record Moved(long AppId, AppState State, UInt128 Fingerprint) : AppChange
    {
        /// <summary>Why its findings are others than before, as far as that is known.</summary>
        public FindingCauses Causes { get; init; } = FindingCauses.Unknown;
    }

    /// <summary>Its state is as it was, but there is something to tell: it changed and changed back between two runs.</summary>
    public sealed record Noted(long AppId) : AppChange;
}

/// <summary>What a run writes, in one transaction.</summary>
public sealed record RunMerge
{
    /// <summary>Succeeded or Partial.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Only what differs from the stored state.</summary>
    public required IReadOnlyList<AppChange> Changes { get; init; }

    /// <summary>Apps whose state is as it was although the input of their judgement is another: the input alone is written.</summary>
    public IReadOnlyList<(long AppId, UInt128? Input)> Inputs { get; init; } = [];

    /// <summary>Subscriptions seen by this run, with names.</summary>
    public required IReadOnlyList<SubscriptionObservation> Subscriptions { get; init; }

    /// <summary>The run's figures.</summary>
    public required RunReport Report { get; init; }

    /// <summary>Policy exemptions.</summary>
    public PolicyMerge Policy { get; init; } = PolicyMerge.None;

    /// <summary>Certificates of vaults.</summary>
    public CertificateMerge Certificates { get; init; } = CertificateMerge.None;

    /// <summary>Plans, costs and prices.</summary>
    public CostMerge Costs { get; init; } = CostMerge.None;

    /// <summary>True where Azure's change records were read wholly, so that the next run need not go back further.</summary>
    public bool ChangesRead { get; init; } = true;

    /// <summary>How long the failures that it found may stand.</summary>
    public FindingAllowances Allowances { get; init; } = FindingAllowances.Default;
}

/// <summary>The history as the collector writes it.</summary>
public interface IRunStore
{
    /// <summary>Takes the lease and records the run as Running; null where another run holds it.</summary>
    /// <exception cref="EstateMismatchException">The database belongs to another mode or origin.</exception>
    Task<RunLease?> TryBeginAsync(RunStart start, CancellationToken cancellationToken);

    /// <summary>Extends the lease and records the progress, in a transaction of its own. True where the run was asked to cancel.</summary>
    Task<bool> HeartbeatAsync(RunLease lease, RunProgress progress, CancellationToken cancellationToken);

    /// <summary>Subscriptions that were ever seen, retired ones included.</summary>
    Task<IReadOnlyList<KnownScope>> ReadKnownScopesAsync(CancellationToken cancellationToken);

    /// <summary>The last merged run; null before the first.</summary>
    Task<LastRun?> ReadLastRunAsync(CancellationToken cancellationToken);

    /// <summary>Azure's change records that events of <paramref name="since"/> or later already tell of, with the app each is told of.</summary>
    Task<IReadOnlySet<(string ChangeId, long AppId)>> ReadRecordedChangesAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The states that stand of some live apps.</summary>
    Task<IReadOnlyList<StoredState>> ReadStatesAsync(IReadOnlyList<long> appIds, CancellationToken cancellationToken);

    /// <summary>Every live app with its fingerprint.</summary>
    IAsyncEnumerable<StoredApp> ReadStoredAppsAsync(CancellationToken cancellationToken);

    /// <summary>Writes <paramref name="merge"/> in one transaction and releases the lease.</summary>
    /// <exception cref="LeaseLostException">The lease expired and another run took it.</exception>
    Task MergeAsync(RunLease lease, RunMerge merge, CancellationToken cancellationToken);

    /// <summary>Ends a run that merges nothing (Failed, Cancelled) and releases the lease.</summary>
    Task EndAsync(RunLease lease, RunStatus status, RunReport report, string reason, CancellationToken cancellationToken);
}

/// <summary>The database belongs to another mode or ARM origin, so that simulated data can never enter a real database.</summary>
public sealed class EstateMismatchException(string message) : Exception(message);

/// <summary>The run's lease expired and another run took it; nothing was written.</summary>
public sealed class LeaseLostException(string message) : Exception(message);
