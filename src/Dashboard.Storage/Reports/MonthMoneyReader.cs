using Dashboard.Core.Costs;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Core.Reports;
using Dashboard.Storage.Queries.Costs;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Reports;

/// <summary>Reads money as it is told where another currency was the default: the setting of today must not move a figure of then.</summary>
internal sealed class MonthMoneySources(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCosts current, DefaultCurrency currency)
{
    /// <summary>A reader with a default currency.</summary>
    public MonthMoneyReader In(string code)
    {
        var costs = code == currency.Code ? current : new CurrentCosts(new DefaultCurrency(code));
        return new MonthMoneyReader(new CostQuery(factory, clock, costs), new UnlockCostsQuery(factory, clock, costs));
    }
}

/// <summary>What a month cost, for apps that enforce mutual TLS and for those that do not, and what unlocking would have cost at its end.</summary>
internal sealed class MonthMoneyReader(CostQuery costs, UnlockCostsQuery unlock)
{
    private static readonly AppFilter Covered = new() { InScope = [ScopeChoice.Yes], Stopped = false, Verdict = [Verdict.Enforced] };

    private static readonly AppFilter NotCovered = Covered with
    {
        Verdict = [Verdict.Gaps, Verdict.NotEnforced, Verdict.Unsupported, Verdict.Unknown],
    };

    /// <summary>The costs as they were known at a moment.</summary>
    public async Task<(List<MonthCosts> Costs, MonthCostPlans Plans)> CostsAsync(
        CostMonth month, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        var all = await costs.TrendAsync(AppFilter.Any, month.Plus(-1), month, knownAt, cancellationToken);
        var enforced = await OfAsync(Covered);
        var open = await OfAsync(NotCovered);
        var (before, now) = (all.Months[0], all.Months[^1]);
        var sums = now.Amounts.Select(a => new MonthCosts
        {
            Currency = a.Currency,
            Minor = a.Minor,
            EstimatedMinor = a.EstimatedMinor,
            PreliminaryMinor = a.PreliminaryMinor,
            UnallocatedMinor = a.UnallocatedMinor,
            EnforcedMinor = Of(enforced, a.Currency) ?? 0,
            NotEnforcedMinor = Of(open, a.Currency) ?? 0,
            BeforeMinor = Of(before, a.Currency),
        });
        return ([.. sums], new MonthCostPlans(now.Plans, now.UnknownPlans, now.IsPreliminary));

        async Task<CostMonthFigures> OfAsync(AppFilter apps) => (await costs.TrendAsync(apps, month, month, knownAt, cancellationToken)).Months[0];
    }

    /// <summary>What single apps cost in the month, as it was known at a moment.</summary>
    public Task<AppCosts> OfAppsAsync(CostMonth month, DateTimeOffset knownAt, CancellationToken cancellationToken) =>
        costs.OpenAsync(month, knownAt, cancellationToken);

    /// <summary>What unlocking costs at a moment.</summary>
    public async Task<List<MonthUnlock>> UnlockAsync(decimal target, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var answer = await unlock.RunAsync(target, asOf, cancellationToken);
        return [.. answer.Unlock.Sums.Select(s => new MonthUnlock(s.Currency, s.KnownMonthlyMinor, s.Upgraded + s.Moved, s.Unknown))];
    }

    private static long? Of(CostMonthFigures figures, string currency) =>
        figures.Amounts.Where(a => a.Currency == currency).Select(a => (long?)a.Minor).SingleOrDefault();
}
