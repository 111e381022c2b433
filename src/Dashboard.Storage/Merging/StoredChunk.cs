using Dashboard.Core.Changes;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>The present rows of the apps that a chunk of changes is about, read together.</summary>
internal sealed class StoredChunk
{
    private readonly Dictionary<long, AppEntry> _apps = [];
    private readonly Dictionary<string, AppEntry> _newest = [];
    private Dictionary<long, AppStateRow> _open = [];
    private HashSet<long> _retired = [];

    /// <summary>Reads what <paramref name="changes"/> need; nothing where the history was empty.</summary>
    public static async Task<StoredChunk> ReadAsync(
        DashboardDbContext context, AppChange[] changes, bool anyStored, CancellationToken cancellationToken)
    {
        var chunk = new StoredChunk();
        if (!anyStored) return chunk;

        var ids = changes.Select(AppId).OfType<long>().ToArray();
        await foreach (var app in context.Apps.Where(a => ids.Contains(a.AppId)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            chunk._apps[app.AppId] = app;
        }

        // An id that comes as new may be one that was proven gone: its next generation begins.
        var keys = changes.Select(NewKey).OfType<string>().ToArray();
        if (keys.Length > 0)
        {
            var named = context.Apps.Where(a => keys.Contains(a.ResourceIdKey)).OrderBy(a => a.Generation);
            await foreach (var app in named.AsAsyncEnumerable().WithCancellation(cancellationToken)) chunk._newest[app.ResourceIdKey] = app;
        }

        var live = chunk._apps.Keys.Concat(chunk._newest.Values.Select(a => a.AppId)).ToArray();
        chunk._open = await context.AppStates
            .Where(s => live.Contains(s.AppId) && s.ValidTo == UnixTime.Open)
            .ToDictionaryAsync(s => s.AppId, cancellationToken);
        var ended = chunk._newest.Values.Where(a => a.DecommissionedAt is not null).Select(a => a.AppId).ToArray();
        if (ended.Length > 0)
        {
            chunk._retired = await context.AppEvents
                .Where(e => ended.Contains(e.AppId) && e.Kind == AppEventKind.ScopeRetired)
                .Select(e => e.AppId)
                .ToHashSetAsync(cancellationToken);
        }

        return chunk;
    }

    /// <summary>True where an app left the estate only because its subscription was retired.</summary>
    public bool WasRetired(AppEntry app) => _retired.Contains(app.AppId);

    /// <summary>The app that was seen: by its number, or the newest generation of its id; null where the id is new.</summary>
    public AppEntry? Find(AppChange.Seen seen) =>
        seen.AppId is { } id ? App(id) : _newest.GetValueOrDefault(ResourceIds.Key(seen.State.ResourceId));

    /// <summary>The newest generation of an id, whether it lives or not; null where the id is new.</summary>
    public AppEntry? Newest(string key) => _newest.GetValueOrDefault(key);

    /// <summary>Remembers an app's new form: a later change of the same chunk may be about it.</summary>
    public void Replace(AppEntry app)
    {
        _apps[app.AppId] = app;
        if (_newest.TryGetValue(app.ResourceIdKey, out var newest) && newest.AppId == app.AppId) _newest[app.ResourceIdKey] = app;
    }

    /// <summary>The app of a number.</summary>
    public AppEntry App(long appId) =>
        _apps.GetValueOrDefault(appId) ?? throw new InvalidOperationException($"The history has no app {appId}.");

    /// <summary>The state row that stands.</summary>
    public AppStateRow OpenRow(long appId) =>
        _open.GetValueOrDefault(appId) ?? throw new InvalidOperationException($"App {appId} is no more: it has no state to change.");

    private static string? NewKey(AppChange change) => change switch
    {
        AppChange.Seen { AppId: null } seen => ResourceIds.Key(seen.State.ResourceId),
        AppChange.Moved moved => ResourceIds.Key(moved.State.ResourceId),
        _ => null,
    };

    private static long? AppId(AppChange change) => change switch
    {
        AppChange.Seen seen => seen.AppId,
        AppChange.BecameStale stale => stale.AppId,
        AppChange.Expired expired => expired.AppId,
        AppChange.Decommissioned gone => gone.AppId,
        AppChange.Moved moved => moved.AppId,
        AppChange.Noted noted => noted.AppId,
        _ => null,
    };
}
