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
    private IReadOnlyDictionary<long, CurrencyAmount>? _ofApps;

    /// <summary>
    /// What each app has of the month's costs, by its number. An app that was on a plan of unknown cost has no known cost, whatever is known
    /// of its other plans, and one that was billed in two currencies has no one cost: neither is in it.
    /// </summary>
    public IReadOnlyDictionary<long, CurrencyAmount> OfApps => _ofApps ??= AppCosts();

    /// <summary>Makes the ledger of a month as it was known at a moment.</summary>
    public static async Task<MonthLedger> ReadAsync(
        DashboardDbContext context, CostFacts facts, CostMonth month, Moment moment, CancellationToken cancellationToken)
    {
        var stays = await StaysAsync(context, month, moment, cancellationToken);
        var prices = facts.PricesAt(moment.At);
        var plans = new List<PlanLedger>();
        foreach (var plan in facts.Plans)
        {
            var here = stays.GetValueOrDefault(plan.Plan.ResourceIdKey);
            IReadOnlyList<AppStay> apps = here is null ? [] : here.ConvertAll(s => s.Stay);
            if (facts.CostOf(plan, month, moment.At, prices, apps) is not { } cost) continue;
            plans.Add(new PlanLedger(plan, cost, Split(cost, moment, apps, here), here is null ? [] : [.. here.Select(s => s.AppId).Distinct()]));
        }

        return new MonthLedger(month, plans);
    }

    /// <summary>The ARM ids, folded, that apps bore just before <paramref name="until"/>; of all apps where none is named.</summary>
    public static async Task<Dictionary<long, string>> ReadIdsAsync(
        DashboardDbContext context, IReadOnlyCollection<long>? apps, long until, CancellationToken cancellationToken)
    {
        var wanted = apps is null ? context.Apps : context.Apps.Where(a => apps.Contains(a.AppId));
        var ids = await wanted.Select(a => new { a.AppId, a.ResourceIdKey }).ToDictionaryAsync(a => a.AppId, a => a.ResourceIdKey, cancellationToken);
        foreach (var (app, id) in await FormerAsync(context, until, cancellationToken))
            if (ids.ContainsKey(app)) ids[app] = id;
        return ids;
    }

    private static Task<Dictionary<long, string>> FormerAsync(DashboardDbContext context, long until, CancellationToken cancellationToken) =>
        context.FormerIds.Where(f => f.ValidFrom < until && f.ValidTo >= until).ToDictionaryAsync(f => f.AppId, f => f.ResourceIdKey, cancellationToken);

    private Dictionary<long, CurrencyAmount> AppCosts()
    {
        // By hand: grouping an estate of 100,000 apps would take more room than its costs do.
        var unknown = Plans.Where(p => p.IsUnknown).SelectMany(p => p.Apps).ToHashSet();
        var costs = new Dictionary<long, CurrencyAmount>();
        foreach (var part in Plans.SelectMany(p => p.Parts))
        {
            if (part.AppId is not { } app || unknown.Contains(app)) continue;
            if (!costs.TryGetValue(app, out var sum)) costs.Add(app, new CurrencyAmount(part.Currency, part.Minor));
            else if (sum.Currency == part.Currency) costs[app] = sum with { Minor = sum.Minor + part.Minor };
            else unknown.Add(app);
        }

        foreach (var app in unknown) costs.Remove(app);
        return costs;
    }

    private static List<LedgerPart> Split(PlanMonthCost cost, Moment moment, IReadOnlyList<AppStay> stays, List<(AppStay Stay, long AppId)>? apps)
    {
        // Of two apps that had one id after each other the later one has it now.
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (stay, app) in apps ?? []) ids[stay.ResourceId] = Math.Max(app, ids.GetValueOrDefault(stay.ResourceId));
        var parts = new List<LedgerPart>();
        foreach (var amount in cost.Amounts)
        {
            var split = CostAllocation.Split(amount.Minor, cost.Month, UnixTime.From(moment.At), stays);
            parts.AddRange(split.Apps.Select(a => new LedgerPart(ids[a.ResourceId], amount.Currency, a.Minor)));
            if (split.Apps.Count == 0) parts.Add(new LedgerPart(null, amount.Currency, split.UnallocatedMinor));
        }

        return parts;
    }

    /// <summary>
    /// Who was on which plan within the month, by the plan's folded id. Each app goes by the id that it bore at the end: a later move must
    /// not part it from a slot that did not see it, nor change who comes first of two that are alike.
    /// </summary>
    private static async Task<Dictionary<string, List<(AppStay Stay, long AppId)>>> StaysAsync(
        DashboardDbContext context, CostMonth month, Moment moment, CancellationToken cancellationToken)
    {
        var (from, at) = (UnixTime.Of(month.Start), moment.At);
        var until = Math.Min(UnixTime.Of(month.End), at + 1);
        var rows = context.AppStates.Where(s => s.ValidFrom < until && s.ValidTo > from && s.PlanId != null)
            .Join(context.Apps, s => s.AppId, a => a.AppId, (s, a) => new { a.AppId, a.ResourceIdKey, s.PlanId, s.ValidFrom, s.ValidTo });
        var former = await FormerAsync(context, until, cancellationToken);
        var stays = new Dictionary<string, List<(AppStay, long)>>(StringComparer.OrdinalIgnoreCase);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var key = row.PlanId!.TrimEnd('/');
            if (!stays.TryGetValue(key, out var list)) stays.Add(key, list = []);
            DateTimeOffset? to = row.ValidTo == UnixTime.Open ? null : UnixTime.From(row.ValidTo);
            list.Add((new AppStay(former.GetValueOrDefault(row.AppId, row.ResourceIdKey), UnixTime.From(row.ValidFrom), to), row.AppId));
        }

        return stays;
    }
}
