using Dashboard.Core.Costs;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

public sealed class CostChoiceTests
{
    private static readonly PlanEstimate Estimate = new(June, "USD", 54.75m, null, PriceSource.RetailPrices);
    private static readonly DateTimeOffset Late = June.FinalFrom;

    [Fact]
    public void Cost_Management_counts_before_an_export_before_list_price()
    {
        Assert.Equal(CostSource.CostManagement, Choose([Read(CostSource.FocusExport, Late.AddDays(1), 2m), Read(CostSource.CostManagement, Late, 1m)])!.Source);
        Assert.Equal(CostSource.FocusExport, Choose([Read(CostSource.FocusExport, Late, 2m)])!.Source);
        Assert.Equal(CostSource.ListPrice, Choose([])!.Source);
    }

    [Fact]
    public void A_source_without_a_row_says_nothing() => Assert.Equal(
        (CostSource.ListPrice, 5475L), (Choose([new CostReading(CostSource.CostManagement, Late, [])])!.Source, Choose([])!.Amounts.Single().Minor));

    [Fact]
    public void Unknown_has_no_amount_and_its_reason()
    {
        var unknown = Choose([], Estimate with { Amount = null, Why = UnknownCost.ChargedByUse })!;
        Assert.Equal((CostSource.Unknown, UnknownCost.ChargedByUse), (unknown.Source, unknown.Why));
        Assert.Empty(unknown.Amounts);
    }

    [Fact]
    public void A_plan_that_nobody_tells_of_has_no_cost() => Assert.Null(Choose([], null));

    [Fact]
    public void Rows_of_a_reading_are_added_exactly_and_rounded_once()
    {
        var rows = Enumerable.Repeat(new PlanCost(Plan("p").ToUpperInvariant(), June, 0.004m, "usd"), 3);
        Assert.Equal(new CurrencyAmount("USD", 1), Choose([new CostReading(CostSource.CostManagement, Late, [.. rows])])!.Amounts.Single());
    }

    [Fact]
    public void Two_currencies_stay_apart()
    {
        PlanCost[] rows = [new(Plan("p"), June, 10m, "USD"), new(Plan("p"), June, 500m, "JPY"), new(Plan("p"), June, -2.5m, "USD")];
        Assert.Equal(
            [new CurrencyAmount("JPY", 500), new CurrencyAmount("USD", 750)],
            Choose([new CostReading(CostSource.CostManagement, Late, rows)])!.Amounts);
    }

    [Fact]
    public void Rows_of_other_plans_and_months_do_not_count()
    {
        PlanCost[] rows = [new(Plan("q"), June, 1m, "USD"), new(Plan("p"), June.Plus(1), 1m, "USD")];
        Assert.Equal(CostSource.ListPrice, Choose([new CostReading(CostSource.CostManagement, Late, rows)])!.Source);
    }

    [Fact]
    public void The_newest_reading_up_to_the_moment_counts()
    {
        CostReading[] readings =
        [
            Read(CostSource.CostManagement, Late, 1m), Read(CostSource.CostManagement, Late.AddDays(1), 2m),
            Read(CostSource.CostManagement, After.AddTicks(1), 3m),
        ];
        Assert.Equal(200, Choose(readings)!.Amounts.Single().Minor);
    }

    [Fact]
    public void A_month_is_preliminary_until_five_days_after_its_end()
    {
        Assert.True(Choose([Read(CostSource.CostManagement, Late.AddTicks(-1), 1m)])!.IsPreliminary);
        Assert.False(Choose([Read(CostSource.CostManagement, Late, 1m)])!.IsPreliminary);
        Assert.True(CostChoice.Choose(Plan("p"), June, Late.AddTicks(-1), [], Estimate)!.IsPreliminary);
        Assert.False(CostChoice.Choose(Plan("p"), June, Late, [], Estimate)!.IsPreliminary);
    }

    [Fact]
    public void Sums_tell_the_estimated_part_by_currency_and_count_the_unknown_beside()
    {
        var sum = CostSum.Of(
        [
            Cost("a", CostSource.CostManagement, false, new CurrencyAmount("USD", 300), new CurrencyAmount("JPY", 7)),
            Cost("b", CostSource.ListPrice, true, new CurrencyAmount("USD", 100)),
            Cost("c", CostSource.Unknown, true), Cost("c", CostSource.Unknown, false),
        ]);
        Assert.Equal([new CurrencySum("JPY", 7, 0, 0), new CurrencySum("USD", 400, 100, 100)], sum.Currencies);
        Assert.Equal([0m, 0.25m], sum.Currencies.Select(c => c.EstimateShare));
        Assert.Equal(1, sum.UnknownPlans);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(-5, 5, null)]
    [InlineData(5, 8, null)] // refunds of 3 beside an estimate of 8
    [InlineData(8, 8, 1)]
    public void There_is_no_share_of_what_refunds_outweigh(long minor, long estimated, int? share) =>
        Assert.Equal(share, new CurrencySum("USD", minor, estimated, 0).EstimateShare);

    private static CostReading Read(CostSource source, DateTimeOffset at, decimal amount) =>
        new(source, at, [new PlanCost(Plan("p"), June, amount, "USD")]);

    private static PlanMonthCost? Choose(CostReading[] readings) => Choose(readings, Estimate);

    private static PlanMonthCost? Choose(CostReading[] readings, PlanEstimate? estimate) =>
        CostChoice.Choose(Plan("p"), June, After, readings, estimate);

    private static PlanMonthCost Cost(string plan, CostSource source, bool preliminary, params CurrencyAmount[] amounts) =>
        new(plan, June, source, amounts, preliminary, Late, null);
}
