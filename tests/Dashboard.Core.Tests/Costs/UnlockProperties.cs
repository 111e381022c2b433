using CsCheck;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Costs.Unlock;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

/// <summary>What is chosen is as good as the best of all ways, and can be done.</summary>
public sealed class UnlockProperties
{
    private const int PerInstance = 4;

    private static readonly CostAssumptions Assumptions = new()
    {
        AppsPerBasicInstance = PerInstance,
        AppsPerStandardInstance = PerInstance,
        AppsPerPremiumInstance = PerInstance,
    };

    [Fact]
    public void The_way_for_an_estate_is_the_best_of_all() => Gen.Select(UnlockEstates.All, UnlockEstates.Prices).Sample((estate, prices) =>
    {
        var answer = Solve(estate, prices);
        var search = new ExhaustiveSearch(estate, prices, PerInstance);
        // Currencies share no plan and no room, so the best of each is found by itself; their costs are never compared.
        foreach (var currency in answer.Plans.Select(p => p.Currency).Distinct())
        {
            var plans = answer.Plans.Where(p => p.Currency == currency).ToList();
            var alone = new ExhaustiveSearch([.. estate.Where(p => p.Currency == currency)], prices, PerInstance);
            var best = alone.Ways().Select(alone.Whole).OfType<ExhaustiveSearch.Outcome>().MinBy(o => (o.Unknown, o.Cost, o.Moves))!;
            Assert.Equal(best, new ExhaustiveSearch.Outcome(
                plans.Where(p => p.Way == UnlockWay.Unknown).Sum(p => p.Apps), plans.Sum(p => p.DeltaMinor ?? 0),
                plans.Where(p => p.Way == UnlockWay.Move).Sum(p => p.Apps), 0));
        }
        CanBeDone(estate, answer, search);
    }, iter: 2000);

    [Fact]
    public void Shares_and_sums_are_those_of_the_plans() => Gen.Select(UnlockEstates.All, UnlockEstates.Prices).Sample((estate, prices) =>
    {
        var answer = Solve(estate, prices);
        Assert.Equal(estate.Sum(p => p.Apps.Count(a => a.InScope)), answer.Apps.Count);
        foreach (var plan in answer.Plans)
            Assert.Equal(plan.DeltaMinor, Sum(answer.Apps.Where(a => a.PlanId == plan.PlanId).Select(a => a.ShareMinor)));
        foreach (var sum in answer.Sums)
        {
            Assert.Equal(answer.Plans.Where(p => p.Currency == sum.Currency).Sum(p => p.DeltaMinor ?? 0), sum.DeltaMinor);
            Assert.Equal(answer.Apps.Count(a => a.Currency == sum.Currency), sum.NoTierChange + sum.Upgraded + sum.Moved + sum.Unknown);
            Assert.True(sum.UnlockMonthlyMinor >= 0);
        }
    });

    [Fact]
    public void The_order_of_plans_does_not_matter() => Gen.Select(UnlockEstates.All, UnlockEstates.Prices, Gen.Int).Sample((estate, prices, seed) =>
    {
        var mixed = estate.ToArray();
        new Random(seed).Shuffle(mixed);
        Assert.Equal(Told(Solve(estate, prices)), Told(Solve(mixed, prices)));
    });

    [Fact]
    public void More_room_never_costs_more() => Gen.Select(UnlockEstates.All, Gen.Int[1, 4]).Sample((estate, more) =>
    {
        ListPrice[] prices = [Price("D1", 0.013m), Price("B1", 0.03m), Price("B1", 0.017m, true), Price("D1", 1m, currency: "JPY"), Price("B1", 3m, currency: "JPY"), Price("B1", 2m, true, "JPY")];
        var wider = estate.Select(p => p with { Capacity = p.Capacity is > 0 ? p.Capacity + more : p.Capacity }).ToArray();
        foreach (var (narrow, wide) in Solve(estate, prices).Sums.Zip(Solve(wider, prices).Sums)) Assert.True(wide.DeltaMinor <= narrow.DeltaMinor);
    });

    [Fact]
    public void The_money_to_a_target_is_the_least_of_all() => Gen.Select(UnlockEstates.All, UnlockEstates.Prices, Gen.Int[0, 100]).Sample((estate, prices, percent) =>
    {
        foreach (var money in MoneyToTarget.Of(estate, new PriceBook(prices), After, Assumptions, percent))
        {
            var mine = estate.Where(p => p.Currency == money.Currency).ToArray();
            var counting = mine.SelectMany(p => p.Apps.Where(a => a.Counts).Select(_ => p.Tier is not ("Free" or "Shared"))).ToList();
            Assert.Equal((counting.Count, counting.Count(open => open)), (money.Denominator, money.Supporting));
            var search = new ExhaustiveSearch(mine, prices, PerInstance);
            var best = search.Ways().Select(search.Part).OfType<ExhaustiveSearch.Outcome>()
                .Where(o => (money.Supporting + o.Unlocked) * 100 >= percent * money.Denominator).MinBy(o => (o.Cost, o.Moves));
            if (money.Needed == 0) Assert.Equal((0, 0), (money.DeltaMinor, money.Moves));
            else Assert.Equal((best?.Cost, best?.Moves ?? 0), (money.DeltaMinor, money.Moves));
            if (money.DeltaMinor is null) Assert.Empty(money.Steps);
            else StepsAddUp(mine, money);
        }
    }, iter: 2000);

    private static void StepsAddUp(UnlockPlan[] estate, TargetMoney money)
    {
        Assert.Equal((money.DeltaMinor, money.Moves), (money.Steps.Sum(s => s.DeltaMinor), money.Steps.Sum(s => s.Moves)));
        Assert.True(money.Steps.Sum(s => s.Unlocked) >= money.Needed);
        Assert.Equal(money.Steps.Count, money.Steps.DistinctBy(s => s.PlanId).Count());
        foreach (var step in money.Steps)
        {
            var plan = estate.Single(p => p.PlanId == step.PlanId);
            Assert.True(step.Unlocked <= plan.Apps.Count(a => a.Counts) && step.Moves <= plan.Apps.Count(a => a.InScope));
        }
    }

    private static void CanBeDone(UnlockPlan[] estate, UnlockAnswer answer, ExhaustiveSearch search)
    {
        var byId = estate.ToDictionary(p => p.PlanId);
        foreach (var move in answer.Apps.Where(a => a.Way == UnlockWay.Move)) Assert.True(search.CanMove(byId[move.PlanId], byId[move.TargetPlanId!]));
        foreach (var into in answer.Apps.Where(a => a.TargetPlanId is not null).GroupBy(a => a.TargetPlanId!))
            Assert.True(into.Count() <= search.Room(byId[into.Key]));
    }

    private static UnlockAnswer Solve(UnlockPlan[] estate, ListPrice[] prices) => UnlockCosts.Of(estate, new PriceBook(prices), After, Assumptions);

    private static long? Sum(IEnumerable<long?> parts) => parts.Aggregate((long?)0, (sum, part) => sum + part);

    private static string Told(UnlockAnswer answer) => string.Join(
        '\n', answer.Apps.Select(a => $"{a.ResourceId} {a.Way} {a.TargetPlanId} {a.TargetSize} {a.ShareMinor} {string.Join('+', a.Reasons)}")
            .Concat(answer.Plans.Select(p => $"{p.PlanId} {p.Way} {p.DeltaMinor}")).Concat(answer.Sums.Select(s => s.ToString())));
}
