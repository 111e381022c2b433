using Dashboard.Core.Exceptions;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Exceptions;

/// <summary>What could be excepted on named apps at this moment, and whose apps they are.</summary>
public sealed class ExceptableAppsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>The apps of <paramref name="resourceIds"/> that are there now, in that order; ids compare without regard to case.</summary>
    public async Task<IReadOnlyList<ExceptableApp>> RunAsync(IReadOnlyList<string> resourceIds, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, null, clock, cancellationToken);
        if (moment.Run is null) return [];
        var keys = resourceIds.Select(ResourceIds.Key).Distinct().ToList();
        var states = await context.StatesAt(moment).Where(s => context.Apps.Any(a => a.AppId == s.AppId && keys.Contains(a.ResourceIdKey)))
            .Select(s => s.Id).ToListAsync(cancellationToken);
        var rows = await new AppRowLoader(context, moment).LoadAsync(states, withRules: true, cancellationToken);
        var taken = await TakenAsync(context, [.. rows.Select(r => r.AppId)], moment.At, cancellationToken);
        return
        [
            .. rows.OrderBy(r => keys.IndexOf(ResourceIds.Key(r.State.ResourceId))).Select(r => new ExceptableApp(
                new AppName(r.State.ResourceId, r.State.Name), r.State.Owner,
                [
                    .. r.State.Rules.Where(r.FailsWithoutException).OrderBy(o => o.Id, StringComparer.Ordinal)
                        .Select(o => new ExceptableRule(o.Id, o.Severity, taken.TryGetValue((r.AppId, o.Id), out var id) ? id : null)),
                ])),
        ];
    }

    /// <summary>The exceptions that are active, or asked for, on some apps.</summary>
    private static async Task<Dictionary<(long AppId, string RuleId), long>> TakenAsync(
        DashboardDbContext context, IReadOnlyList<long> apps, long at, CancellationToken cancellationToken)
    {
        var standing = context.ExceptionsAt(at)
            .Where(e => e.Status == ExceptionStatus.Approved || (e.Status == ExceptionStatus.Requested && e.Expires > at));
        var covers = await context.ExceptionCovers.Where(c => apps.Contains(c.AppId))
            .Join(standing, c => c.ExceptionId, e => e.Id, (c, e) => new { c.AppId, c.RuleId, e.Id }).ToListAsync(cancellationToken);
        return covers.GroupBy(c => (c.AppId, c.RuleId)).ToDictionary(g => g.Key, g => g.Min(c => c.Id));
    }
}
