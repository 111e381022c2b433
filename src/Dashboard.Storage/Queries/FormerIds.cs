using Dashboard.Core.Inventory;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Ids that apps had before they moved.</summary>
internal static class FormerIds
{
    /// <summary>Each of <paramref name="apps"/> under the id that it had at <paramref name="moment"/>, by number.</summary>
    public static async Task<IReadOnlyDictionary<long, AppEntry>> NamedAsAtAsync(
        this DashboardDbContext context, IEnumerable<AppEntry> apps, Moment moment, CancellationToken cancellationToken)
    {
        var named = apps.DistinctBy(a => a.AppId).ToDictionary(a => a.AppId);
        if (moment.IsCurrent || named.Count == 0) return named;

        var (ids, at) = (named.Keys.ToArray(), moment.At);
        var former = await context.FormerIds
            .Where(f => ids.Contains(f.AppId) && f.ValidFrom <= at && f.ValidTo > at)
            .ToListAsync(cancellationToken);
        foreach (var id in former)
            named[id.AppId] = named[id.AppId] with { ResourceId = id.ResourceId, Name = id.Name, ResourceGroup = id.ResourceGroup };
        return named;
    }

    /// <summary>
    /// The app that bears an id at <paramref name="moment"/>, or else the one that bore it last before: one that moved away, or
    /// that is gone. Null where none did.
    /// </summary>
    public static async Task<AppEntry?> FindBearerAsync(
        this DashboardDbContext context, string resourceId, Moment moment, CancellationToken cancellationToken)
    {
        var (key, at) = (ResourceIds.Key(resourceId), moment.At);
        var former = await context.FormerIds
            .Where(f => f.ResourceIdKey == key && f.ValidFrom <= at)
            .OrderByDescending(f => f.ValidTo)
            .FirstOrDefaultAsync(cancellationToken);
        // What came to bear it only later, by a move of its own, bore another id then.
        var app = await context.Apps
            .Where(a => a.ResourceIdKey == key && a.FirstSeen <= at && !context.FormerIds.Any(f => f.AppId == a.AppId && f.ValidTo > at))
            .OrderByDescending(a => a.Generation)
            .FirstOrDefaultAsync(cancellationToken);
        if (former is null || (app is not null && former.ValidTo <= at && !(app.DecommissionedAt <= former.ValidTo))) return app;
        return await context.Apps.SingleAsync(a => a.AppId == former.AppId, cancellationToken);
    }
}
