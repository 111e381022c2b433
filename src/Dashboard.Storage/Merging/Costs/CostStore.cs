using Dashboard.Core.Costs.Collection;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging.Costs;

/// <summary>What the collector must know of plans and costs before its own run.</summary>
internal sealed class CostStore(IDbContextFactory<DashboardDbContext> factory) : ICostStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredPlan>> ReadPlansAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await context.PlanStates.Where(s => s.ValidTo == UnixTime.Open)
            .Join(context.Plans, s => s.PlanId, p => p.PlanId, (state, plan) => new { state, plan })
            .OrderBy(r => r.plan.PlanId).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new StoredPlan(r.plan.PlanId, r.state.ToState(r.plan), UnixTime.From(r.plan.FirstSeen)))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CostMark>> ReadCostMarksAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await context.CostReads.ToListAsync(cancellationToken);
        return [.. rows.Select(r => new CostMark(r.Source, r.SubscriptionId, CostMapping.Month(r.Month), UnixTime.From(r.LastRead), r.FinalRead is not null))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PriceMark>> ReadPriceMarksAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await context.PriceReads.ToListAsync(cancellationToken);
        return [.. rows.Select(r => new PriceMark(r.Region, r.Currency, UnixTime.From(r.LastRead)))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ReadCurrenciesAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.PlanCosts.Where(c => c.ValidTo == UnixTime.Open).Select(c => c.Currency).Distinct().ToListAsync(cancellationToken);
    }
}
