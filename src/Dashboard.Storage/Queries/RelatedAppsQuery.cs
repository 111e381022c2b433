using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>The slots of an app; and of a slot, its app and the other slots. Only those that live at the moment.</summary>
public sealed class RelatedAppsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>Runs the query, the app before its slots; <paramref name="asOf"/> null means now.</summary>
    public async Task<IReadOnlyList<RelatedApp>> RunAsync(string resourceId, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var own = ResourceIds.Key(resourceId);
        var app = ResourceIds.ProductionOf(own) ?? own;
        // Ids are ordered by their bytes: what begins with the slots' path lies between it and the same with the next character.
        var (first, beyond) = (app + "/slots/", app + "/slots0");
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        // In steps, each by an index: joined, SQLite reads every live state to find a handful of apps. What came to bear such an
        // id only later is not related yet, and what moved away since then still is.
        var at = moment.At;
        var still = await context.Apps
            .Where(a => a.ResourceIdKey == app || (a.ResourceIdKey.CompareTo(first) >= 0 && a.ResourceIdKey.CompareTo(beyond) < 0))
            .Where(a => !context.FormerIds.Any(f => f.AppId == a.AppId && f.ValidTo > at))
            .Select(a => new { a.AppId, a.ResourceId, a.Name, a.ResourceIdKey })
            .ToListAsync(cancellationToken);
        var then = await context.FormerIds
            .Where(f => f.ResourceIdKey == app || (f.ResourceIdKey.CompareTo(first) >= 0 && f.ResourceIdKey.CompareTo(beyond) < 0))
            .Where(f => f.ValidFrom <= at && f.ValidTo > at)
            .Select(f => new { f.AppId, f.ResourceId, f.Name, f.ResourceIdKey })
            .ToListAsync(cancellationToken);
        var apps = still.Concat(then).Where(a => a.ResourceIdKey != own).OrderBy(a => a.ResourceIdKey, StringComparer.Ordinal).ToList();
        if (apps.Count == 0) return [];
        var ids = apps.Select(a => a.AppId).ToList();
        var verdicts = await context.StatesAt(moment)
            .Where(s => ids.Contains(s.AppId))
            .ToDictionaryAsync(s => s.AppId, s => s.Verdict, cancellationToken);
        return [.. apps.Where(a => verdicts.ContainsKey(a.AppId)).Select(a => new RelatedApp(a.ResourceId, a.Name, verdicts[a.AppId]))];
    }
}
