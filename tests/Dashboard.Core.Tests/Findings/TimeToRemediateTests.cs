using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Core.Tests.Findings;

/// <summary>KPI 4 out of findings.</summary>
public sealed class TimeToRemediateTests
{
    private static readonly DateTimeOffset At = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Figures_are_about_what_was_detected_in_the_last_year()
    {
        var figures = TimeToRemediate.Of([Mended(-400, 3), Mended(-100, 10), Mended(-100, 20), Open(-100), Ended(-100, 5, FindingEnd.Decommissioned)], At);
        Assert.Equal((2, 1, 1), (figures.Remediated, figures.EndedOtherwise, figures.Open));
        Assert.Equal(15, figures.MeanDays);
        Assert.Equal(new Quantile(20, null), figures.Median);
        Assert.Equal(new Quantile(null, 100), figures.P90);

        // 1/4 ended otherwise and can be remediated no more: 3/4 · 1/3, twice.
        Assert.Equal((0.5, 0.5), (Math.Round(figures.Within30Days!.Value, 9), Math.Round(figures.Within90Days!.Value, 9)));
    }

    [Fact]
    public void Mended_before_it_was_seen_took_no_time()
    {
        var figures = TimeToRemediate.Of([new(At.AddDays(-2), At, At.AddDays(-3), FindingEnd.Remediated)], At);
        Assert.Equal((0, new Quantile(0, null)), (figures.MeanDays, figures.Median));
    }

    [Fact]
    public void Due_dates_and_earlier_ends_of_the_period_decide_the_share()
    {
        ObservedFinding[] findings =
        [
            new(At.AddDays(-20), At.AddDays(-10), At.AddDays(-10), FindingEnd.Remediated),
            new(At.AddDays(-20), At.AddDays(-10), At.AddDays(-9), FindingEnd.Remediated),
            new(At.AddDays(-20), At.AddDays(-10), null, null),
            new(At.AddDays(-20), At.AddDays(-10), At.AddDays(-15), FindingEnd.OutOfScope),
            new(At.AddDays(-20), At.AddDays(10), null, null),
            new(At.AddDays(-800), At.AddDays(-700), null, null),
        ];
        var sla = TimeToRemediate.Of(findings, At).Sla;
        Assert.Equal((new SlaCounts(1, 2, 1), 25m), (sla, sla.MetPercent));
        Assert.Null(default(SlaCounts).MetPercent);
    }

    [Fact]
    public void Ages_are_of_all_that_stand()
    {
        var ages = TimeToRemediate.Of([Open(-1), Open(-7), Open(-8), Open(-90), Open(-500), Mended(-100, 1)], At).Ages;
        Assert.Equal(new OpenAges(2, 1, 1, 1, 500), ages);
        Assert.Equal(default, TimeToRemediate.Of([], At).Ages);
    }

    private static ObservedFinding Open(int days) => new(At.AddDays(days), At.AddDays(days + 30), null, null);

    private static ObservedFinding Mended(int days, int after) => Ended(days, after, FindingEnd.Remediated);

    private static ObservedFinding Ended(int days, int after, FindingEnd end) => new(At.AddDays(days), At.AddDays(days + 30), At.AddDays(days + after), end);
}
