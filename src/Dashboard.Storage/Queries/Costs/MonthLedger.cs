using Dashboard.Core.Costs;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>A plan's cost of a month, split.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Parts">The parts in each currency.</param>
/// <param name="Apps">The apps that were on it in the month, also where its cost is unknown.</param>
internal sealed record PlanLedger(PlanFacts Plan, PlanMonthCost Cost, IReadOnlyList<LedgerPart> Parts, IReadOnlyList<long> Apps)
{
    /// <summary>True where its cost of the month is not known.</summary>
    public bool IsUnknown => Cost.Source == CostSource.Unknown;
}

/// <summary>A part of a plan's cost. Without ARM ids: months of a large estate are held, and its ids would take ten times the room.</summary>
/// <param name="AppId">The app's number in the history; null for what no app can be given.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Minor">Whole minor units.</param>
internal readonly record struct LedgerPart(long? AppId, string Currency, long Minor);

/// <summary>A month: each plan that was there or has a cost, with its cost split over the apps that were on it.</summary>
/// <param name="Month">The month.</param>
/// <param name="Plans">By id.</param>
internal sealed record MonthLedger(CostMonth Month, IReadOnlyList<PlanLedger> Plans)
{
    /// <summary>The ARM ids, folded, that apps bore just before <paramref name="until"/>; of all apps where none is named.</summary>
    public static async Task<Dictionary<long, string>> ReadIdsAsync(
        DashboardDbContext context, IReadOnlyCollection<long>? apps, long until, CancellationToken cancellationToken)
    {
        var wanted = apps is null ? context.Apps : context.Apps.Where(a => apps.Contains(a.AppId));
        var ids = await wanted.Select(a => new { a.AppId, a.ResourceIdKey }).ToDictionaryAsync(a => a.AppId, a => a.ResourceIdKey, cancellationToken);
        var former = context.FormerIds.Where(f => f.ValidFrom < until && f.ValidTo >= until);
        if (apps is not null) former = former.Where(f => apps.Contains(f.AppId));
        await foreach (var id in former.Select(f => new { f.AppId, f.ResourceIdKey }).AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (ids.ContainsKey(id.AppId)) ids[id.AppId] = id.ResourceIdKey;
        return ids;
    }
}
