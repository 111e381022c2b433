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

    /// <summary>The app that bore an id last before it moved away; null where none did.</summary>
    public static async Task<AppEntry?> FindFormerAsync(
        this DashboardDbContext context, string resourceId, Moment moment, CancellationToken cancellationToken)
    {
        var (key, at) = (ResourceIds.Key(resourceId), moment.At);
        return await context.FormerIds
            .Where(f => f.ResourceIdKey == key && f.ValidFrom <= at)
            .OrderByDescending(f => f.ValidTo)
            .Join(context.Apps, f => f.AppId, a => a.AppId, (former, app) => new { former.ValidTo, App = app })
            .OrderByDescending(r => r.ValidTo)
            .Select(r => r.App)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
