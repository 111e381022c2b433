using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Components.Layout;

namespace Dashboard.Web.Tests.Components;

public sealed class DataHealthTests
{
    [Fact]
    public void A_fresh_complete_run_is_a_quiet_line() =>
        Assert.Equal(DataHealthKind.Quiet, DataHealth.Of(Run(RunStatus.Succeeded), null, null, Samples.Now).Kind);

    [Fact]
    public void A_partial_run_names_what_is_missing()
    {
        var health = DataHealth.Of(Run(RunStatus.Partial, "sub-retail-prod"), null, null, Samples.Now);
        Assert.Equal(DataHealthKind.Caution, health.Kind);
        Assert.Equal("sub-retail-prod could not be read; the apps there stand as last seen.", health.Text);
    }

    [Fact]
    public void Old_data_says_how_old() =>
        Assert.Contains("3 days ago", DataHealth.Of(Run(RunStatus.Succeeded), null, null, Samples.Now.AddDays(3)).Text, StringComparison.Ordinal);

    [Fact]
    public void Looking_at_the_past_is_no_fault_of_the_data() =>
        Assert.Equal(DataHealthKind.Quiet, DataHealth.Of(Run(RunStatus.Succeeded), null, Samples.Now, Samples.Now.AddDays(300)).Kind);

    [Fact]
    public void A_failed_run_after_the_figures_is_said()
    {
        var newest = new RunRow
        {
            Id = 8,
            RunTime = Samples.Now,
            StartedAt = Samples.Now,
            Status = RunStatus.Failed,
            Trigger = RunTrigger.Schedule,
            StartedBy = "schedule",
            RuleSetVersion = "1.0",
            Report = new RunReport(),
            Reason = "No token.",
        };
        Assert.Equal("No token. The figures before it stand.", DataHealth.Of(Run(RunStatus.Succeeded), newest, null, Samples.Now).Text);
    }

    [Theory]
    [InlineData(30, "just now")]
    [InlineData(7200, "2 hours ago")]
    [InlineData(86400 * 55, "55 days ago")]
    [InlineData(86400 * 130, "4 months ago")]
    public void Ages_are_in_words(int seconds, string words) => Assert.Equal(words, Words.Ago(Samples.Now.AddSeconds(-seconds), Samples.Now));

    [Fact]
    public void The_end_of_a_day_is_its_24_00() =>
        Assert.Equal("24:00", Words.Clock(Web.Urls.AsOfUrl.EndOf(new DateOnly(2026, 3, 31))));

    private static RunRef Run(RunStatus status, params string[] missing) => new(7, status, Samples.Now.AddHours(-2), Samples.Now.AddHours(-2), missing);
}
