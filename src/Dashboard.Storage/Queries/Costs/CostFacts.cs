using Dashboard.Core.Costs;
using Dashboard.Core.Inventory;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>All that the history knows of plans, costs and prices, as one run left it. A past moment is asked of the same rows.</summary>
internal sealed class CostFacts
{
    private readonly Dictionary<(CostSource Source, string Subscription, int Month), CostReadRow> _reads;
    private readonly IReadOnlyList<ListPriceRow> _prices;
    private readonly Dictionary<string, PlanFacts> _byId;
    private readonly Dictionary<long, PlanFacts> _byNumber;
    private readonly string _currency;

    // Asked for again and again about one moment. Whoever asks about another meanwhile reckons its own.
    private volatile BilledIn? _billed;

    private CostFacts(
        long runId, IReadOnlyList<PlanFacts> plans, IReadOnlyList<CostReadRow> reads, IReadOnlyList<ListPriceRow> prices, string currency)
    {
        (RunId, Plans, _prices, _currency) = (runId, plans, prices, currency);
        _byId = plans.ToDictionary(p => p.Plan.ResourceIdKey, StringComparer.Ordinal);
        _byNumber = plans.ToDictionary(p => p.Plan.PlanId);
        _reads = reads.ToDictionary(r => (r.Source, r.SubscriptionId, r.Month));
    }

    /// <summary>The run that left it.</summary>
    public long RunId { get; }

    /// <summary>The plans, by id.</summary>
    public IReadOnlyList<PlanFacts> Plans { get; }

    /// <summary>The plan of a number.</summary>
    public PlanFacts Plan(long number) => _byNumber[number];

    /// <summary>The plan of an ARM id in any casing; null where it is not known.</summary>
    public PlanFacts? Find(string resourceId) => _byId.GetValueOrDefault(ResourceIds.Key(resourceId));

    /// <summary>The number of a plan by its ARM id in any casing; null where it is not known.</summary>
    public long? NumberOf(string resourceId) => Find(resourceId)?.Plan.PlanId;

    /// <summary>Reads them as the current transaction sees them.</summary>
    public static async Task<CostFacts> ReadAsync(DashboardDbContext context, long runId, string currency, CancellationToken cancellationToken)
    {
        var states = (await context.PlanStates.OrderBy(s => s.ValidFrom).ToListAsync(cancellationToken)).ToLookup(s => s.PlanId);
        var costs = (await context.PlanCosts.ToListAsync(cancellationToken)).ToLookup(c => c.PlanId);
        var plans = await context.Plans.ToListAsync(cancellationToken);
        return new CostFacts(
            runId,
            [.. plans.OrderBy(p => p.ResourceIdKey, StringComparer.Ordinal).Select(p => new PlanFacts(p, [.. states[p.PlanId]], [.. costs[p.PlanId]]))],
            await context.CostReads.ToListAsync(cancellationToken), await context.ListPrices.ToListAsync(cancellationToken), currency);
    }

    /// <summary>
    /// The currency in which a subscription is billed: that of the newest month of which a source told costs, as it was known at the moment,
    /// else the one of the settings. Of two at once the first by code: an estimate can be told in one only.
    /// </summary>
    public string CurrencyOf(string subscriptionId, long at)
    {
        var billed = _billed;
        if (billed?.At != at) _billed = billed = new BilledIn(at, BilledAt(at));
        return billed.Currencies.GetValueOrDefault(subscriptionId, _currency);
    }

    private Dictionary<string, string> BilledAt(long at)
    {
        var newest = new Dictionary<string, (int Month, string Currency)>(StringComparer.Ordinal);
        foreach (var plan in Plans)
        {
            foreach (var cost in plan.Costs.Where(c => c.ValidFrom <= at && at < c.ValidTo))
            {
                var known = newest.TryGetValue(plan.Plan.SubscriptionId, out var other);
                if (!known || cost.Month > other.Month || (cost.Month == other.Month && string.CompareOrdinal(cost.Currency, other.Currency) < 0))
                    newest[plan.Plan.SubscriptionId] = (cost.Month, cost.Currency);
            }
        }

        return newest.ToDictionary(n => n.Key, n => n.Value.Currency, StringComparer.Ordinal);
    }

    /// <summary>The list prices that were known at a moment, and the bundled ones of all places where plans are.</summary>
    public PriceBook PricesAt(long at)
    {
        var told = _prices.Where(p => p.ValidFrom <= at)
            .GroupBy(p => (p.Region, p.IsLinux, p.SkuName, p.Currency)).SelectMany(g => PriceHistory.Of(g, at));
        var places = Plans.SelectMany(p => p.States.Where(s => s.Region is not null).Select(s => (s.Region, CurrencyOf(p.Plan.SubscriptionId, at)))).Distinct();
        return new PriceBook(told.Concat(places.SelectMany(p => BundledPrices.Of(p.Region!, p.Item2))));
    }

    // Only the last reading is kept. Of a moment before it, it is known when the source said first what it said then.
    private static long LastReadBy(long at, CostReadRow? read, IEnumerable<PlanCostRow> rows) =>
        read is { LastRead: var last } && last <= at ? last : rows.Max(r => r.ValidFrom);

    /// <summary>The cost of a plan in a month that counts, as it was known at a moment; null where it has none.</summary>
    public PlanMonthCost? CostOf(PlanFacts plan, CostMonth month, long at, PriceBook prices, IReadOnlyList<AppStay> stays)
    {
        var rows = plan.CostsAt(month, at).ToList();
        var asOf = UnixTime.From(at);
        if (rows.Count == 0)
        {
            var estimate = PlanEstimate.Of(month, asOf, plan.SizesAt(at), stays, prices, CurrencyOf(plan.Plan.SubscriptionId, at));
            return CostChoice.Choose(plan.Plan.ResourceId, month, asOf, [], estimate);
        }

        var source = rows.Min(r => r.Source);
        var read = _reads.GetValueOrDefault((source, plan.Plan.SubscriptionId, CostMapping.Number(month)));
        var isFinal = read?.FinalRead is { } final && final <= at;
        return new PlanMonthCost(
            plan.Plan.ResourceIdKey, month, source,
            [.. rows.Where(r => r.Source == source).OrderBy(r => r.Currency, StringComparer.Ordinal).Select(r => new CurrencyAmount(r.Currency, r.Minor))],
            !isFinal, UnixTime.From(isFinal ? read!.FinalRead!.Value : LastReadBy(at, read, rows.Where(r => r.Source == source))), null);
    }

    private sealed record BilledIn(long At, IReadOnlyDictionary<string, string> Currencies);
}
