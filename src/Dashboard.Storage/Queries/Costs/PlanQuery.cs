using Dashboard.Core.Costs;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>The App Service plans at a moment, with their costs of a month.</summary>
public sealed class PlanQuery
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly TimeProvider _clock;
    private readonly CurrentCosts _current;

    /// <summary>Made by the services of the storage.</summary>
    internal PlanQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCosts current) =>
        (_factory, _clock, _current) = (factory, clock, current);

    /// <summary>The plans that are there at the moment, and those that have a cost of the month; by name.</summary>
    public async Task<PlansAnswer> RunAsync(CostMonth month, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (moment.Run is null) return new PlansAnswer(month, [], moment.AsOf, null);
        var facts = await _current.ReadAsync(context, cancellationToken);
        var ledger = await _current.MonthAsync(context, month, moment, cancellationToken);
        var costs = ledger.Plans.ToDictionary(p => p.Plan.Plan.PlanId, p => p.Cost);
        var apps = await _current.AppsByPlanAsync(context, moment, cancellationToken);
        var names = await NamesAsync(context, cancellationToken);
        var items = facts.Plans.Where(p => p.Plan.FirstSeen <= moment.At && (p.StateAt(moment.At) is not null || costs.ContainsKey(p.Plan.PlanId)))
            .Select(p => Item(p, moment, costs.GetValueOrDefault(p.Plan.PlanId), apps, names))
            .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.ResourceId, StringComparer.OrdinalIgnoreCase);
        return new PlansAnswer(month, [.. items], moment.AsOf, moment.Run);
    }

    /// <summary>One plan with its costs of the months from one to another; null where it is not known.</summary>
    public async Task<PlanDetail?> FindAsync(
        string resourceId, CostMonth first, CostMonth last, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        var facts = await _current.ReadAsync(context, cancellationToken);
        if (facts.Find(resourceId) is not { } plan || plan.Plan.FirstSeen > moment.At) return null;
        var costs = new List<PlanMonthCost>();
        PlanLedger? newest = null;
        for (var month = first; month <= last; month = month.Plus(1))
        {
            newest = await (await _current.SplitAsync(context, month, moment, cancellationToken)).OfPlanAsync(context, plan, cancellationToken);
            if (newest is not null) costs.Add(newest.Cost);
        }

        var item = Item(plan, moment, newest?.Cost, await _current.AppsByPlanAsync(context, moment, cancellationToken), await NamesAsync(context, cancellationToken));
        return new PlanDetail(item, plan.SizesAt(moment.At), costs, await PartsAsync(context, newest, moment, cancellationToken), moment.AsOf, moment.Run);
    }

    private static async Task<IReadOnlyList<PlanAppCost>> PartsAsync(
        DashboardDbContext context, PlanLedger? ledger, Moment moment, CancellationToken cancellationToken)
    {
        if (ledger is null) return [];
        var until = Math.Min(UnixTime.Of(ledger.Cost.Month.End), moment.At + 1);
        var ids = await MonthLedger.ReadIdsAsync(context, ledger.Apps, until, cancellationToken);
        return
        [
            .. ledger.Parts.Where(p => p.AppId is not null).Select(p => new PlanAppCost(ids[p.AppId!.Value], p.Currency, p.Minor))
                .OrderByDescending(p => p.Minor).ThenBy(p => p.ResourceId, StringComparer.Ordinal),
        ];
    }

    /// <summary>Reads the apps at a moment by the folded id of their plan.</summary>
    internal static async Task<ILookup<string, PlanApp>> AppsByPlanAsync(DashboardDbContext context, Moment moment, CancellationToken cancellationToken)
    {
        var rows = await context.StatesAt(moment).Where(s => s.PlanId != null)
            .Join(context.Apps, s => s.AppId, a => a.AppId, (s, a) => new { a.AppId, a.ResourceId, s.PlanId, s.Stopped, s.InScope, s.Verdict, s.Tier })
            .ToListAsync(cancellationToken);
        // An app that moved since then bore another id.
        var at = moment.At;
        var former = await context.FormerIds.Where(f => f.ValidFrom <= at && f.ValidTo > at)
            .ToDictionaryAsync(f => f.AppId, f => f.ResourceId, cancellationToken);
        return rows.ToLookup(
            r => ResourceIds.Key(r.PlanId!),
            r => new PlanApp(r.AppId, former.GetValueOrDefault(r.AppId, r.ResourceId), r.Stopped, r.InScope == true, r.Verdict, r.PlanId!, r.Tier), StringComparer.Ordinal);
    }

    private static Task<Dictionary<string, string>> NamesAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        context.Subscriptions.ToDictionaryAsync(s => s.SubscriptionId, s => s.Name, StringComparer.OrdinalIgnoreCase, cancellationToken);

    private static PlanItem Item(
        PlanFacts plan, Moment moment, PlanMonthCost? cost, ILookup<string, PlanApp> apps, Dictionary<string, string> names)
    {
        var (state, here) = (plan.LastStateBy(moment.At), apps[plan.Plan.ResourceIdKey].ToList());
        return new PlanItem
        {
            ResourceId = plan.Plan.ResourceId,
            Name = plan.Plan.Name,
            SubscriptionId = plan.Plan.SubscriptionId,
            SubscriptionName = names.GetValueOrDefault(plan.Plan.SubscriptionId, plan.Plan.SubscriptionId),
            ResourceGroup = plan.Plan.ResourceGroup,
            Region = state?.Region,
            Tier = state?.Tier,
            SkuName = state?.SkuName,
            Capacity = state?.Capacity,
            IsLinux = state?.IsLinux ?? false,
            Exists = plan.StateAt(moment.At) is not null,
            Apps = here.Count,
            RunningApps = here.Count(a => !a.Stopped),
            InScope = here.Count(a => a.InScope),
            Enforced = here.Count(a => a.InScope && a.Verdict == Verdict.Enforced),
            Cost = cost,
        };
    }
}

/// <summary>An app on a plan.</summary>
internal readonly record struct PlanApp(long AppId, string ResourceId, bool Stopped, bool InScope, Verdict Verdict, string PlanId, string? Tier);
