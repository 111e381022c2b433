using Dashboard.Core.Costs;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Findings;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>
/// What plans cost, by month and by what they and their apps are. Under a filter of apps only their parts count, each app as it was at the
/// end of the month (or where it had left by then, as it was last); without one whole plans do, with what no app can be given.
/// </summary>
public sealed class CostQuery
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly TimeProvider _clock;
    private readonly CurrentCosts _current;

    /// <summary>Made by the services of the storage.</summary>
    internal CostQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCosts current) =>
        (_factory, _clock, _current) = (factory, clock, current);

    /// <summary>The months from one to another, both included. <paramref name="asOf"/> null means now.</summary>
    public async Task<CostTrendAnswer> TrendAsync(
        AppFilter apps, CostMonth first, CostMonth last, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        var months = new List<CostMonthFigures>();
        for (var month = first; moment.Run is not null && month <= last; month = month.Plus(1))
        {
            var ledger = await _current.MonthAsync(context, month, moment, cancellationToken);
            var matching = await MatchingAsync(context, apps, month, moment, cancellationToken);
            months.Add(Figures(ledger, matching));
        }

        return new CostTrendAnswer(months, moment.AsOf, moment.Run);
    }

    /// <summary>A month by a dimension.</summary>
    public async Task<CostGroupsAnswer> ByAsync(
        CostDimension dimension, AppFilter apps, CostMonth month, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (moment.Run is null) return new CostGroupsAnswer(month, [], moment.AsOf, null);
        var ledger = await _current.MonthAsync(context, month, moment, cancellationToken);
        var matching = await MatchingAsync(context, apps, month, moment, cancellationToken);
        var end = await EndOfAsync(context, month, moment, cancellationToken);
        var values = await CostValues.ReadAsync(context, dimension, end, cancellationToken);
        var groups =
            from plan in ledger.Plans
            from part in plan.Parts
            where matching is null || (part.AppId is { } app && matching.Contains(app))
            let value = values.Of(plan, part)
            group (plan, part) by (value, part.Currency) into g
            let amount = Amount(g.Key.Currency, g)
            orderby g.Key.Currency, amount.Minor descending, g.Key.value
            select new CostGroup(
                g.Key.value ?? "", g.Key.value is null ? "No app" : values.LabelOf(g.Key.value), amount,
                g.Where(x => x.part.AppId is not null).DistinctBy(x => x.part.AppId).Count(),
                g.DistinctBy(x => x.plan.Plan.Plan.PlanId).Count(), g.Key.value is null);
        return new CostGroupsAnswer(month, [.. groups], moment.AsOf, moment.Run) { Unknown = Unknown(ledger, matching, values) };
    }

    /// <summary>
    /// What apps have of a month's costs, by the ARM id that they bear at the moment, folded; an app without a part, or with one that is
    /// unknown, is not in it. Nor is a slot that rode with its app all the time.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, PlanAppCost>> OfAppsAsync(
        IReadOnlyCollection<string> resourceIds, CostMonth month, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (moment.Run is null) return new Dictionary<string, PlanAppCost>();
        var (keys, at) = (resourceIds.Select(ResourceIds.Key).Distinct(StringComparer.Ordinal).ToArray(), moment.At);
        var now = await context.Apps
            .Where(a => keys.Contains(a.ResourceIdKey) && a.FirstSeen <= at && !context.FormerIds.Any(f => f.AppId == a.AppId && f.ValidTo > at))
            .OrderBy(a => a.Generation).Select(a => new { a.ResourceIdKey, a.AppId }).ToListAsync(cancellationToken);
        var then = await context.FormerIds.Where(f => keys.Contains(f.ResourceIdKey) && f.ValidFrom <= at && f.ValidTo > at)
            .Select(f => new { f.ResourceIdKey, f.AppId }).ToListAsync(cancellationToken);
        var found = new Dictionary<string, PlanAppCost>(StringComparer.Ordinal);
        // Of several that had one id after each other the last one has it; none of an earlier one's cost is its own.
        var last = now.Concat(then).GroupBy(a => a.ResourceIdKey).Select(g => g.Last()).ToList();
        var split = await _current.SplitAsync(context, month, moment, cancellationToken);
        var costs = await split.OfAppsAsync(context, [.. last.Select(a => a.AppId)], cancellationToken);
        foreach (var app in last)
        {
            if (costs.TryGetValue(app.AppId, out var cost)) found.Add(app.ResourceIdKey, new PlanAppCost(app.ResourceIdKey, cost.Currency, cost.Minor));
        }

        return found;
    }

    /// <summary>The same by the app's number in the history, to be read as apps are asked for.</summary>
    public async Task<AppCosts> OpenAsync(CostMonth month, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        return new AppCosts(_factory, moment.Run is null ? null : await _current.SplitAsync(context, month, moment, cancellationToken));
    }

    private static List<UnknownCostGroup> Unknown(MonthLedger ledger, HashSet<long>? matching, CostValues values)
    {
        var groups =
            from plan in ledger.Plans
            where plan.IsUnknown
            from part in Holders(plan)
            where matching is null || (part.AppId is { } app && matching.Contains(app))
            group (plan, part) by values.Of(plan, part) into g
            orderby g.Key
            select new UnknownCostGroup(
                g.Key ?? "", g.Key is null ? "No app" : values.LabelOf(g.Key),
                g.Where(x => x.part.AppId is not null).DistinctBy(x => x.part.AppId).Count(),
                g.DistinctBy(x => x.plan.Plan.Plan.PlanId).Count(), g.Key is null);
        return [.. groups];
    }

    // Who would have a part of an unknown cost: the apps that were on the plan, else nobody.
    private static IEnumerable<LedgerPart> Holders(PlanLedger plan) => plan.Apps.Count == 0
        ? [new LedgerPart(null, "", 0)]
        : plan.Apps.Select(a => new LedgerPart(a, "", 0));

    private static CostMonthFigures Figures(MonthLedger ledger, HashSet<long>? matching)
    {
        var plans = matching is null
            ? ledger.Plans
            : [.. ledger.Plans.Where(p => p.Parts.Any(x => x.AppId is { } app && matching.Contains(app)) || (p.IsUnknown && Touches(p, matching)))];
        var amounts =
            from plan in plans
            from part in plan.Parts
            where matching is null || (part.AppId is { } app && matching.Contains(app))
            group (plan, part) by part.Currency into g
            orderby g.Key
            select Amount(g.Key, g);
        return new CostMonthFigures(
            ledger.Month, [.. amounts], plans.Count, plans.Count(p => p.IsUnknown), plans.Any(p => p.Cost.IsPreliminary));
    }

    private static bool Touches(PlanLedger plan, HashSet<long> matching) => plan.Apps.Any(matching.Contains);

    private static CostAmount Amount(string currency, IEnumerable<(PlanLedger Plan, LedgerPart Part)> parts)
    {
        long all = 0, estimated = 0, preliminary = 0, unallocated = 0;
        foreach (var (plan, part) in parts)
        {
            all += part.Minor;
            if (plan.Cost.Source == CostSource.ListPrice) estimated += part.Minor;
            if (plan.Cost.IsPreliminary) preliminary += part.Minor;
            if (part.AppId is null) unallocated += part.Minor;
        }

        return new CostAmount(currency, all, estimated, preliminary, unallocated);
    }

    /// <summary>The last moment of a month that the moment asked for knows.</summary>
    private async Task<Moment> EndOfAsync(DashboardDbContext context, CostMonth month, Moment moment, CancellationToken cancellationToken) =>
        UnixTime.From(moment.At) < month.End
            ? moment
            : await Moment.ReadAsync(context, month.End.AddMilliseconds(-1), _clock, cancellationToken);

    private async Task<HashSet<long>?> MatchingAsync(
        DashboardDbContext context, AppFilter apps, CostMonth month, Moment moment, CancellationToken cancellationToken)
    {
        if (apps.IsAny) return null;
        var end = await EndOfAsync(context, month, moment, cancellationToken);
        if (end.Run is null) return [];
        var live = await context.StatesAt(end).Matching(apps, context, end.At).Select(s => s.AppId).ToListAsync(cancellationToken);
        var gone = await context.LastStatesAt(end).MatchingAtLast(apps, context).Select(s => s.AppId).ToListAsync(cancellationToken);
        return [.. live, .. gone];
    }
}
