using System.Globalization;
using Dashboard.Core.Collection;

namespace Dashboard.Core.Costs.Collection;

/// <summary>
/// Reads what costs and list prices a run has to know anew. A month that was read when it was final is never read again, and one
/// that is not final once a day; so after the first runs a subscription costs one question a day. What could not be read wholly
/// is not merged: the last reading stands.
/// </summary>
internal sealed class CostReader(CostSources sources, ICostStore store, DateTimeOffset runTime, Func<string, Task> beat)
{
    /// <summary>The costs of the plans in the subscriptions of <paramref name="reading"/>.</summary>
    public async Task<IReadOnlyList<CostsRead>> ReadCostsAsync(EstateReading reading, CancellationToken cancellationToken)
    {
        if (sources.Costs.Count == 0) return [];
        var marks = (await store.ReadCostMarksAsync(cancellationToken)).ToDictionary(m => (m.Source, Key(m.SubscriptionId), m.Month));
        var reads = new List<CostsRead>();
        foreach (var source in sources.Costs)
        {
            var due = reading.Subscriptions.Select(s => Due(source.Source, s.SubscriptionId, marks)).OfType<DueCosts>()
                // The longest unread first, so that a bound that is too small for all still reaches each in turn.
                .OrderBy(d => d.LastRead).ThenBy(d => d.SubscriptionId, StringComparer.Ordinal).ToList();
            var (left, waiting, withoutData) = (sources.MonthsPerRun, 0, 0);
            foreach (var item in due)
            {
                if (left <= 0)
                {
                    waiting++;
                    continue;
                }

                // What could not be read takes no part of the bound: else subscriptions without the role, or without data, would keep out
                // all others.
                var log = new SourceLog(reading.CostsLog.Name);
                var read = await ReadAsync(source, item, log, cancellationToken);
                reading.CostsLog.Add(log);
                reads.AddRange(read);
                left -= read.Sum(r => MonthsOf(r));
                if (log.MonthsWithoutData.Count > 0) withoutData++;
                await beat("Reading costs");
            }

            if (withoutData > 0)
            {
                reading.Warnings.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{reading.CostsLog.Name} has no data yet for {withoutData} subscriptions in some months; what was known of them stands, and they are asked for again."));
            }

            if (waiting == 0) continue;
            reading.Warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"The costs of {waiting} subscriptions were not asked for: {sources.MonthsPerRun} months a run are, and the next run goes on "
                + $"(Dashboard__Costs__MonthsPerRun)."));
        }

        return reads;
    }

    /// <summary>The list prices of the regions that plans are in.</summary>
    public async Task<IReadOnlyList<PricesRead>> ReadPricesAsync(
        EstateReading reading, IEnumerable<CostsRead> costs, CancellationToken cancellationToken)
    {
        if (sources.Prices is not { } prices) return [];
        var marks = (await store.ReadPriceMarksAsync(cancellationToken)).ToDictionary(m => (m.Region, m.Currency), m => m.LastRead);
        var currencies = (await store.ReadCurrenciesAsync(cancellationToken))
            .Concat(costs.SelectMany(c => c.Costs).Select(c => c.Currency)).Append(sources.Currency)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var regions = reading.Plans.Values.Select(p => PlanState.RegionOf(p.Location)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var reads = new List<PricesRead>();
        foreach (var (region, currency) in regions.SelectMany(r => currencies.Select(c => (r, c))))
        {
            if (marks.TryGetValue((region, currency), out var last) && runTime - last < sources.PricesEvery) continue;
            // A log of its own tells whether this region came whole; what it says is added to that of all.
            var log = new SourceLog(reading.PricesLog.Name);
            var read = new List<ListPrice>();
            await foreach (var page in prices.ReadPricesAsync(region, currency, log, cancellationToken)) read.AddRange(page);
            reading.PricesLog.Add(log);
            if (log.Complete) reads.Add(new PricesRead(region, currency, read));
            await beat("Reading list prices");
        }

        return reads;
    }

    /// <summary>
    /// What a source says of a subscription, for each stretch of months that it has data of; nothing where it was not read whole. A month
    /// without data yet is not one without costs: what is known of it stands, and it is asked for again.
    /// </summary>
    private static async Task<IReadOnlyList<CostsRead>> ReadAsync(ICostSource source, DueCosts due, SourceLog log, CancellationToken cancellationToken)
    {
        var costs = new List<PlanCost>();
        await foreach (var page in source.ReadCostsAsync(due.SubscriptionId, due.First, due.Last, log, cancellationToken)) costs.AddRange(page);
        var reads = new List<CostsRead>();
        if (!log.Complete) return reads;
        var without = log.MonthsWithoutData;
        CostMonth? first = null;
        for (var month = due.First; month <= due.Last.Plus(1); month = month.Plus(1))
        {
            if (month <= due.Last && !without.Contains(month)) first ??= month;
            else if (first is { } from)
            {
                var to = month.Plus(-1);
                reads.Add(new CostsRead(source.Source, due.SubscriptionId, from, to, [.. costs.Where(c => from <= c.Month && c.Month <= to)]));
                first = null;
            }
        }

        return reads;
    }

    /// <summary>The months of a subscription that a source is to be asked for; null where none is.</summary>
    private DueCosts? Due(CostSource source, string subscription, Dictionary<(CostSource, string, CostMonth), CostMark> marks)
    {
        var now = CostMonth.Of(runTime);
        CostMonth? first = null, last = null;
        var lastRead = DateTimeOffset.MinValue;
        for (var month = now.Plus(1 - sources.Months); month <= now; month = month.Plus(1))
        {
            var mark = marks.GetValueOrDefault((source, Key(subscription), month));
            if (mark is not null && mark.LastRead > lastRead) lastRead = mark.LastRead;
            if (mark is not null && (mark.Final || runTime - mark.LastRead < sources.ReadEvery)) continue;
            first ??= month;
            last = month;
        }

        return first is { } f && last is { } l ? new DueCosts(subscription, f, l, lastRead) : null;
    }

    private static int MonthsOf(CostsRead read) => ((read.Last.Year - read.First.Year) * 12) + read.Last.Month - read.First.Month + 1;

    private static string Key(string subscription) => subscription.ToLowerInvariant();

    private sealed record DueCosts(string SubscriptionId, CostMonth First, CostMonth Last, DateTimeOffset LastRead);
}
