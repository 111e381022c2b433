using Dashboard.Core.Costs;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

public sealed class CostAllocationTests
{
    [Fact]
    public void Apps_share_by_the_time_that_they_existed() =>
        Assert.Equal([("a", 6000L), ("b", 3000L), ("c", 1000L)], Split(10_000, Stay("a"), Stay("b", from: Day(16)), Stay("c", Day(2), Day(7))));

    [Fact]
    public void What_is_left_goes_to_the_largest_remainders_and_among_equals_by_id()
    {
        Assert.Equal([("a", 34L), ("b", 33L), ("c", 33L)], Split(100, Stay("c"), Stay("b"), Stay("a")));
        Assert.Equal([("a", -34L), ("b", -33L), ("c", -33L)], Split(-100, Stay("c"), Stay("b"), Stay("a")));
        Assert.Equal([("a", 1L), ("b", 0L)], Split(1, Stay("b", from: Day(3)), Stay("a", from: Day(2))));
    }

    [Fact]
    public void A_slot_rides_with_its_app() => Assert.Equal([("a", 50L), ("b", 50L)], Split(100, Stay("a"), Stay("A/slots/s"), Stay("b")));

    [Fact]
    public void A_slot_without_its_app_on_the_plan_counts_on_its_own() =>
        Assert.Equal([("a/slots/s", 50L), ("b", 50L)], Split(100, Stay("a/slots/s"), Stay("b")));

    [Fact]
    public void A_slot_counts_on_its_own_for_the_time_before_its_app() =>
        Assert.Equal([("a", 50L), ("a/slots/s", 50L)], Split(100, Stay("a", from: Day(16)), Stay("a/slots/s")));

    [Fact]
    public void Without_apps_all_is_unallocated()
    {
        var split = CostAllocation.Split(-7, June, After, [Stay("a", to: Day(1)), Stay("b", from: June.End)]);
        Assert.Equal(-7, split.UnallocatedMinor);
        Assert.Empty(split.Apps);
    }

    [Fact]
    public void What_the_plan_cost_while_it_stood_empty_goes_to_who_was_there() => Assert.Equal([("a", 100L)], Split(100, Stay("a", Day(3), Day(4))));

    [Fact]
    public void Time_after_the_moment_does_not_count() => Assert.Equal(
        100, CostAllocation.Split(100, June, Day(5), [Stay("a"), Stay("b", from: Day(5))]).Apps.Single().Minor);

    [Fact]
    public void An_app_told_of_twice_counts_once() =>
        Assert.Equal([("a", 50L), ("b", 50L)], Split(100, Stay("a"), Stay("A", from: Day(3)), Stay("b")));

    private static (string, long)[] Split(long minor, params AppStay[] stays)
    {
        var split = CostAllocation.Split(minor, June, After, stays);
        Assert.Equal(0, split.UnallocatedMinor);
        return [.. split.Apps.Select(a => (a.ResourceId[App("").Length..], a.Minor))];
    }
}
