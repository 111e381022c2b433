using Dashboard.Core.Costs;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

public sealed class PlanEstimateTests
{
    [Fact]
    public void A_whole_month_is_price_times_730_hours_times_instances() =>
        Assert.Equal((459.90m, 45990L, CostSource.ListPrice), Told(Of([Size("PremiumV3", "P1v3", 2)], Price("P1v3", 0.315m))));

    [Fact]
    public void Sizes_of_plans_and_regions_compare_as_Azure_writes_them() =>
        Assert.Equal(229.95m, Of([Size("premiumv3", "P1V3", region: "West Europe")], Price("P1v3", 0.315m))!.Amount);

    [Fact]
    public void Each_size_counts_for_its_share_of_the_month() => Assert.Equal(
        (54.75m * 10 / 30) + (73m * 2 * 15 / 30),
        Of([Size("Basic", "B1", to: Day(11)), Size("Standard", "S1", 2, Day(16))], Price("B1", 0.075m), Price("S1", 0.1m))!.Amount);

    [Fact]
    public void The_current_month_counts_up_to_the_moment() => Assert.Equal(
        18.25m, PlanEstimate.Of(June, Day(11), [Size("Basic", "B1")], [], new PriceBook([Price("B1", 0.075m)]), "usd")!.Amount);

    [Fact]
    public void A_plan_that_did_not_exist_in_the_month_has_no_estimate()
    {
        Assert.Null(Of([Size("Basic", "B1", from: After)], Price("B1", 0.075m)));
        Assert.Null(PlanEstimate.Of(June, June.Start, [Size("Basic", "B1")], [], new PriceBook([Price("B1", 0.075m)]), "USD"));
    }

    [Fact]
    public void Prices_count_from_when_they_held() => Assert.Equal(
        (54.75m + 73m) / 2, Of([Size("Basic", "B1")], Price("B1", 0.1m, from: Day(16)), Price("B1", 0.075m))!.Amount);

    [Fact]
    public void The_bundled_table_fills_only_what_the_prices_interface_did_not_tell()
    {
        var bundled = Price("B1", 0.2m, from: June.Start.AddDays(-9), source: PriceSource.Bundled);
        Assert.Equal((54.75m, PriceSource.RetailPrices), Priced(bundled, Price("B1", 0.075m)));
        Assert.Equal((146m, PriceSource.Bundled), Priced(bundled));
        Assert.Equal((100.375m, PriceSource.Bundled), Priced(bundled, Price("B1", 0.075m, from: Day(16))));

        static (decimal?, PriceSource?) Priced(params ListPrice[] prices) =>
            Of([Size("Basic", "B1")], prices) is var estimate ? (estimate!.Amount, estimate.Prices) : default;
    }

    [Theory]
    [InlineData("Free", "F1")]
    [InlineData(" free ", null)]
    public void Free_is_nothing_and_known(string tier, string? sku) =>
        Assert.Equal((0m, 0L, CostSource.ListPrice), Told(Of([Size(tier, sku!, null)])));

    [Fact]
    public void Shared_is_charged_for_each_app_while_it_is_there() => Assert.Equal(
        0.013m * 730 * (1 + 0.5m),
        Of([Size("Shared", "D1", 0)], [Stay("a"), Stay("A", from: Day(2)), Stay("b", from: Day(16)), Stay("c", to: Long.AddDays(1))], Price("D1", 0.013m))!.Amount);

    [Fact]
    public void A_Shared_plan_without_apps_is_nothing_and_known() => Assert.Equal(0m, Of([Size("Shared", "D1", 0)], Price("D1", 0.013m))!.Amount);

    [Fact]
    public void The_tier_tells_how_a_plan_is_charged_for_and_the_size_only_without_one()
    {
        Assert.Equal(0m, Of([Size("Free", "B1")], Price("B1", 0.075m))!.Amount);
        Assert.Equal(0m, Of([Size(null!, "F1")])!.Amount);
        Assert.Equal(54.75m, Of([Size(null!, "B1")], Price("B1", 0.075m))!.Amount);
        Assert.Equal(UnknownCost.ChargedByUse, Of([Size(null!, "Y1")], Price("Y1", 0.075m))!.Why);
    }

    [Theory]
    [InlineData("Dynamic", "Y1", 0, UnknownCost.ChargedByUse)]
    [InlineData("FlexConsumption", "FC1", 1, UnknownCost.ChargedByUse)]
    [InlineData("WorkflowStandard", "WS1", 1, UnknownCost.NoPrice)]
    [InlineData("Basic", "B2", 1, UnknownCost.NoPrice)]
    [InlineData("Shared", "D1", 0, UnknownCost.NoPrice)]
    [InlineData("Basic", "B1", null, UnknownCost.SizeNotRead)]
    [InlineData("Basic", "B1", 0, UnknownCost.SizeNotRead)]
    [InlineData("Basic", null, 1, UnknownCost.SizeNotRead)]
    [InlineData(null, null, 1, UnknownCost.SizeNotRead)]
    public void What_is_not_known_is_unknown_and_never_0(string? tier, string? sku, int? capacity, UnknownCost why)
    {
        var estimate = Of([Size(tier!, sku!, capacity)], Price("B1", 0.075m), Price("Y1", 0.1m), Price("FC1", 0.1m))!;
        Assert.Equal((null, null, CostSource.Unknown), Told(estimate));
        Assert.Equal(why, estimate.Why);
    }

    [Fact]
    public void Logic_Apps_and_Elastic_Premium_have_a_cost_where_a_price_is_there() =>
        Assert.Equal(73m, Of([Size("WorkflowStandard", "WS1")], Price("WS1", 0.1m))!.Amount);

    [Fact]
    public void A_month_that_is_known_in_part_is_unknown() => Assert.Null(
        Of([Size("Basic", "B1", to: Day(29)), Size("Basic", "B2", from: Day(29))], Price("B1", 0.075m))!.Amount);

    [Theory]
    [InlineData(true, "USD")]
    [InlineData(false, "EUR")]
    public void A_price_of_another_system_or_currency_is_none(bool linux, string currency) =>
        Assert.Null(Of([Size("Basic", "B1")], Price("B1", 0.075m, linux, currency))!.Amount);

    [Fact]
    public void Minor_units_are_those_of_the_currency()
    {
        var yen = PlanEstimate.Of(June, After, [Size("Basic", "B1")], [], new PriceBook([Price("B1", 10.501m, currency: "JPY")]), "JPY")!;
        Assert.Equal((7665.73m, 7666L), (yen.Amount, yen.Minor));
    }

    [Fact]
    public void Sizes_that_overlap_are_refused() => Assert.Throws<ArgumentException>(
        () => Of([Size("Basic", "B1"), Size("Basic", "B1", from: Day(3))], Price("B1", 1m)));

    private static (decimal?, long?, CostSource) Told(PlanEstimate? estimate) => (estimate!.Amount, estimate.Minor, estimate.Source);

    private static PlanEstimate? Of(PlanSize[] sizes, params ListPrice[] prices) => Of(sizes, [], prices);

    private static PlanEstimate? Of(PlanSize[] sizes, AppStay[] stays, params ListPrice[] prices) =>
        PlanEstimate.Of(June, After, sizes, stays, new PriceBook(prices), "USD");
}
