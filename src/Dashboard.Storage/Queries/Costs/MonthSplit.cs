using System.Collections.Concurrent;
using Dashboard.Core.Costs;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>
/// A month of costs as it was known at a moment, split plan by plan as plans are asked for. What was split is kept: a page of apps costs
/// what the plans of its apps do, and a whole month nothing twice.
/// </summary>
internal sealed class MonthSplit
{
    /// <summary>Apps whose ids are in memory together.</summary>
    private const int AppsAtOnce = 500;

    private readonly ConcurrentDictionary<long, PlanLedger?> _ledgers = [];
    private readonly CostFacts _facts;
    private readonly CostMonth _month;
    private readonly long _at;
    private readonly MonthStays _stays;
    private readonly Lazy<PriceBook> _prices;
    private volatile MonthLedger? _whole;

    private MonthSplit(CostFacts facts, CostMonth month, long at, MonthStays stays) =>
        (_facts, _month, _at, _stays, _prices) = (facts, month, at, stays, new Lazy<PriceBook>(() => facts.PricesAt(at)));

    /// <summary>Begins with the month as it was known at a moment.</summary>
    public static async Task<MonthSplit> ReadAsync(
        DashboardDbContext context, CostFacts facts, CostMonth month, long at, CancellationToken cancellationToken) =>
        new(facts, month, at, await MonthStays.ReadAsync(context, facts, month, at, cancellationToken));

    /// <summary>All plans of the month.</summary>
    public async Task<MonthLedger> WholeAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        _whole ??= new MonthLedger(_month, await LedgersAsync(context, _facts.Plans, cancellationToken));

    /// <summary>The part of one plan; null where it was not there and has no cost.</summary>
    public async Task<PlanLedger?> OfPlanAsync(DashboardDbContext context, PlanFacts plan, CancellationToken cancellationToken) =>
        (await LedgersAsync(context, [plan], cancellationToken)).SingleOrDefault();

    /// <summary>
    /// What apps have of the month's costs, by number. An app that was on a plan of unknown cost has no known cost, whatever is known of its
    /// other plans, and one that was billed in two currencies has no one cost: neither is in it.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, CurrencyAmount>> OfAppsAsync(
        DashboardDbContext context, IReadOnlyCollection<long> apps, CancellationToken cancellationToken)
    {
        var wanted = apps.ToHashSet();
        var plans = wanted.SelectMany(a => _stays.Of(a)).Select(s => s.PlanId).Distinct().Select(_facts.Plan).ToList();
        var ledgers = await LedgersAsync(context, plans, cancellationToken);
        var unknown = ledgers.Where(p => p.IsUnknown).SelectMany(p => p.Apps).ToHashSet();
        var costs = new Dictionary<long, CurrencyAmount>();
        foreach (var part in ledgers.SelectMany(p => p.Parts))
        {
            if (part.AppId is not { } app || !wanted.Contains(app) || unknown.Contains(app)) continue;
            if (!costs.TryGetValue(app, out var sum)) costs.Add(app, new CurrencyAmount(part.Currency, part.Minor));
            else if (sum.Currency == part.Currency) costs[app] = sum with { Minor = sum.Minor + part.Minor };
            else unknown.Add(app);
        }

        foreach (var app in unknown) costs.Remove(app);
        return costs;
    }

    // In the order of the plans; those without a cost are left out.
    private async Task<IReadOnlyList<PlanLedger>> LedgersAsync(
        DashboardDbContext context, IReadOnlyList<PlanFacts> plans, CancellationToken cancellationToken)
    {
        var (waiting, apps) = (new List<PlanFacts>(), new HashSet<long>());
        foreach (var plan in plans)
        {
            if (_ledgers.ContainsKey(plan.Plan.PlanId)) continue;
            waiting.Add(plan);
            foreach (var stay in _stays.On(plan.Plan.PlanId)) apps.Add(stay.AppId);
            if (apps.Count < AppsAtOnce) continue;
            await SplitAsync(context, waiting, apps, cancellationToken);
            waiting.Clear();
            apps.Clear();
        }

        await SplitAsync(context, waiting, apps, cancellationToken);
        return [.. plans.Select(p => _ledgers[p.Plan.PlanId]).OfType<PlanLedger>()];
    }

    private async Task SplitAsync(
        DashboardDbContext context, List<PlanFacts> plans, HashSet<long> apps, CancellationToken cancellationToken)
    {
        var ids = apps.Count == 0 ? [] : await IdsOfAsync(context, apps, cancellationToken);
        foreach (var plan in plans) _ledgers[plan.Plan.PlanId] = Split(plan, ids);
    }

    /// <summary>
    /// Each app goes by the id that it bore at the month's end: a later move must not part it from a slot that did not see it, nor change who
    /// comes first of two that are alike.
    /// </summary>
    private Task<Dictionary<long, string>> IdsOfAsync(DashboardDbContext context, HashSet<long> apps, CancellationToken cancellationToken) =>
        MonthLedger.ReadIdsAsync(context, [.. apps], Math.Min(UnixTime.Of(_month.End), _at + 1), cancellationToken);

    private PlanLedger? Split(PlanFacts plan, Dictionary<long, string> ids)
    {
        var here = _stays.On(plan.Plan.PlanId);
        var stays = here.Select(s => new AppStay(ids[s.AppId], UnixTime.From(s.From), s.To == UnixTime.Open ? null : UnixTime.From(s.To))).ToList();
        if (_facts.CostOf(plan, _month, _at, _prices.Value, stays) is not { } cost) return null;
        return new PlanLedger(plan, cost, Parts(cost, stays, here), [.. here.Select(s => s.AppId).Distinct()]);
    }

    private LedgerPart[] Parts(PlanMonthCost cost, List<AppStay> stays, ArraySegment<PlanStay> here)
    {
        // Of two apps that had one id after each other the later one has it now.
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (stay, app) in stays.Zip(here, (s, h) => (s, h.AppId)))
            numbers[stay.ResourceId] = Math.Max(app, numbers.GetValueOrDefault(stay.ResourceId));
        var parts = new List<LedgerPart>();
        foreach (var amount in cost.Amounts)
        {
            var split = CostAllocation.Split(amount.Minor, _month, UnixTime.From(_at), stays);
            parts.AddRange(split.Apps.Select(a => new LedgerPart(numbers[a.ResourceId], amount.Currency, a.Minor)));
            if (split.Apps.Count == 0) parts.Add(new LedgerPart(null, amount.Currency, split.UnallocatedMinor));
        }

        return [.. parts];
    }
}
