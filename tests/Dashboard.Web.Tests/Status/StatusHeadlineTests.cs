using Cronos;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Status;
using Dashboard.Web.Tests.Components;

namespace Dashboard.Web.Tests.Status;

public sealed class StatusHeadlineTests
{
    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);

    [Fact]
    public void Fresh_and_whole_is_good()
    {
        var headline = StatusHeadline.Of(Standing(), Ended(RunStatus.Succeeded), Daily, Samples.Now.AddHours(3));
        Assert.Equal((StatusLevel.Good, "Data is 3 hours old. The last run succeeded.", ""), (headline.Level, headline.Title, headline.Text));
    }

    [Fact]
    public void A_partial_run_names_what_is_missing()
    {
        var headline = StatusHeadline.Of(Standing(RunStatus.Partial, "sub-bank-prod"), Ended(RunStatus.Partial), Daily, Samples.Now.AddHours(1));
        Assert.Equal(StatusLevel.Warning, headline.Level);
        Assert.Equal("Data is 1 hour old. The last run read only a part.", headline.Title);
        Assert.Equal("sub-bank-prod could not be read; the apps there stand as last seen, marked stale.", headline.Text);
    }

    [Fact]
    public void A_failed_run_after_good_figures_is_a_warning()
    {
        var headline = StatusHeadline.Of(Standing(), Ended(RunStatus.Failed, id: 8, reason: "No token."), Daily, Samples.Now.AddHours(26));
        Assert.Equal((StatusLevel.Warning, "Data is 26 hours old. The last run failed."), (headline.Level, headline.Title));
        Assert.Equal("No token. The figures before it stand.", headline.Text);
    }

    [Theory]
    [InlineData(24.0, 48.0, StatusLevel.Good)]
    [InlineData(24.0, 48.1, StatusLevel.Warning)]
    [InlineData(24.0, 72.0, StatusLevel.Warning)]
    [InlineData(24.0, 72.1, StatusLevel.Critical)]
    [InlineData(1.0, 2.1, StatusLevel.Warning)]
    [InlineData(1.0, 3.1, StatusLevel.Critical)]
    [InlineData(null, 24.0, StatusLevel.Good)]
    [InlineData(null, 26.0, StatusLevel.Warning)]
    [InlineData(null, 72.1, StatusLevel.Critical)]
    public void Late_is_twice_the_interval_and_too_late_three_times(double? interval, double age, StatusLevel level) => Assert.Equal(level, StatusHeadline.Of(
        Standing(), Ended(RunStatus.Succeeded), interval is { } hours ? TimeSpan.FromHours(hours) : null, Samples.Now.AddHours(age)).Level);

    [Fact]
    public void Late_data_says_for_how_long_no_run_succeeded()
    {
        var headline = StatusHeadline.Of(Standing(), Ended(RunStatus.Failed, id: 8), null, Samples.Now.AddHours(26));
        Assert.Equal(("No successful run for 26 hours", "No schedule starts runs. The last run failed."), (headline.Title, headline.Text));
        var critical = StatusHeadline.Of(Standing(), Ended(RunStatus.Succeeded), Daily, Samples.Now.AddDays(5));
        Assert.Equal("No successful run for 5 days: do not rely on the figures", critical.Title);
    }

    [Fact]
    public void Before_the_first_success_there_is_nothing_to_rely_on()
    {
        Assert.Equal((StatusLevel.Warning, "No run yet"), Short(StatusHeadline.Of(null, null, Daily, Samples.Now)));
        Assert.Equal((StatusLevel.Critical, "No run has succeeded yet"), Short(StatusHeadline.Of(null, Ended(RunStatus.Failed), Daily, Samples.Now)));
    }

    [Theory]
    [InlineData("0 6 * * *", 24)]
    [InlineData("0 */4 * * *", 4)]
    [InlineData("0 6 * * 1-5", 72)]
    public void The_interval_of_a_schedule_is_its_longest_pause(string cron, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), ScheduleTimes.Interval(CronExpression.Parse(cron), Samples.Now));

    [Fact]
    public void No_schedule_has_no_interval_and_no_next_run() =>
        Assert.Equal((null, null), (ScheduleTimes.Interval(null, Samples.Now), ScheduleTimes.Next(null, Samples.Now)));

    private static (StatusLevel Level, string Title) Short(StatusHeadline headline) => (headline.Level, headline.Title);

    private static RunRef Standing(RunStatus status = RunStatus.Succeeded, params string[] missing) => new(7, status, Samples.Now, Samples.Now, missing);

    private static RunRow Ended(RunStatus status, long id = 7, string? reason = null) => new()
    {
        Id = id,
        RunTime = Samples.Now,
        StartedAt = Samples.Now,
        Status = status,
        Trigger = RunTrigger.Schedule,
        StartedBy = "schedule",
        RuleSetVersion = "1.0",
        Report = new RunReport(),
        Reason = reason,
    };
}
