using Dashboard.Core.Costs;

namespace Dashboard.Core.Queries;

/// <summary>A plan that mutual TLS had upgraded, with what that cost.</summary>
/// <param name="PlanId">The plan's ARM id.</param>
/// <param name="Currency">The currency that its list prices are told in.</param>
/// <param name="Upgrades">The upgrades, oldest first: one at least.</param>
/// <param name="Months">What they cost in the months asked for, oldest first; none for months in which none of them counted.</param>
public sealed record RealisedPlan(string PlanId, string Currency, IReadOnlyList<MtlsUpgrade> Upgrades, IReadOnlyList<RealisedCost> Months)
{
    /// <summary>The sum over months from one on, of what is known; null where none of it is known, and where nothing counted.</summary>
    public long? KnownSince(CostMonth first)
    {
        var known = Months.Where(m => m.Month >= first && m.Minor is not null).ToList();
        return known.Count == 0 ? null : known.Sum(m => m.Minor!.Value);
    }

    /// <summary>True where a month from one on has no known amount.</summary>
    public bool IsUnknownSince(CostMonth first) => Months.Any(m => m.Month >= first && m.Minor is null);
}

/// <summary>What upgrades that mutual TLS caused cost over some months, in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="KnownMinor">The sum of what is known, in whole minor units; null where none of it is known.</param>
/// <param name="Plans">Plans with an upgrade that counted.</param>
/// <param name="UnknownPlans">Those of them of which the amount of a month is unknown: beside the sum and never in it.</param>
public sealed record RealisedSum(string Currency, long? KnownMinor, int Plans, int UnknownPlans);

/// <summary>What mutual TLS has caused by a moment.</summary>
/// <param name="First">The first month.</param>
/// <param name="Last">The last month.</param>
/// <param name="Plans">The plans that mutual TLS had upgraded by the moment, also where the upgrade no longer counts; by id.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands at that moment; null before the first.</param>
public sealed record RealisedAnswer(CostMonth First, CostMonth Last, IReadOnlyList<RealisedPlan> Plans, DateTimeOffset AsOf, RunRef? Run)
{
    /// <summary>The definition that pages and API show: the domain's, and what a sum says.</summary>
    public const string Definition = CausedByMtls.Definition
        + " A plan and month is rounded to whole minor units, and sums are of those. Where a price is missing the month of that plan is unknown: "
        + "counted beside the sum and never in it as 0.";

    /// <summary>The sums over the months from one on, by currency. None for a currency in which nothing counted.</summary>
    public IReadOnlyList<RealisedSum> SumsSince(CostMonth first) =>
    [
        .. from plan in Plans
           where plan.Months.Any(m => m.Month >= first)
           group plan by plan.Currency into g
           orderby g.Key
           let known = g.Select(p => p.KnownSince(first)).OfType<long>().ToList()
           select new RealisedSum(g.Key, known.Count == 0 ? null : known.Sum(), g.Count(), g.Count(p => p.IsUnknownSince(first))),
    ];

    /// <summary>The sums of one month, by currency.</summary>
    public IReadOnlyList<RealisedSum> SumsOf(CostMonth month) =>
        (this with { Plans = [.. Plans.Select(p => p with { Months = [.. p.Months.Where(m => m.Month == month)] })] }).SumsSince(month);
}
