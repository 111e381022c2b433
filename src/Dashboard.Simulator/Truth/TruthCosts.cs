using System.Globalization;
using Dashboard.Simulator.Billing;
using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Truth;

/// <summary>
/// What each plan cost in each month that the time touches, as Cost Management tells it at the end of that time, also where it does not
/// answer; and for how long each app was on the plan in the month, up to that end.
/// </summary>
internal static class TruthCosts
{
    public static IEnumerable<Bag> Of(DrawnEstate estate, TruthOptions options)
    {
        var billing = new GeneratedBilling(estate);
        var plans = estate.Plans.Zip(estate.Plans.Select(p => Billed(billing, p))).OrderBy(p => p.First.Id, StringComparer.OrdinalIgnoreCase).ToList();
        var first = options.From.UtcDateTime;
        for (var month = new DateTimeOffset(first.Year, first.Month, 1, 0, 0, 0, TimeSpan.Zero); month <= options.AsOf; month = month.AddMonths(1))
        {
            foreach (var (plan, (currency, billed)) in plans)
            {
                var there = Seconds(billing.Residents.Of(plan), month, options.AsOf).ToArray<object?>();
                var amount = Amount(billed, month, options.AsOf);
                if (amount is not null || there.Length > 0)
                {
                    yield return new Bag
                    {
                        ["month"] = month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                        ["planId"] = plan.Id.ToLowerInvariant(),
                        ["amount"] = amount,
                        ["currency"] = currency,
                        ["apps"] = there,
                    };
                }
            }
        }
    }

    private static (string Currency, BilledPlan Plan) Billed(GeneratedBilling billing, PlanSpec plan)
    {
        var account = billing.Of(plan.Group.SubscriptionId)!;
        return (account.Currency, account.Plans.Single(p => p.Id == plan.Id));
    }

    /// <summary>The sum of the days; null where none of them has a charge.</summary>
    private static decimal? Amount(BilledPlan plan, DateTimeOffset month, DateTimeOffset now)
    {
        decimal? sum = null;
        for (var day = month; day < month.AddMonths(1); day = day.AddDays(1))
        {
            sum = plan.On(day, now, amortised: true) is { } amount ? (sum ?? 0m) + amount : sum;
        }

        return sum;
    }

    private static IEnumerable<Bag> Seconds(IReadOnlyList<Resident> residents, DateTimeOffset month, DateTimeOffset now)
    {
        var end = month.AddMonths(1) < now ? month.AddMonths(1) : now;
        return residents.GroupBy(r => r.AppId.ToLowerInvariant(), r => Overlap(r.Span, month, end))
            .Select(g => (Id: g.Key, Ticks: g.Sum())).Where(a => a.Ticks > 0).OrderBy(a => a.Id, StringComparer.Ordinal)
            .Select(a => new Bag { ["id"] = a.Id, ["seconds"] = (decimal)a.Ticks / TimeSpan.TicksPerSecond });
    }

    private static long Overlap(Span span, DateTimeOffset from, DateTimeOffset until) =>
        Math.Max(0L, ((span.Until < until ? span.Until : until) - (span.From > from ? span.From : from)).Ticks);
}
