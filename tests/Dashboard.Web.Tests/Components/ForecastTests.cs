using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Charts;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Tests.Components;

/// <summary>The forecast of the backlog in words and in shapes.</summary>
public sealed class ForecastTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_date_comes_with_its_band_and_its_pace() => Assert.Equal(
        "No open finding is expected around 26 May 2026: 95% between 17 May 2026 and 6 Jun 2026. In the last 10 weeks the backlog shrank by 5 a week in the mean (95%: shrank by 4.4 a week to shrank by 5.6 a week).",
        ForecastWords.Of(Of([90, 85, 81, 75, 70, 64, 60, 55, 49, 45, 40])));

    [Fact]
    public void A_decline_that_chance_would_make_as_well_has_no_date()
    {
        var words = ForecastWords.Of(Of([40, 50, 38, 52, 41, 49, 38, 51, 39, 50]));
        Assert.StartsWith("No date: In the last 9 weeks the backlog grew by 1.1 a week in the mean (95%: grew by", words, StringComparison.Ordinal);
        Assert.EndsWith("a week). That is no decline beyond chance.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_far_away_target_has_no_date() => Assert.EndsWith(
        "At that, no open finding is more than a year away.", ForecastWords.Of(Of([510, 509, 508, 507, 506, 505, 504, 503, 502, 501])), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, new[] { 3, 2, 0 }, "No finding is open: there is nothing to work off.")]
    [InlineData(1, new[] { 3, 2, 1 }, "Reached: at most 1 finding open.")]
    [InlineData(0, new[] { 3, 2 }, "No date yet: 1 week of changes is known, and 8 are needed.")]
    public void What_is_reached_or_not_known_is_said(int target, int[] open, string words) => Assert.Equal(words, ForecastWords.Of(Of(open, target)));

    [Fact]
    public void A_band_opens_where_the_days_end_and_the_axis_holds_all_of_it()
    {
        var forecast = Of([90, 85, 81, 75, 70, 64, 60, 55, 49, 45, 40]);
        var days = Enumerable.Range(0, 92).Select(i => new FindingDay(
            new DateOnly(2025, 12, 30).AddDays(i), new FindingCounts(i == 91 ? 40 : 90, 10), RunStatus.Succeeded)).ToList();
        var shape = new BurnDownGeometry(days, forecast);
        Assert.Equal(100, shape.Max);
        Assert.Equal(50, shape.Now, 1e-9);
        Assert.Equal(60, shape.NowLevel, 1e-9);
        Assert.StartsWith("M50 60L", shape.Expected, StringComparison.Ordinal);
        Assert.StartsWith("M50 60L", shape.Band, StringComparison.Ordinal);
        Assert.EndsWith("Z", shape.Band, StringComparison.Ordinal);
        Assert.EndsWith("L50 60", shape.Open, StringComparison.Ordinal);
        Assert.StartsWith("M0 90L", shape.Overdue, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_weeks_ahead_the_days_fill_the_width_and_a_single_day_is_drawn_too()
    {
        var shape = new BurnDownGeometry([new FindingDay(new DateOnly(2026, 3, 31), new FindingCounts(0, 0), null)], Of([0]));
        Assert.Null(shape.Band);
        Assert.Equal((0.0, 100.0), (shape.Now, shape.NowLevel));
    }

    private static BacklogForecast Of(int[] open, int target = 0) => BacklogForecast.Of(
        [.. open.Select((o, i) => new FindingWeek(Now.AddDays(7 * (i - open.Length)), Now.AddDays(7 * (i + 1 - open.Length)), 0, 0, 0, o))], target);
}
