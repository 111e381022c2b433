using System.Globalization;
using System.Runtime.CompilerServices;
using Dashboard.Core.Audit;
using Dashboard.Core.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>The history as the collector writes it.</summary>
internal sealed class RunStore(
    IDbContextFactory<DashboardDbContext> factory, AuditAppender trail, AuditAnchor anchor, TimeProvider clock) : IRunStore
{
    /// <summary>Apps whose states are read together: a lost subscription can make very many absent.</summary>
    private const int StateChunk = 500;

    /// <inheritdoc />
    public async Task<RunLease?> TryBeginAsync(RunStart start, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await EstateOrigin.CheckAsync(context, start.Mode, start.Origin, cancellationToken);
        var epoch = await RunLeases.TryTakeAsync(context, now, start, cancellationToken);
        if (epoch is null) return null;

        await EstateOrigin.EnsureAsync(context, start, now, cancellationToken);
        await RunLeases.FailAbandonedAsync(context, now, cancellationToken);
        var last = await context.Runs.MaxAsync(r => (long?)r.RunTime, cancellationToken);
        var run = new RunEntry
        {
            RunTime = Math.Max(UnixTime.Of(now), (last ?? 0) + 1),
            StartedAt = UnixTime.Of(now),
            Status = RunStatus.Running,
            Trigger = start.Trigger,
            StartedBy = start.StartedBy,
            RuleSetVersion = start.RuleSetVersion,
        };
        context.Add(run);
        await context.SaveChangesAsync(cancellationToken);
        await RunLeases.AssignAsync(context, epoch.Value, run.Id, cancellationToken);
        var line = start.Actor is null ? null : await trail.AppendAsync(context, Started(start, start.Actor, run.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (line is not null) await anchor.RecordAsync(line);
        return new RunLease(run.Id, epoch.Value, UnixTime.From(run.RunTime), start.LeaseDuration);
    }

    /// <inheritdoc />
    public async Task<bool> HeartbeatAsync(RunLease lease, RunProgress progress, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await RunLeases.ExtendAsync(context, lease, clock.GetUtcNow(), cancellationToken);
        var run = context.Runs.Where(r => r.Id == lease.RunId);
        await run.ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.Phase, progress.Phase)
                .SetProperty(r => r.PagesRead, progress.Pages)
                .SetProperty(r => r.AppsRead, progress.Apps)
                .SetProperty(r => r.RequestsSent, progress.Requests)
                .SetProperty(r => r.ExpectedApps, progress.ExpectedApps),
            cancellationToken);
        var cancel = await run.Select(r => r.CancelRequested).SingleAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return cancel;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<KnownScope>> ReadKnownScopesAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var known = await context.Subscriptions.OrderBy(s => s.SubscriptionId).ToListAsync(cancellationToken);
        return [.. known.Select(s => new KnownScope(s.SubscriptionId, s.Name, UnixTime.From(s.LastSeen), s.RetiredAt is not null))];
    }

    /// <inheritdoc />
    public async Task<LastRun?> ReadLastRunAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var last = await context.Runs.Merged()
            .OrderByDescending(r => r.RunTime)
            .Select(r => new { r.RunTime, r.StartedAt, r.RuleSetVersion, r.Report })
            .FirstOrDefaultAsync(cancellationToken);
        if (last is null) return null;
        var others = await context.Runs.Merged().Where(r => r.RuleSetVersion != last.RuleSetVersion).MaxAsync(r => (long?)r.RunTime, cancellationToken);
        var read = await context.Runs.Merged().Where(r => r.ChangesRead).MaxAsync(r => (long?)r.StartedAt, cancellationToken);
        return new LastRun(UnixTime.From(last.RunTime), UnixTime.From(last.StartedAt), last.RuleSetVersion, UnixTime.From(read))
        {
            AskedUpTo = last.Report is null ? null : StoredJson.ReadReport(last.Report).AskedUpTo,
            OtherRulesUntil = UnixTime.From(others),
        };
    }

    /// <inheritdoc />
    public async Task<IReadOnlySet<(string ChangeId, long AppId)>> ReadRecordedChangesAsync(
        DateTimeOffset since, CancellationToken cancellationToken)
    {
        var at = UnixTime.Of(since);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var recorded = await context.AppEvents
            .Where(e => e.OccurredAt >= at && e.ChangeId != null)
            .Select(e => new { e.ChangeId, e.AppId })
            .ToListAsync(cancellationToken);
        // Older versions kept the ids in the case that Azure gave them.
        return recorded.Select(e => (e.ChangeId!.ToLowerInvariant(), e.AppId)).ToHashSet();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredState>> ReadStatesAsync(IReadOnlyList<long> appIds, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var states = new List<StoredState>(appIds.Count);
        foreach (var chunk in appIds.Chunk(StateChunk))
        {
            var rows = await context.AppStates
                .Where(s => chunk.Contains(s.AppId) && s.ValidTo == UnixTime.Open)
                .Join(context.Apps, s => s.AppId, a => a.AppId, (state, app) => new { state, app })
                .ToListAsync(cancellationToken);
            states.AddRange(rows.Select(r => new StoredState(r.app.AppId, r.state.ToState(r.app, []))
            {
                FailedRules = FailedRulesText.Read(r.state.FailedRules).ToHashSet(),
            }));
        }

        return states;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredApp> ReadStoredAppsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var live = context.Apps
            .Where(a => a.DecommissionedAt == null)
            // Events are numbered in this order: it must not hang on where a database happens to keep a row that was updated.
            .OrderBy(a => a.AppId)
            .Select(a => new { a.AppId, a.ResourceId, a.SubscriptionId, a.Fingerprint, a.Stale, a.LastSeen, a.Verdict, a.FirstSeen, a.Input });
        await foreach (var app in live.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new StoredApp(
                app.AppId, app.ResourceId, app.SubscriptionId, FingerprintBytes.Read(app.Fingerprint), app.Stale,
                UnixTime.From(app.LastSeen), app.Verdict, UnixTime.From(app.FirstSeen))
            {
                Input = app.Input is null ? null : FingerprintBytes.Read(app.Input),
            };
        }
    }

    /// <inheritdoc />
    public async Task MergeAsync(RunLease lease, RunMerge merge, CancellationToken cancellationToken)
    {
        if (merge.Status is not (RunStatus.Succeeded or RunStatus.Partial))
        {
            throw new ArgumentException($"A run that is {merge.Status} merges nothing.", nameof(merge));
        }

        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await RunMerger.MergeAsync(context, lease, merge, clock.GetUtcNow(), cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>A run that lost its lease was ended by whoever took it; its end stays as it was written then.</remarks>
    public async Task EndAsync(RunLease lease, RunStatus status, RunReport report, string reason, CancellationToken cancellationToken)
    {
        if (status is not (RunStatus.Failed or RunStatus.Cancelled))
        {
            throw new ArgumentException($"A run that is {status} is ended by its merge.", nameof(status));
        }

        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await RunLeases.TryReleaseAsync(context, lease, cancellationToken)) return;
        await RunMerger.CompleteAsync(context, lease.RunId, status, report, 0, reason, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static AuditDraft Started(RunStart start, AuditActor actor, long runId) => new(
        actor, AuditActions.RunStarted, new AuditSubject(AuditSubjects.Run, runId.ToString(CultureInfo.InvariantCulture)),
        [new("mode", start.Mode), new("ruleSetVersion", start.RuleSetVersion)]);
}
