using Dashboard.Web.Demo;

namespace Dashboard.Web.Tests.Hosting;

public sealed class DemoDaysTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_run_a_day_and_one_at_the_very_moment()
    {
        var days = DemoDays.Of(Noon, 1, endsNow: true);
        Assert.Equal(33, days.Count);
        Assert.Equal(new DateTimeOffset(2026, 5, 30, 6, 0, 0, TimeSpan.Zero), days[0]);
        Assert.Equal(Noon, days[^1]);
        Assert.Equal(days.Order(), days);
    }

    [Fact]
    public void A_demo_that_goes_on_ends_with_the_days_own_run() =>
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 6, 0, 0, TimeSpan.Zero), DemoDays.Of(Noon, 1, endsNow: false)[^1]);

    [Fact]
    public void Before_the_days_run_the_last_one_is_yesterdays() =>
        Assert.Equal(new DateTimeOffset(2026, 6, 29, 6, 0, 0, TimeSpan.Zero), DemoDays.Of(Noon.AddHours(-7), 1, endsNow: false)[^1]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_months_there_is_one_run_now(bool endsNow) => Assert.Equal([Noon], DemoDays.Of(Noon, 0, endsNow));

    [Fact]
    public void A_moment_that_is_a_days_run_is_not_run_twice() =>
        Assert.Equal(DemoDays.Of(Noon.AddHours(-6), 1, false), DemoDays.Of(Noon.AddHours(-6), 1, true));
}
