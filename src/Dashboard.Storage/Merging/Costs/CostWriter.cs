using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging.Costs;

/// <summary>
/// Writes what sources say of costs inside the current transaction: only what differs from what they said before is written, and what
/// they no longer say is closed.
/// </summary>
internal sealed class CostWriter : IAsyncDisposable
{
    private readonly DashboardDbContext _context;
    private readonly PlanWriter _plans;
    private readonly long _runTime;
    private readonly PreparedInsert<PlanCostRow> _insert;
    private readonly PreparedStatement _close;
    private readonly PreparedStatement _mark;

    /// <summary>A writer inside the current transaction of <paramref name="context"/>.</summary>
    public CostWriter(DashboardDbContext context, PlanWriter plans, long runTime)
    {
        (_context, _plans, _runTime) = (context, plans, runTime);
        _insert = new PreparedInsert<PlanCostRow>(context);
        _close = context.Prepare(
            $"""
            UPDATE "PlanCosts" SET "ValidTo" = @p0
            WHERE "PlanId" = @p1 AND "Month" = @p2 AND "Source" = @p3 AND "Currency" = @p4 AND "ValidTo" = {UnixTime.Open}
            """,
            5);
        _mark = context.Prepare(
            """
            INSERT INTO "CostReads" ("Source", "SubscriptionId", "Month", "FirstRead", "LastRead", "FinalRead") VALUES (@p0, @p1, @p2, @p3, @p3, @p4)
            ON CONFLICT ("Source", "SubscriptionId", "Month") DO UPDATE
            SET "LastRead" = excluded."LastRead", "FinalRead" = COALESCE("CostReads"."FinalRead", excluded."FinalRead")
            """,
            5);
    }

    /// <summary>Writes one reading.</summary>
    public async Task WriteAsync(CostsRead read, CancellationToken cancellationToken)
    {
        var subscription = read.SubscriptionId.ToLowerInvariant();
        var stood = await StoodAsync(read, subscription, cancellationToken);
        foreach (var ((plan, month, currency), minor) in await SumsAsync(read, subscription, cancellationToken))
        {
            if (stood.Remove((plan, month, currency), out var before))
            {
                if (before == minor) continue;
                await CloseAsync(plan, month, read.Source, currency, cancellationToken);
            }

            var row = new PlanCostRow
            {
                PlanId = plan,
                Month = month,
                Source = read.Source,
                Currency = currency,
                ValidFrom = _runTime,
                ValidTo = UnixTime.Open,
                Minor = minor,
            };
            await _insert.RunAsync(row, cancellationToken);
        }

        foreach (var (plan, month, currency) in stood.Keys) await CloseAsync(plan, month, read.Source, currency, cancellationToken);
        for (var month = read.First; month <= read.Last; month = month.Plus(1))
        {
            long? final = _runTime >= UnixTime.Of(month.FinalFrom) ? _runTime : null;
            await _mark.RunAsync([(int)read.Source, subscription, CostMapping.Number(month), _runTime, final], cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _insert.DisposeAsync();
        await _close.DisposeAsync();
        await _mark.DisposeAsync();
    }

    private async Task<Dictionary<(long Plan, int Month, string Currency), long>> StoodAsync(
        CostsRead read, string subscription, CancellationToken cancellationToken)
    {
        var (first, last, source) = (CostMapping.Number(read.First), CostMapping.Number(read.Last), read.Source);
        var rows = await _context.PlanCosts
            .Where(c => c.Month >= first && c.Month <= last && c.ValidTo == UnixTime.Open && c.Source == source)
            .Where(c => _context.Plans.Any(p => p.PlanId == c.PlanId && p.SubscriptionId == subscription))
            .Select(c => new { c.PlanId, c.Month, c.Currency, c.Minor }).ToListAsync(cancellationToken);
        return rows.ToDictionary(c => (c.PlanId, c.Month, c.Currency), c => c.Minor);
    }

    // Rounded once, after all rows of a plan and month were added: rounded rows need not add up to the rounded sum.
    private async Task<IReadOnlyList<KeyValuePair<(long Plan, int Month, string Currency), long>>> SumsAsync(
        CostsRead read, string subscription, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<(long Plan, int Month, string Currency), decimal>();
        foreach (var cost in read.Costs.Where(c => read.First <= c.Month && c.Month <= read.Last))
        {
            // A row of another subscription belongs to that one's own reading: here it could be neither closed nor compared.
            var plan = CostMapping.ToPlan(cost.PlanId, null, 0, 0);
            if (plan.SubscriptionId != subscription) continue;
            var key = (await _plans.NumberAsync(cost.PlanId, null, cancellationToken), CostMapping.Number(cost.Month), cost.Currency);
            sums[key] = sums.GetValueOrDefault(key) + cost.Amount;
        }

        return [.. sums.Select(s => KeyValuePair.Create(s.Key, Currencies.ToMinor(s.Value, s.Key.Currency)))];
    }

    private ValueTask CloseAsync(long plan, int month, CostSource source, string currency, CancellationToken cancellationToken) =>
        _close.RunAsync([_runTime, plan, month, (int)source, currency], cancellationToken);
}
