using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Costs;

/// <summary>The currency of list prices where no cost tells a subscription's.</summary>
/// <param name="Code">ISO 4217.</param>
public sealed record DefaultCurrency(string Code);

/// <summary>
/// Holds what the newest run left of plans and costs, and the months that were split. It changes in merges only, so that the run's number
/// tells whether what is held is what the database says, whichever replica merged it.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class CurrentCosts(DefaultCurrency currency)
{
    private const int MostAnswers = 4;

    /// <summary>Months of past moments that are held: enough for a list and its next page.</summary>
    private const int MostPastMonths = 2;

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Held? _held;

    /// <summary>The facts as the current transaction sees them.</summary>
    public async ValueTask<CostFacts> ReadAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        (await HeldAsync(context, cancellationToken)).Facts;

    /// <summary>The apps at a moment by the folded id of their plan. Those of the present change in merges only, as the facts do.</summary>
    public async Task<ILookup<string, PlanApp>> AppsByPlanAsync(DashboardDbContext context, Moment moment, CancellationToken cancellationToken)
    {
        var held = await HeldAsync(context, cancellationToken);
        if (moment.IsCurrent && held.Apps is { } known) return known;
        var apps = await PlanQuery.AppsByPlanAsync(context, moment, cancellationToken);
        if (moment.IsCurrent) held.Apps = apps;
        return apps;
    }

    /// <summary>
    /// The plans on which an upgrade may be found that mutual TLS caused, with their apps over all of the history: states are only added,
    /// so that one reading a run tells of every moment.
    /// </summary>
    public async Task<IReadOnlyList<UpgradedPlan>> UpgradedAsync(DashboardDbContext context, CancellationToken cancellationToken)
    {
        var held = await HeldAsync(context, cancellationToken);
        return held.Upgraded ??= await UpgradedPlans.ReadAsync(context, held.Facts, cancellationToken);
    }

    /// <summary>A whole month as it was known at a moment.</summary>
    public async Task<MonthLedger> MonthAsync(DashboardDbContext context, CostMonth month, Moment moment, CancellationToken cancellationToken) =>
        await (await SplitAsync(context, month, moment, cancellationToken)).WholeAsync(context, cancellationToken);

    /// <summary>A month as it was known at a moment, to be split as plans and apps are asked for.</summary>
    public async Task<MonthSplit> SplitAsync(DashboardDbContext context, CostMonth month, Moment moment, CancellationToken cancellationToken)
    {
        var held = await HeldAsync(context, cancellationToken);
        // What is known changes in merges only. A month that is over is told whole, and the present one as of the newest run: so both are
        // the same until the next one. Only what is not settled goes by the moment itself.
        var now = UnixTime.From(moment.At);
        var (over, settled) = (now >= month.End, now >= month.FinalFrom);
        if (moment.Run is not { } run || !(moment.IsCurrent || over))
            return await MonthSplit.ReadAsync(context, held.Facts, month, moment.At, cancellationToken);
        var months = moment.IsCurrent ? held.Months : held.PastMonths;
        if (months.TryGetValue((month, over, settled, run.Id), out var known)) return known;
        var at = over ? moment.At : UnixTime.Of(run.RunTime);
        var split = await MonthSplit.ReadAsync(context, held.Facts, month, at, cancellationToken);
        // The past has more moments than there is room for. A page and the next one are of the same.
        if (!moment.IsCurrent && months.Count >= MostPastMonths) months.Clear();
        return months[(month, over, settled, run.Id)] = split;
    }

    /// <summary>What compliance costs now, reckoned once a run for each set of assumptions.</summary>
    public async ValueTask<UnlockCostsAnswer> UnlockAsync(
        DashboardDbContext context, CostAssumptions assumptions, decimal targetPercent, Func<Task<UnlockCostsAnswer>> reckon,
        CancellationToken cancellationToken)
    {
        var held = await HeldAsync(context, cancellationToken);
        if (held.Unlock.TryGetValue((assumptions, targetPercent), out var known)) return known;
        // Whoever changes assumptions again and again between two runs leaves no heap of answers behind.
        if (held.Unlock.Count >= MostAnswers) held.Unlock.Clear();
        return held.Unlock[(assumptions, targetPercent)] = await reckon();
    }

    private async ValueTask<Held> HeldAsync(DashboardDbContext context, CancellationToken cancellationToken)
    {
        var run = await context.Runs.Merged().OrderByDescending(r => r.RunTime).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        if (_held is { } held && held.Facts.RunId == run) return held;
        // One reads for all that ask at once.
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_held is { } meanwhile && meanwhile.Facts.RunId == run) return meanwhile;
            var read = new Held(await CostFacts.ReadAsync(context, run, currency.Code, cancellationToken), [], [], []);
            // A slow reader of an older state must not replace a newer one.
            if (_held is null || _held.Facts.RunId < run) _held = read;
            return read;
        }
        finally
        {
            _one.Release();
        }
    }

    private sealed record Held(
        CostFacts Facts, ConcurrentDictionary<(CostMonth Month, bool Over, bool Settled, long Run), MonthSplit> Months,
        ConcurrentDictionary<(CostMonth Month, bool Over, bool Settled, long Run), MonthSplit> PastMonths,
        ConcurrentDictionary<(CostAssumptions, decimal), UnlockCostsAnswer> Unlock)
    {
        private volatile ILookup<string, PlanApp>? _apps;
        private volatile IReadOnlyList<UpgradedPlan>? _upgraded;

        /// <summary>The apps of the present; null until somebody asked for them.</summary>
        public ILookup<string, PlanApp>? Apps
        {
            get => _apps;
            set => _apps = value;
        }

        /// <summary>The plans that were upgraded; null until somebody asked for them.</summary>
        public IReadOnlyList<UpgradedPlan>? Upgraded
        {
            get => _upgraded;
            set => _upgraded = value;
        }
    }
}
