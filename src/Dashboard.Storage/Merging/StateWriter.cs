using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>Writes the changes of a run into the apps and their state rows, inside the current transaction.</summary>
internal sealed class StateWriter : IAsyncDisposable
{
    /// <summary>Changes whose present rows are read together: a run under new rules changes every app.</summary>
    private const int ChunkSize = 500;

    private readonly DashboardDbContext _context;
    private readonly long _runTime;
    private readonly EvidenceWriter _evidence;
    private readonly TagSetWriter _tags;
    private readonly KpiWriter _kpis;
    private readonly LabelWriter _labels;
    private readonly PreparedInsert<AppEntry> _insertApp;
    private readonly PreparedInsert<AppStateRow> _insertState;
    private readonly PreparedStatement _closeState;
    private readonly PreparedStatement _updateSeen;
    private readonly PreparedStatement _updateInput;
    private readonly PreparedStatement _updateStale;
    private readonly PreparedStatement _decommission;
    private readonly PreparedStatement _move;
    private readonly PreparedInsert<FormerIdRow> _insertFormerId;
    private readonly EventWriter _events;
    private readonly FindingWriter _findings;
    private readonly bool _anyStored;
    private long _lastAppId;
    private long _lastStateId;

    private StateWriter(DashboardDbContext context, RunWriters writers, long lastAppId, long lastStateId)
    {
        (_context, _runTime, _lastAppId, _lastStateId) = (context, writers.RunTime, lastAppId, lastStateId);
        (_evidence, _tags, _kpis, _labels) = (writers.Evidence, writers.Tags, writers.Kpis, writers.Labels);
        (_events, _findings) = (writers.Events, writers.Findings);
        _anyStored = lastAppId > 0;
        _insertApp = new PreparedInsert<AppEntry>(context);
        _insertState = new PreparedInsert<AppStateRow>(context);
        _closeState = context.Prepare("""UPDATE "AppStates" SET "ValidTo" = @p0 WHERE "Id" = @p1""", 2);
        _updateSeen = context.Prepare(
            """
            UPDATE "Apps" SET "ResourceId" = @p0, "Name" = @p1, "ResourceGroup" = @p2, "Fingerprint" = @p3, "Verdict" = @p4,
            "Stale" = FALSE, "LastSeen" = NULL, "Input" = @p5 WHERE "AppId" = @p6
            """,
            7);
        _updateInput = context.Prepare("""UPDATE "Apps" SET "Input" = @p0 WHERE "AppId" = @p1""", 2);
        _updateStale = context.Prepare(
            """UPDATE "Apps" SET "Verdict" = @p0, "Stale" = TRUE, "LastSeen" = @p1 WHERE "AppId" = @p2""", 3);
        _decommission = context.Prepare("""UPDATE "Apps" SET "DecommissionedAt" = @p0 WHERE "AppId" = @p1""", 2);
        _insertFormerId = new PreparedInsert<FormerIdRow>(context);
        _move = context.Prepare(
            """UPDATE "Apps" SET "ResourceIdKey" = @p0, "Generation" = @p1, "SubscriptionId" = @p2 WHERE "AppId" = @p3""", 4);
    }

    /// <summary>A writer inside the current transaction of <paramref name="context"/>.</summary>
    public static async Task<StateWriter> OpenAsync(DashboardDbContext context, RunWriters writers, CancellationToken cancellationToken) =>
        new(
            context,
            writers,
            await context.Apps.MaxAsync(a => (long?)a.AppId, cancellationToken) ?? 0,
            await context.AppStates.MaxAsync(s => (long?)s.Id, cancellationToken) ?? 0);

    /// <summary>Writes <paramref name="changes"/>.</summary>
    public async Task WriteAsync(IReadOnlyList<AppChange> changes, CancellationToken cancellationToken)
    {
        foreach (var chunk in changes.Chunk(ChunkSize))
        {
            var stored = await StoredChunk.ReadAsync(_context, chunk, _anyStored, cancellationToken);
            await _findings.ReadAsync(chunk, cancellationToken);
            foreach (var change in chunk) await WriteAsync(change, stored, cancellationToken);
        }
    }

    /// <summary>Writes by which input apps that did not change are known from now on.</summary>
    public async Task WriteInputsAsync(IReadOnlyList<(long AppId, UInt128? Input)> inputs, CancellationToken cancellationToken)
    {
        foreach (var (app, input) in inputs) await _updateInput.RunAsync([FingerprintBytes.Of(input), app], cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _insertApp.DisposeAsync();
        await _insertState.DisposeAsync();
        await _closeState.DisposeAsync();
        await _updateSeen.DisposeAsync();
        await _updateInput.DisposeAsync();
        await _updateStale.DisposeAsync();
        await _decommission.DisposeAsync();
        await _insertFormerId.DisposeAsync();
        await _move.DisposeAsync();
    }

    private Task WriteAsync(AppChange change, StoredChunk stored, CancellationToken cancellationToken)
    {
        switch (change)
        {
            case AppChange.Seen seen:
                var known = stored.Find(seen);
                return known is { DecommissionedAt: null }
                    ? SeenAgainAsync(known, stored.OpenRow(known.AppId), seen, cancellationToken)
                    : FirstSeenAsync(known, known is not null && stored.WasRetired(known), seen, cancellationToken);
            case AppChange.BecameStale stale:
                return StaleAsync(stored.App(stale.AppId), stored.OpenRow(stale.AppId), stale, cancellationToken);
            case AppChange.Expired expired:
                var standing = stored.OpenRow(expired.AppId);
                return CopyAsync(stored.App(expired.AppId), standing, Expire(standing), expired.Events, cancellationToken);
            case AppChange.Decommissioned gone:
                return DecommissionedAsync(stored, gone, cancellationToken);
            case AppChange.Moved moved:
                return MovedAsync(stored, moved, cancellationToken);
            case AppChange.Noted noted:
                return _events.WriteAsync(noted.Events, noted.AppId, stored.OpenRow(noted.AppId).Id, cancellationToken);
            default:
                throw new InvalidOperationException($"No such change: {change.GetType().Name}.");
        }
    }

    /// <summary>A new app, or a new generation of an id that was proven gone.</summary>
    private async Task FirstSeenAsync(AppEntry? earlier, bool wasRetired, AppChange.Seen seen, CancellationToken cancellationToken)
    {
        var state = seen.State with { Stale = false };
        var app = new AppEntry
        {
            AppId = ++_lastAppId,
            ResourceIdKey = ResourceIds.Key(state.ResourceId),
            Generation = (earlier?.Generation ?? 0) + 1,
            ResourceId = state.ResourceId,
            Name = state.Name,
            SubscriptionId = state.SubscriptionId,
            ResourceGroup = state.ResourceGroup,
            IsSlot = state.IsSlot,
            FirstSeen = _runTime,
            Fingerprint = FingerprintBytes.Of(seen.Fingerprint),
            Input = FingerprintBytes.Of(seen.Input),
            Verdict = state.Verdict,
            Stale = false,
        };
        await _insertApp.RunAsync(app, cancellationToken);
        await InsertAsync(app, null, state, cancellationToken);
        await _findings.SeenAsync(app.AppId, state, seen.Causes, cancellationToken);

        var events = earlier is null ? seen.Events : [.. seen.Events.Select(e => Again(e, wasRetired))];
        await _events.WriteAsync(events, app.AppId, _lastStateId, cancellationToken);
    }

    // Only the history knows that the id had another bearer, who went in an earlier run. One who left with a subscription that was
    // retired is back, unless Azure has a record that this one was made.
    private static AppEvent Again(AppEvent told, bool wasRetired) => told.Kind != AppEventKind.Appeared
        ? told
        : told with { Kind = wasRetired && told.ChangeId is null ? AppEventKind.Returned : AppEventKind.Recreated };

    private async Task SeenAgainAsync(AppEntry app, AppStateRow open, AppChange.Seen seen, CancellationToken cancellationToken)
    {
        var state = seen.State with { Stale = false };
        await CloseAsync(open, cancellationToken);
        await _updateSeen.RunAsync(
            [state.ResourceId, state.Name, state.ResourceGroup, FingerprintBytes.Of(seen.Fingerprint), (int)state.Verdict,
                FingerprintBytes.Of(seen.Input), app.AppId],
            cancellationToken);
        await InsertAsync(app, open, state, cancellationToken);
        await _findings.SeenAsync(app.AppId, state, seen.Causes, cancellationToken);
        await _events.WriteAsync(seen.Events, app.AppId, _lastStateId, cancellationToken);
    }

    private Task StaleAsync(AppEntry app, AppStateRow open, AppChange.BecameStale change, CancellationToken cancellationToken)
    {
        var stale = open with { Stale = true, LastSeen = UnixTime.Of(change.LastSeen) };
        return CopyAsync(app, open, change.BeyondAllowance ? Expire(stale) : stale, change.Events, cancellationToken);
    }

    private AppStateRow Expire(AppStateRow row) => row.Verdict == Verdict.Unknown
        ? row
        : row with { Verdict = Verdict.Unknown, VerdictSince = _runTime };

    private async Task DecommissionedAsync(StoredChunk stored, AppChange.Decommissioned gone, CancellationToken cancellationToken)
    {
        var (app, open) = (stored.App(gone.AppId), stored.OpenRow(gone.AppId));
        await CloseAsync(open, cancellationToken);
        await _decommission.RunAsync([_runTime, app.AppId], cancellationToken);
        await _events.WriteAsync(gone.Events, app.AppId, open.Id, cancellationToken);
        await _findings.GoneAsync(app.AppId, gone.Events, cancellationToken);
        _kpis.Move(open.ToState(app, []), null);
        stored.Replace(app with { DecommissionedAt = _runTime });
    }

    /// <summary>The same app under another id: the old id stays findable, and the history goes on.</summary>
    private async Task MovedAsync(StoredChunk stored, AppChange.Moved moved, CancellationToken cancellationToken)
    {
        var app = stored.App(moved.AppId);
        var key = ResourceIds.Key(moved.State.ResourceId);
        var since = await _context.FormerIds.Where(f => f.AppId == app.AppId).MaxAsync(f => (long?)f.ValidTo, cancellationToken);
        await _insertFormerId.RunAsync(
            new FormerIdRow
            {
                AppId = app.AppId,
                ValidFrom = since ?? app.FirstSeen,
                ValidTo = _runTime,
                ResourceIdKey = app.ResourceIdKey,
                ResourceId = app.ResourceId,
                Name = app.Name,
                ResourceGroup = app.ResourceGroup,
            },
            cancellationToken);
        var generation = (stored.Newest(key)?.Generation ?? 0) + 1;
        await _move.RunAsync([key, generation, moved.State.SubscriptionId, app.AppId], cancellationToken);
        var seen = new AppChange.Seen(app.AppId, moved.State, moved.Fingerprint) { Events = moved.Events, Input = moved.Input, Causes = moved.Causes };
        await SeenAgainAsync(app, stored.OpenRow(app.AppId), seen, cancellationToken);
    }

    private async Task InsertAsync(AppEntry app, AppStateRow? before, AppState state, CancellationToken cancellationToken)
    {
        var evidence = await _evidence.KeepAsync(state.Rules, cancellationToken);
        var tags = await _tags.KeepAsync(state.TagFindings, cancellationToken);
        var since = before?.Verdict == state.Verdict ? before.VerdictSince : _runTime;
        await _insertState.RunAsync(state.ToRow(++_lastStateId, app.AppId, _runTime, since, evidence, tags), cancellationToken);
        _kpis.Move(before?.ToState(app, []), state);
        _labels.See(state);
    }

    /// <summary>Closes a row and opens its altered copy; a copy that alters nothing is not written.</summary>
    private async Task CopyAsync(
        AppEntry app, AppStateRow open, AppStateRow altered, IReadOnlyList<AppEvent> events, CancellationToken cancellationToken)
    {
        if (altered == open) return;
        await CloseAsync(open, cancellationToken);
        await _insertState.RunAsync(altered with { Id = ++_lastStateId, ValidFrom = _runTime }, cancellationToken);
        await _updateStale.RunAsync([(int)altered.Verdict, altered.LastSeen, app.AppId], cancellationToken);
        await _events.WriteAsync(events, app.AppId, _lastStateId, cancellationToken);
        _kpis.Move(open.ToState(app, []), altered.ToState(app, []));
    }

    private ValueTask CloseAsync(AppStateRow open, CancellationToken cancellationToken) =>
        _closeState.RunAsync([_runTime, open.Id], cancellationToken);
}
