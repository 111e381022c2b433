using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries;

/// <summary>Where one tag would give most apps a value: resource groups or subscriptions by how many of their apps lack it.</summary>
public sealed class TagGainQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock)
{
    /// <summary>A page, from 1, most apps first. Only apps without a value that counts are looked at.</summary>
    public async Task<PagedList<TagGain>> RunAsync(
        AppFilter filter, TagKind kind, bool bySubscription, int page, int pageSize, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var skip = Paging.Skip(page, pageSize);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, clock, cancellationToken);
        if (moment.Run is null) return new PagedList<TagGain>([], 0, moment.AsOf, null);

        // An app that moved since then was in another group, and maybe in another subscription.
        var at = moment.At;
        var groups = await context.StatesAt(moment).Matching(filter, context, at).Matching(TagGaps.Of(kind), context, at)
            .Join(context.Apps, s => s.AppId, a => a.AppId, (s, a) => new { s.AppId, s.SubscriptionId, a.ResourceGroup, Unclassified = s.InScope == null })
            .LeftJoin(
                context.FormerIds.Where(f => f.ValidFrom <= at && f.ValidTo > at), s => s.AppId, f => f.AppId,
                (s, f) => new { s.SubscriptionId, ResourceGroup = f == null ? s.ResourceGroup : f.ResourceGroup, s.Unclassified })
            .GroupBy(r => new { r.SubscriptionId, r.ResourceGroup })
            .Select(g => new { g.Key.SubscriptionId, g.Key.ResourceGroup, Apps = g.Count(), Unclassified = g.Count(r => r.Unclassified) })
            .ToListAsync(cancellationToken);
        var names = await context.Subscriptions.ToDictionaryAsync(s => s.SubscriptionId, s => s.Name, StringComparer.OrdinalIgnoreCase, cancellationToken);

        // Azure's casing of group names wanders and means nothing.
        var gains = groups
            .GroupBy(g => (Subscription: ResourceIds.Key(g.SubscriptionId), Group: bySubscription ? null : ResourceIds.Key(g.ResourceGroup)))
            .Select(g => new TagGain(
                g.Key.Subscription, names.GetValueOrDefault(g.Key.Subscription, g.Key.Subscription),
                bySubscription ? null : g.First().ResourceGroup, g.Sum(r => r.Apps), g.Sum(r => r.Unclassified)))
            .OrderByDescending(g => g.Apps)
            .ThenBy(g => g.SubscriptionName, StringComparer.OrdinalIgnoreCase)
            .ThenBy(g => g.ResourceId, StringComparer.Ordinal)
            .ToList();
        return new PagedList<TagGain>([.. gains.Skip(skip).Take(pageSize)], gains.Count, moment.AsOf, moment.Run);
    }
}
