using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Costs.Unlock;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

public sealed class UnlockCostsTests
{
    // A month: D1 9.49 an app, B1 54.75, S1 73.00.
    private static readonly ListPrice[] Prices = [Price("D1", 0.013m), Price("B1", 0.075m), Price("S1", 0.1m)];

    [Fact]
    public void An_upgrade_is_paid_once_for_all_apps_of_a_plan()
    {
        var answer = Of([Locked("p", false, 3)]);
        Assert.Equal((UnlockWay.Upgrade, "B1", 5475L), Told(answer.Plans.Single()));
        Assert.Equal([1825L, 1825L, 1825L], answer.Apps.Select(a => a.ShareMinor!.Value));
        Assert.Contains(UnlockReason.UpgradeCountsOnce, answer.Plans.Single().Reasons);
        Assert.Contains(UnlockReason.NoPlanToMoveTo, answer.Plans.Single().Reasons);
    }

    [Fact]
    public void A_Shared_plan_costs_by_its_apps_today() =>
        Assert.Equal((UnlockWay.Upgrade, "B1", 5475L - (3 * 949)), Told(Of([Locked("p", true, 2, 1)]).Plans.Single()));

    [Fact]
    public void The_old_plan_is_credited_only_where_it_becomes_empty()
    {
        var empties = Of([Locked("p", true, 2), Target("t", 1)]).Plans.Single();
        Assert.Equal((UnlockWay.Move, "B1", -1898L), Told(empties));
        Assert.Equal(0, empties.UnlockMonthlyMinor);
        Assert.Contains(UnlockReason.OldPlanBecomesEmpty, empties.Reasons);
        var stays = Of([Locked("p", true, 2, 1), Target("t", 1)]).Plans.Single();
        Assert.Equal((UnlockWay.Move, "B1", 0L), Told(stays));
        Assert.Contains(UnlockReason.OtherAppsStay, stays.Reasons);
    }

    [Fact]
    public void Room_is_what_instances_carry_less_production_apps()
    {
        var slot = new UnlockApp(App("t-0/slots/s"), false, false);
        var full = Target("t", 7);
        Assert.Equal(UnlockWay.Move, Of([Locked("p", false, 1), full with { Apps = [.. full.Apps, slot] }]).Plans.Single().Way);
        var tight = Of([Locked("p", false, 2), full]).Plans.Single();
        Assert.Equal(UnlockWay.Upgrade, tight.Way);
        Assert.Contains(UnlockReason.NoHeadroom, tight.Reasons);
        Assert.Equal(UnlockWay.Move, Of([Locked("p", false, 2), full with { Capacity = 2 }]).Plans.Single().Way);
        Assert.Equal(UnlockWay.Upgrade, Of([Locked("p", false, 1), full with { Capacity = null }]).Plans.Single().Way);
    }

    [Fact]
    public void Scarce_room_goes_where_it_saves_most()
    {
        // Three places: the two small plans save two upgrades, the large one only one.
        var answer = Of([Locked("a", false, 3), Locked("b", false, 1), Locked("c", false, 2), Target("t", 5)]);
        Assert.Equal([UnlockWay.Upgrade, UnlockWay.Move, UnlockWay.Move], answer.Plans.Select(p => p.Way));
        Assert.Contains(UnlockReason.HeadroomGoesToOthers, answer.Plans[0].Reasons);
        Assert.Equal(new UnlockSum("USD", 5475, 0, 3, 3, 0), answer.Sums.Single());
    }

    [Fact]
    public void Of_equals_fewer_apps_move_and_then_the_first_plan_does()
    {
        Assert.Equal([UnlockWay.Upgrade, UnlockWay.Move], Of([Locked("a", false, 3), Locked("b", false, 2), Target("t", 5)]).Plans.Select(p => p.Way));
        Assert.Equal([UnlockWay.Move, UnlockWay.Upgrade], Of([Locked("b", false, 2), Locked("a", false, 2), Target("t", 5)]).Plans.Select(p => p.Way));
    }

    [Fact]
    public void An_upgrade_that_saves_beats_a_move_that_is_not_credited()
    {
        var plan = Of([Locked("p", true, 6, 2), Target("t", 0)]).Plans.Single();
        Assert.Equal((UnlockWay.Upgrade, "B1", 5475L - (8 * 949)), Told(plan));
        Assert.Contains(UnlockReason.UpgradeCostsNoMore, plan.Reasons);
    }

    [Theory]
    [InlineData("other", "Basic", false, "USD")]
    [InlineData("space", "Basic", true, "USD")]
    [InlineData("space", "Basic", false, "EUR")]
    [InlineData("space", "IsolatedV2", false, "USD")]
    [InlineData("space", "ElasticPremium", false, "USD")]
    [InlineData("space", "WorkflowStandard", false, "USD")]
    [InlineData("space", "Dynamic", false, "USD")]
    [InlineData("space", "Free", false, "USD")]
    public void Nothing_moves_where_it_could_not_run(string space, string tier, bool linux, string currency) => Assert.Equal(
        UnlockWay.Upgrade, Of([Locked("p", false, 1), Target("t", 0, 1, space, currency, tier) with { IsLinux = linux }]).Plans.Single().Way);

    [Fact]
    public void Web_spaces_of_two_subscriptions_are_two() => Assert.Equal(
        UnlockWay.Upgrade, Of([Locked("p", false, 1), Target("t", 0) with { SubscriptionId = "s2" }]).Plans.Single().Way);

    [Fact]
    public void Without_a_web_space_group_and_region_are_assumed_to_be_one()
    {
        var assumed = Of([Locked("p", false, 1, webSpace: null), Target("t", 0)]).Plans.Single();
        Assert.Equal(UnlockWay.Move, assumed.Way);
        Assert.Contains(UnlockReason.WebSpaceAssumed, assumed.Reasons);
        Assert.DoesNotContain(UnlockReason.WebSpaceAssumed, Of([Locked("p", false, 1), Target("t", 0)]).Plans.Single().Reasons);
        Assert.Equal(UnlockWay.Upgrade, Of([Locked("p", false, 1, webSpace: null), Target("t", 0) with { ResourceGroup = "rg2" }]).Plans.Single().Way);
        Assert.Equal(UnlockWay.Upgrade, Of([Locked("p", false, 1, webSpace: null), Target("t", 0, webSpace: null) with { Region = "eastus" }]).Plans.Single().Way);
        Assert.Equal(UnlockWay.Upgrade, Of([Locked("p", false, 1, webSpace: null), Target("t", 0), Target("u", 0, webSpace: "other")]).Plans.Single().Way);
    }

    [Fact]
    public void An_unknown_price_makes_the_cost_unknown_and_not_0()
    {
        var noTarget = Of([Locked("p", false, 2)], Price("D1", 0.013m));
        Assert.Equal((UnlockWay.Unknown, null, null), Told(noTarget.Plans.Single()));
        Assert.Contains(UnlockReason.TargetPriceUnknown, noTarget.Plans.Single().Reasons);
        Assert.Equal(new UnlockSum("USD", 0, 0, 0, 0, 2), noTarget.Sums.Single());
        Assert.All(noTarget.Apps, a => Assert.Null(a.ShareMinor));
        var noPresent = Of([Locked("p", true, 2), Target("t", 0)], Price("B1", 0.075m)).Plans.Single();
        Assert.Equal(UnlockWay.Unknown, noPresent.Way);
        Assert.Contains(UnlockReason.PresentPriceUnknown, noPresent.Reasons);
    }

    [Fact]
    public void Room_goes_first_to_those_whose_upgrade_has_no_price() => Assert.Equal(
        [UnlockWay.Upgrade, UnlockWay.Move],
        Of([Locked("a", false, 1), Locked("b", false, 1) with { Region = "nowhere" }, Target("t", 7)]).Plans.Select(p => p.Way));

    [Fact]
    public void Apps_on_other_tiers_need_no_change_and_those_of_an_unknown_tier_are_unknown()
    {
        var scoped = new UnlockApp(App("x"), true, true);
        var answer = Of([Target("t", 0) with { Apps = [scoped] }, Target("u", 0, tier: "Dynamic") with { Apps = [scoped with { ResourceId = App("y") }] },
            Target("v", 0) with { Tier = null, Apps = [scoped with { ResourceId = App("z") }] }]);
        Assert.Equal([(UnlockWay.NoTierChange, 0L), (UnlockWay.NoTierChange, 0L), (UnlockWay.Unknown, (long?)null)], answer.Apps.Select(a => (a.Way, a.ShareMinor)));
        Assert.Empty(answer.Plans);
    }

    [Fact]
    public void The_size_to_upgrade_to_is_the_cheapest_or_the_one_assumed()
    {
        Assert.Equal("S1", Of([Locked("p", false, 1)], Price("S1", 0.1m), Price("P1v3", 0.3m), Price("EP1", 0.01m), Price("F1", 0m), Price("B1", 0m)).Plans.Single().TargetSize);
        var assumed = CostAssumptions.Default with { WindowsTargetSize = "s1" };
        Assert.Equal((UnlockWay.Upgrade, "S1", 7300L), Told(UnlockCosts.Of([Locked("p", false, 1)], new PriceBook(Prices), After, assumed).Plans.Single()));
        assumed = assumed with { WindowsTargetSize = "P3v3" };
        Assert.Equal(UnlockWay.Unknown, UnlockCosts.Of([Locked("p", false, 1)], new PriceBook(Prices), After, assumed).Plans.Single().Way);
    }

    [Fact]
    public void An_upgrade_keeps_the_number_of_instances_and_has_one_at_least() => Assert.Equal(
        [5475L, 5475L, 10950L],
        Of([Locked("a", false, 9), Locked("b", false, 1) with { Capacity = null }, Locked("c", false, 1) with { Capacity = 2 }]).Plans.Select(p => p.DeltaMinor!.Value));

    [Fact]
    public void A_difference_is_that_of_rounded_amounts() => Assert.Equal(
        2190 - 950, Of([Locked("p", true, 1)], Price("D1", 0.01301m), Price("B1", 0.030006m)).Plans.Single().DeltaMinor);

    [Fact]
    public void Currencies_are_told_apart()
    {
        var answer = Of([Locked("p", false, 1), Locked("q", false, 1, currency: "JPY")], [.. Prices, Price("B1", 11m, currency: "JPY")]);
        Assert.Equal([("JPY", 8030L), ("USD", 5475L)], answer.Sums.Select(s => (s.Currency, s.UnlockMonthlyMinor)));
    }

    [Fact]
    public void A_target_is_reached_by_single_apps_where_that_costs_nothing()
    {
        UnlockPlan[] estate = [Locked("a", false, 4), Locked("b", false, 2), Target("t", 6)];
        var half = MoneyToTarget.Of(estate, new PriceBook(Prices), After, CostAssumptions.Default, 33).Single();
        Assert.Equal((6, 0, 2, 0L, 2), (half.Denominator, half.Supporting, half.Needed, half.DeltaMinor, half.Moves));
        var most = MoneyToTarget.Of(estate, new PriceBook(Prices), After, CostAssumptions.Default, 90).Single();
        Assert.Equal((6, 5475L, 2), (most.Needed, most.DeltaMinor, most.Moves));
        Assert.Equal([new TargetStep(Plan("a"), UnlockWay.Upgrade, 0, 4, 5475), new TargetStep(Plan("b"), UnlockWay.Move, 2, 2, 0)], most.Steps);
    }

    [Fact]
    public void A_target_within_reach_costs_nothing_even_where_something_would_save()
    {
        var scoped = Target("t", 0) with { Apps = [new UnlockApp(App("x"), true, true), new UnlockApp(App("y"), true, true)] };
        var money = MoneyToTarget.Of([Locked("a", true, 2), scoped], new PriceBook(Prices), After, CostAssumptions.Default, 50).Single();
        Assert.Equal((2, 0, 0L), (money.Supporting, money.Needed, money.DeltaMinor));
        Assert.Empty(money.Steps);
    }

    [Fact]
    public void A_target_that_is_out_of_reach_is_unknown()
    {
        var money = MoneyToTarget.Of([Locked("a", false, 2), Target("t", 7)], new PriceBook([]), After, CostAssumptions.Default, 90).Single();
        Assert.Equal((2, null), (money.Needed, money.MonthlyMinor));
    }

    private static (UnlockWay, string?, long?) Told(PlanUnlock plan) => (plan.Way, plan.TargetSize, plan.DeltaMinor);

    private static UnlockAnswer Of(UnlockPlan[] estate, params ListPrice[] prices) =>
        UnlockCosts.Of(estate, new PriceBook(prices.Length == 0 ? Prices : prices), After, CostAssumptions.Default);
}
