using Dashboard.Core.Costs;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

public sealed class CausedByMtlsTests
{
    // A month: D1 9.49 an app, B1 54.75, S1 73.00.
    private static readonly ListPrice[] Prices = [Price("D1", 0.013m), Price("B1", 0.075m), Price("S1", 0.1m)];
    private static readonly PlanSize[] Upgraded = [Size("Free", "F1", 0, to: Day(16)), Size("Basic", "B1", from: Day(16))];

    [Fact]
    public void An_upgrade_while_MTLS005_failed_counts_from_then_on()
    {
        Assert.Equal(54.75m / 2, Of(June, Upgraded, [Failed()])!.Amount);
        Assert.Equal((54.75m, 5475L), (Of(June.Plus(1), Upgraded, [Failed()])!.Amount, Of(June.Plus(1), Upgraded, [Failed()])!.Minor));
        Assert.Null(Of(June.Plus(-1), Upgraded, [Failed()]));
    }

    [Fact]
    public void An_upgrade_that_nothing_asked_for_was_not_caused_by_it()
    {
        Assert.Null(Of(June, Upgraded, []));
        Assert.Null(Of(June, Upgraded, [Stay("a", to: Day(15))]));
        Assert.Null(Of(June, Upgraded, [Stay("a", from: Day(16))]));
    }

    [Fact]
    public void A_plan_that_was_always_on_a_supporting_tier_costs_nothing_by_it() =>
        Assert.Null(Of(June, [Size("Basic", "B1", to: Day(16)), Size("Standard", "S1", from: Day(16))], [Failed()]));

    [Fact]
    public void What_the_Shared_plan_cost_for_its_apps_is_taken_off() => Assert.Equal(
        (54.75m - (2 * 9.49m)) / 2,
        Of(June, [Size("Shared", "D1", 0, to: Day(16)), Size("Basic", "B1", from: Day(16))], [Failed()], stays: [Stay("a"), Stay("b"), Stay("c", from: Day(16))])!.Amount);

    [Fact]
    public void Growing_later_is_not_counted_and_shrinking_is() => Assert.Multiple(
        () => Assert.Equal(54.75m / 2, Of(June, [.. Ending(Day(21)), Size("Standard", "S1", 3, Day(21))], [Failed()])!.Amount),
        () => Assert.Equal(
            (73m * 5 / 30) + (54.75m * 10 / 30),
            Of(June, [Size("Free", "F1", to: Day(16)), Size("Standard", "S1", 1, Day(16), Day(21)), Size("Basic", "B1", from: Day(21))], [Failed()])!.Amount));

    [Fact]
    public void It_ends_with_the_supporting_tier() => Assert.Multiple(
        () => Assert.Equal(54.75m * 5 / 30, Of(June, [.. Ending(Day(21)), Size("Free", "F1", from: Day(21))], [Failed()])!.Amount),
        () => Assert.Equal(
            54.75m * 5 / 30, Of(June, [.. Ending(Day(21)), Size("Free", "F1", 0, Day(21), Day(24)), Size("Standard", "S1", from: Day(24))], [Failed()])!.Amount),
        () => Assert.Equal(54.75m * 5 / 30, Of(June, [.. Ending(Day(21)), Size("Basic", "B1", from: Day(24))], [Failed()])!.Amount));

    [Fact]
    public void What_is_on_Free_now_has_realised_nothing_since() =>
        Assert.Null(Of(June.Plus(1), [.. Ending(Day(21)), Size("Free", "F1", from: Day(21))], [Failed()]));

    [Fact]
    public void It_counts_only_while_an_app_in_scope_is_there() =>
        Assert.Equal(54.75m * 3 / 30, Of(June, Upgraded, [Failed()], [Stay("a", to: Day(18)), Stay("b", Day(17), Day(19))])!.Amount);

    [Fact]
    public void A_difference_is_never_below_0() => Assert.Equal(
        0, Of(June, [Size("Shared", "D1", to: Day(16)), Size("Basic", "B1", from: Day(16))], [Failed()], stays: [.. Enumerable.Range(0, 9).Select(i => Stay($"a{i}"))])!.Amount);

    [Fact]
    public void A_price_that_is_missing_makes_it_unknown()
    {
        var unknown = Of(June, [Size("Free", "F1", to: Day(16)), Size("Basic", "B1", from: Day(16), to: Day(29)), Size("Basic", "B3", from: Day(29))], [Failed()])!;
        Assert.Equal((null, null), (unknown.Amount, unknown.Minor));
    }

    [Fact]
    public void A_plan_that_was_made_anew_was_not_upgraded() =>
        Assert.Null(Of(June, [Size("Free", "F1", to: Day(15)), Size("Basic", "B1", from: Day(16))], [Failed()]));

    private static AppStay Failed() => Stay("a", to: Day(16));

    private static PlanSize[] Ending(DateTimeOffset at) => [Upgraded[0], Upgraded[1] with { To = at }];

    private static RealisedCost? Of(CostMonth month, PlanSize[] sizes, AppStay[] failures, AppStay[]? inScope = null, AppStay[]? stays = null) =>
        CausedByMtls.Realised(month, month.End, sizes, stays ?? [Stay("a")], inScope ?? [Stay("a")], failures, new PriceBook(Prices), "USD");
}
