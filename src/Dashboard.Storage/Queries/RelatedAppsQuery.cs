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
        var states = context.StatesAt(moment);
        return await context.Apps
            .Where(a => a.ResourceIdKey == app
                || (a.ResourceIdKey.CompareTo(first) >= 0 && a.ResourceIdKey.CompareTo(beyond) < 0))
            .Where(a => a.ResourceIdKey != own)
            .Join(states, a => a.AppId, s => s.AppId, (a, s) => new { App = a, s.Verdict })
            .OrderBy(r => r.App.ResourceIdKey)
            .Select(r => new RelatedApp(r.App.ResourceId, r.App.Name, r.Verdict))
            .ToListAsync(cancellationToken);
    }
}
