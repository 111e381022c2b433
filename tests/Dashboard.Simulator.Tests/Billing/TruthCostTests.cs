using Dashboard.Simulator.Kql.Values;
using Dashboard.Simulator.Truth;

namespace Dashboard.Simulator.Tests.Billing;

public sealed class TruthCostTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Apps_are_on_some_plan_for_as_long_as_they_exist()
    {
        var truth = TruthDocument.Of(new TruthOptions(300, 7, AsOf, 90, SimulatorOptions.DefaultYearEnd));
        var month = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        var onPlans = Items(truth, "planCosts").Where(c => (string)c["month"]! == "2026-10").SelectMany(c => Items(c, "apps"))
            .GroupBy(a => (string)a["id"]!).ToDictionary(g => g.Key, g => g.Sum(a => (decimal)a["seconds"]!));
        var existing = Items(truth, "apps").SelectMany(a => Items(a, "ids"))
            .GroupBy(i => ((string)i["id"]!).ToLowerInvariant(), i => Overlap(i, month, month.AddMonths(1)))
            .Where(g => g.Sum() > 0).ToDictionary(g => g.Key, g => g.Sum());

        Assert.Equal(existing.OrderBy(e => e.Key, StringComparer.Ordinal), onPlans.OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.Contains(onPlans.Values, s => s != 31 * 86_400m);
    }

    [Fact]
    public void Equal_seeds_cost_the_same_and_others_do_not()
    {
        static string Costs(long seed) => Json.Text(TruthDocument.Of(new TruthOptions(60, seed, AsOf, 40, SimulatorOptions.DefaultYearEnd))["planCosts"]);
        Assert.Equal(Costs(7), Costs(7));
        Assert.NotEqual(Costs(7), Costs(8));
    }

    // A null end reaches beyond the time that is told of, which the month lies within.
    private static decimal Overlap(Bag part, DateTimeOffset from, DateTimeOffset until)
    {
        DateTimeOffset? At(string key) => part[key] is string text ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
        var (begin, end) = (At("from") is { } f && f > from ? f : from, At("to") is { } t && t < until ? t : until);
        return begin < end ? (end - begin).Ticks / (decimal)TimeSpan.TicksPerSecond : 0;
    }

    private static IEnumerable<Bag> Items(Bag bag, string key) => ((object?[])bag[key]!).Cast<Bag>();
}
