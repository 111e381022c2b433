using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Runs;

namespace Dashboard.Web.Collection;

/// <summary>
/// The history, with an ear at its heartbeat: pages in this process learn of progress without asking the database. A run
/// that somebody starts carries them into the audit trail.
/// </summary>
internal sealed class WatchedRunStore(IRunStore inner, Action<RunLease, RunProgress> progressed, AuditActor? actor) : IRunStore
{
    /// <inheritdoc/>
    public async Task<bool> HeartbeatAsync(RunLease lease, RunProgress progress, CancellationToken cancellationToken)
    {
        var cancel = await inner.HeartbeatAsync(lease, progress, cancellationToken);
        progressed(lease, progress);
        return cancel;
    }

    /// <inheritdoc/>
    public Task<RunLease?> TryBeginAsync(RunStart start, CancellationToken cancellationToken) =>
        inner.TryBeginAsync(start with { Actor = actor }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<KnownScope>> ReadKnownScopesAsync(CancellationToken cancellationToken) =>
        inner.ReadKnownScopesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<LastRun?> ReadLastRunAsync(CancellationToken cancellationToken) =>
        inner.ReadLastRunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlySet<(string ChangeId, long AppId)>> ReadRecordedChangesAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ReadRecordedChangesAsync(since, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredState>> ReadStatesAsync(IReadOnlyList<long> appIds, CancellationToken cancellationToken) =>
        inner.ReadStatesAsync(appIds, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredApp> ReadStoredAppsAsync(CancellationToken cancellationToken) =>
        inner.ReadStoredAppsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task MergeAsync(RunLease lease, RunMerge merge, CancellationToken cancellationToken) =>
        inner.MergeAsync(lease, merge, cancellationToken);

    /// <inheritdoc/>
    public Task EndAsync(RunLease lease, RunStatus status, RunReport report, string reason, CancellationToken cancellationToken) =>
        inner.EndAsync(lease, status, report, reason, cancellationToken);
}
