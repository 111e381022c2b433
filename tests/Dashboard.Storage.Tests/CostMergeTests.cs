using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.CostWorld;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>What runs write of plans, costs and prices: nothing that was once known is lost, and nothing is known before it was read.</summary>
public abstract class CostMergeTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly PlanState One = Plan("plan-1");
    private static readonly PlanState Two = Plan("plan-2");
    private static readonly DateTimeOffset AfterMarch = new(2025, 4, 2, 6, 0, 0, TimeSpan.Zero);

    public sealed class OnSqlite() : CostMergeTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : CostMergeTests(DatabaseProvider.PostgreSql);

    [Fact]
    public async Task A_plan_that_no_run_mentions_stays_and_one_that_is_proven_gone_ends()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync(Plans(One, Two));
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync(CostMerge.None);
        var stored = await db.Get<ICostStore>().ReadPlansAsync(Token);
        Assert.Equal([One, Two], stored.Select(p => p.State));
        Assert.All(stored, p => Assert.Equal(first, p.FirstSeen));

        db.Clock.Advance(TimeSpan.FromDays(1));
        var gone = await db.RunAsync(new CostMerge { Plans = [new PlanChange.Gone(stored[0].PlanId)] });
        Assert.Equal([Two], (await db.Get<ICostStore>().ReadPlansAsync(Token)).Select(p => p.State));
        Assert.Equal([("plan-1", false), ("plan-2", true)], await ExistingAsync(db, null));
        Assert.Equal([("plan-1", true), ("plan-2", true)], await ExistingAsync(db, gone.AddMilliseconds(-1)));

        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync(Plans(One with { Capacity = 3 }));
        var back = (await db.Get<PlanQuery>().FindAsync(One.ResourceId.ToUpperInvariant(), March, March, null, Token))!;
        Assert.True(back.Item.Exists);
        Assert.Equal([(1, gone), (3, null)], back.Sizes.Select(s => (s.Capacity!.Value, s.To)));
        Assert.Equal(stored[0].PlanId, (await db.Get<ICostStore>().ReadPlansAsync(Token)).Single(p => p.State.Name == "plan-1").PlanId);
    }

    [Fact]
    public async Task A_plan_that_changed_is_as_it_was_at_each_moment()
    {
        await using var db = await CreateAsync();
        var first = await db.RunAsync(Plans(One));
        db.Clock.Advance(TimeSpan.FromDays(1));
        var id = (await db.Get<ICostStore>().ReadPlansAsync(Token)).Single().PlanId;
        await db.RunAsync(new CostMerge { Plans = [new PlanChange.Seen(id, One with { SkuName = "P2v3" })] });
        foreach (var (moment, size) in new (DateTimeOffset?, string)[] { (first, "P1v3"), (null, "P2v3") })
            Assert.Equal(size, Assert.Single((await db.Get<PlanQuery>().RunAsync(March, moment, Token)).Items).SkuName);
    }

    [Fact]
    public async Task A_restated_month_leaves_what_was_known_before()
    {
        await using var db = await CreateAsync(AfterMarch);
        var first = await db.RunAsync(With(Costs(March, (One, 100m, "EUR"), (Two, 7m, "JPY"))) with { Plans = Plans(One, Two).Plans });
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync(With(Costs(March, (One, 120.005m, "EUR"), (Two, 7m, "JPY"))));
        db.Clock.Advance(TimeSpan.FromDays(1));

        foreach (var (moment, minor) in new (DateTimeOffset?, long)[] { (first, 10000), (second.AddMilliseconds(-1), 10000), (second, 12001), (null, 12001) })
        {
            Assert.Equal([("EUR", minor), ("JPY", 7)], await MonthAsync(db, moment));
            Assert.Equal(minor, Assert.Single((await PlanAsync(db, One, moment))!.Amounts).Minor);
        }

        // What a source says again is not written again.
        await using var context = db.Context();
        Assert.Equal(3, await context.PlanCosts.CountAsync(Token));
    }

    [Fact]
    public async Task What_a_source_no_longer_tells_of_is_closed_and_the_next_source_counts()
    {
        await using var db = await CreateAsync(AfterMarch);
        var focus = Costs(March, (Two, 19m, "EUR")) with { Source = CostSource.FocusExport };
        var first = await db.RunAsync(With(Costs(March, (One, 10m, "EUR"), (Two, 20m, "EUR")), focus));
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync(With(Costs(March, (One, 10m, "EUR"))));
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync(With(focus with { Costs = [] }));

        Assert.Equal((CostSource.CostManagement, 2000), await TwoAsync(first));
        Assert.Equal((CostSource.FocusExport, 1900), await TwoAsync(second));
        // No run ever saw it among the plans: without a source nothing tells that it was there.
        Assert.Null(await PlanAsync(db, Two, null));

        async Task<(CostSource, long)> TwoAsync(DateTimeOffset moment)
        {
            var cost = (await PlanAsync(db, Two, moment))!;
            return (cost.Source, Assert.Single(cost.Amounts).Minor);
        }
    }

    [Fact]
    public async Task A_reading_closes_nothing_of_other_months_subscriptions_and_sources()
    {
        await using var db = await CreateAsync(AfterMarch);
        var other = Plan("plan-1", subscription: Estate.SubscriptionB);
        var february = new CostMonth(2025, 2);
        await db.RunAsync(With(
            Costs(february, (One, 1m, "EUR")), Costs(March, (One, 2m, "EUR")),
            Costs(March, (other, 3m, "EUR")) with { SubscriptionId = Estate.SubscriptionB.ToUpperInvariant() }));
        db.Clock.Advance(TimeSpan.FromDays(1));
        // A row of another subscription belongs to that one's own reading.
        await db.RunAsync(With(Costs(March, (other, 99m, "EUR"), (One, 2.004m, "EUR"), (One, 0.004m, "EUR"))));
        Assert.Equal([("EUR", 501)], await MonthAsync(db, null));
        Assert.Equal(100, Assert.Single((await PlanAsync(db, One, null, february))!.Amounts).Minor);
    }

    [Fact]
    public async Task A_month_is_final_from_the_first_reading_five_days_after_its_end()
    {
        await using var db = await CreateAsync(March.FinalFrom.AddMilliseconds(-1));
        var early = await db.RunAsync(With(Costs(March, (One, 10m, "EUR"))));
        Assert.Equal([(March, false)], (await db.Get<ICostStore>().ReadCostMarksAsync(Token)).Select(m => (m.Month, m.Final)));
        Assert.True((await PlanAsync(db, One, null))!.IsPreliminary);
        db.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var final = await db.RunAsync(With(Costs(March, (One, 10m, "EUR"))));
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync(CostMerge.None);
        var mark = Assert.Single(await db.Get<ICostStore>().ReadCostMarksAsync(Token));
        Assert.Equal((CostSource.CostManagement, Estate.SubscriptionA, final, true), (mark.Source, mark.SubscriptionId, mark.LastRead, mark.Final));
        Assert.Equal((false, final), ((await PlanAsync(db, One, null))!.IsPreliminary, (await PlanAsync(db, One, null))!.ReadAt));
        // As of before, nobody knew that it would stay, and only the first reading of what was said is known.
        Assert.Equal((true, early), ((await PlanAsync(db, One, final.AddMilliseconds(-1)))!.IsPreliminary, (await PlanAsync(db, One, final.AddMilliseconds(-1)))!.ReadAt));
        Assert.Equal((true, early), ((await PlanAsync(db, One, early))!.IsPreliminary, (await PlanAsync(db, One, early))!.ReadAt));
    }

    [Fact]
    public async Task A_price_that_was_put_right_is_another_one_from_then_on_and_a_newer_one_from_its_date_on()
    {
        await using var db = await CreateAsync(MarchStart);
        await db.RunAsync(Plans(One));
        db.Clock.SetUtcNow(AfterMarch);
        var first = await db.RunAsync(With(Prices("P1v3", 0.1m, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        db.Clock.Advance(TimeSpan.FromDays(1));
        var second = await db.RunAsync(With(Prices("P1v3", 0.2m, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        db.Clock.Advance(TimeSpan.FromDays(1));
        // Half of March at another price: the 15 days and 12 hours from the 16th at noon.
        var third = await db.RunAsync(With(Prices("P1v3", 0.4m, new DateTimeOffset(2025, 3, 16, 12, 0, 0, TimeSpan.Zero))));
        foreach (var (moment, minor) in new (DateTimeOffset?, long)[] { (first, 7300), (second, 14600), (third, 21900), (null, 21900) })
        {
            var cost = (await PlanAsync(db, One, moment))!;
            Assert.Equal((CostSource.ListPrice, minor, true), (cost.Source, Assert.Single(cost.Amounts).Minor, cost.IsPreliminary));
        }

        Assert.Equal(CostSource.Unknown, (await PlanAsync(db, One, first.AddMilliseconds(-1)))!.Source);
        var mark = Assert.Single(await db.Get<ICostStore>().ReadPriceMarksAsync(Token));
        Assert.Equal(("westeurope", "USD", third), (mark.Region, mark.Currency, mark.LastRead));
    }

    [Fact]
    public async Task An_estimate_is_told_in_the_currency_that_costs_of_its_subscription_were_told_in_last()
    {
        await using var db = await CreateAsync(MarchStart);
        await db.RunAsync(Plans(One, Two));
        db.Clock.SetUtcNow(AfterMarch);
        var longAgo = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var dollars = await db.RunAsync(With(Prices("P1v3", 0.1m, longAgo), Prices("P1v3", 0.09m, longAgo, "EUR")));
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync(With(Costs(March, (Two, 5m, "EUR"))));
        Assert.Equal("USD 7300", One1(await PlanAsync(db, One, dollars)));
        Assert.Equal("EUR 6570", One1(await PlanAsync(db, One, null)));

        static string One1(PlanMonthCost? cost) => $"{cost!.Amounts[0].Currency} {cost.Amounts[0].Minor}";
    }

    [Fact]
    public async Task The_currency_billed_last_is_that_of_the_newest_month_and_not_of_the_row_written_last()
    {
        await using var db = await CreateAsync(MarchStart);
        await db.RunAsync(Plans(One, Two));
        db.Clock.SetUtcNow(AfterMarch);
        var longAgo = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await db.RunAsync(With(Prices("P1v3", 0.1m, longAgo), Prices("P1v3", 0.09m, longAgo, "EUR")));
        db.Clock.Advance(TimeSpan.FromDays(1));
        await db.RunAsync(With(Costs(March, (Two, 5m, "EUR"))));
        db.Clock.Advance(TimeSpan.FromDays(1));
        // A month of the past that was read late, from before the change of currency.
        var late = await db.RunAsync(With(Costs(new CostMonth(2025, 2), (Two, 5m, "USD"))));
        Assert.Equal("EUR", Assert.Single((await PlanAsync(db, One, null))!.Amounts).Currency);
        db.Clock.Advance(TimeSpan.FromDays(1));
        // What was put right tells nothing any more; at the moment before it did.
        await db.RunAsync(With(Costs(March, (Two, 5m, "USD"))));
        Assert.Equal("USD", Assert.Single((await PlanAsync(db, One, null))!.Amounts).Currency);
        Assert.Equal("EUR", Assert.Single((await PlanAsync(db, One, late))!.Amounts).Currency);
    }

    [Fact]
    public async Task A_price_whose_date_was_put_right_to_an_earlier_one_does_not_count_from_the_wrong_date_on()
    {
        await using var db = await CreateAsync(MarchStart);
        await db.RunAsync(Plans(One));
        db.Clock.SetUtcNow(AfterMarch);
        await db.RunAsync(With(Prices("P1v3", 0.1m, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        db.Clock.Advance(TimeSpan.FromDays(1));
        var wrong = await db.RunAsync(With(Prices("P1v3", 0.4m, new DateTimeOffset(2025, 3, 16, 12, 0, 0, TimeSpan.Zero))));
        db.Clock.Advance(TimeSpan.FromDays(1));
        // From a quarter of March on (7 days and 18 hours): 0.1 until then, 0.2 from then on, and 0.4 never.
        await db.RunAsync(With(Prices("P1v3", 0.2m, new DateTimeOffset(2025, 3, 8, 18, 0, 0, TimeSpan.Zero))));
        Assert.Equal(18250, Assert.Single((await PlanAsync(db, One, wrong))!.Amounts).Minor);
        Assert.Equal(12775, Assert.Single((await PlanAsync(db, One, null))!.Amounts).Minor);
    }

    [Fact]
    public async Task A_price_that_is_no_longer_listed_is_unknown_from_the_reading_that_lacked_it_on()
    {
        await using var db = await CreateAsync(MarchStart);
        var longAgo = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await db.RunAsync(With(Prices("P1v3", 0.1m, longAgo)) with { Plans = Plans(One).Plans });
        var middle = new DateTimeOffset(2025, 3, 16, 12, 0, 0, TimeSpan.Zero);
        db.Clock.SetUtcNow(middle);
        var gone = await db.RunAsync(With(Prices("P1v3", 0.1m, longAgo) with { Prices = [] }));
        db.Clock.SetUtcNow(AfterMarch);
        var after = await db.RunAsync(CostMerge.None);
        // The half of March that was priced stays so; the month as a whole is not known.
        Assert.Equal(3650, Assert.Single((await PlanAsync(db, One, gone))!.Amounts).Minor);
        Assert.Equal(CostSource.Unknown, (await PlanAsync(db, One, null))!.Source);
        db.Clock.Advance(TimeSpan.FromDays(1));
        // Listed again, since long ago: it was never away.
        await db.RunAsync(With(Prices("P1v3", 0.1m, longAgo)));
        Assert.Equal(7300, Assert.Single((await PlanAsync(db, One, null))!.Amounts).Minor);
        Assert.Equal(CostSource.Unknown, (await PlanAsync(db, One, after))!.Source);
    }

    private static CostMerge With(params IReadOnlyList<CostsRead> reads) => new() { Costs = reads };

    private static CostMerge With(params IReadOnlyList<PricesRead> reads) => new() { Prices = reads };

    private static async Task<IEnumerable<(string, bool)>> ExistingAsync(TestDatabase db, DateTimeOffset? asOf) =>
        (await db.Get<PlanQuery>().RunAsync(March, asOf, Token)).Items.Select(p => (p.Name, p.Exists));

    private static async Task<PlanMonthCost?> PlanAsync(TestDatabase db, PlanState plan, DateTimeOffset? asOf, CostMonth? month = null)
    {
        var of = month ?? March;
        return (await db.Get<PlanQuery>().FindAsync(plan.ResourceId, of, of, asOf, Token))!.Item.Cost;
    }

    private static async Task<IEnumerable<(string, long)>> MonthAsync(TestDatabase db, DateTimeOffset? asOf) =>
        Assert.Single((await db.Get<CostQuery>().TrendAsync(AppFilter.Any, March, March, asOf, Token)).Months).Amounts.Select(a => (a.Currency, a.Minor));
}
