using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>What mutual TLS has caused: the upgrades that the history has, and what they cost.</summary>
public sealed class RealisedCostsQuery
{
    private readonly IDbContextFactory<DashboardDbContext> _factory;
    private readonly TimeProvider _clock;
    private readonly CurrentCosts _current;

    /// <summary>Made by the services of the storage.</summary>
    internal RealisedCostsQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCosts current) =>
        (_factory, _clock, _current) = (factory, clock, current);

    /// <summary>The twelve months that end with the one of the moment.</summary>
    public Task<RealisedAnswer> YearAsync(DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var last = CostMonth.Of(asOf ?? _clock.GetUtcNow());
        // The calendar's first month has none before it.
        var first = (last.Year, last.Month) is (1, < 12) ? new CostMonth(1, 1) : last.Plus(-11);
        return RunAsync(first, last, asOf, cancellationToken);
    }

    /// <summary>The months from one to another, both included. <paramref name="asOf"/> null means now.</summary>
    public async Task<RealisedAnswer> RunAsync(CostMonth first, CostMonth last, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await _factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var moment = await Moment.ReadAsync(context, asOf, _clock, cancellationToken);
        if (moment.Run is null) return new RealisedAnswer(first, last, [], moment.AsOf, null);
        var facts = await _current.ReadAsync(context, cancellationToken);
        var upgraded = await _current.UpgradedAsync(context, cancellationToken);
        // As the costs of the present month are: as of the newest run.
        var at = moment.IsCurrent ? UnixTime.Of(moment.Run.RunTime) : moment.At;
        var prices = facts.PricesAt(at);
        var plans = upgraded.Select(p => Realised(p, facts, prices, first, last, at)).OfType<RealisedPlan>();
        return new RealisedAnswer(first, last, [.. plans], moment.AsOf, moment.Run);
    }

    // Null where nobody asked for the upgrade.
    private static RealisedPlan? Realised(UpgradedPlan plan, CostFacts facts, PriceBook prices, CostMonth first, CostMonth last, long at)
    {
        var sizes = plan.Plan.SizesAt(at);
        var failures = plan.StaysAt(at, a => a.InScope && a.Failed);
        var upgrades = CausedByMtls.Upgrades(sizes, failures);
        if (upgrades.Count == 0) return null;
        var (stays, needed) = (plan.StaysAt(at, _ => true), plan.StaysAt(at, a => a.InScope));
        var currency = facts.CurrencyOf(plan.Plan.Plan.SubscriptionId, at);
        var months = new List<RealisedCost>();
        for (var month = first; month <= last; month = month.Plus(1))
        {
            var cost = CausedByMtls.Realised(month, UnixTime.From(at), sizes, stays, needed, failures, prices, currency);
            if (cost is not null) months.Add(cost);
        }

        return new RealisedPlan(plan.Plan.Plan.ResourceId, currency, upgrades, months);
    }
}
