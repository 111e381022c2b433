using CsCheck;
using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Queries;

namespace Dashboard.Core.Tests.Findings;

/// <summary>Arrivals and departures by week.</summary>
public sealed class FindingWeeksTests
{
    private static readonly DateTimeOffset At = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ObservedFinding> Findings = Gen.Select(Gen.Int[0, 50 * 24], Gen.Int[-200, 50 * 24], Gen.Enum<FindingEnd>(), Gen.Bool).Select(
        (before, lasted, end, stands) => stands
            ? new ObservedFinding(At.AddHours(-before), At, null, null)
            : new ObservedFinding(At.AddHours(-before), At, At.AddHours(-before + lasted), end));

    [Fact]
    public void A_week_begins_after_a_moment_and_ends_with_one()
    {
        var weeks = FindingWeeks.Of([Detected(-7), Detected(-7.001), Detected(0), Detected(-6.999), Detected(-100)], At.AddDays(-200), At, 2);
        Assert.Equal([(At.AddDays(-14), At.AddDays(-7)), (At.AddDays(-7), At)], weeks.Select(w => (w.After, w.Until)));
        Assert.Equal([(2, 3), (2, 5)], weeks.Select(w => (w.Detected, w.Open)));
    }

    [Fact]
    public void Weeks_that_ended_before_the_first_run_are_left_out()
    {
        Assert.Equal(3, FindingWeeks.Of([], At.AddDays(-14), At, 26).Count);
        Assert.Equal(2, FindingWeeks.Of([], At.AddDays(-14).AddTicks(1), At, 26).Count);
    }

    [Fact]
    public void Each_week_is_what_a_look_at_every_finding_says() => Gen.Select(Findings.Array[0, 40], Gen.Int[1, 6]).Sample((findings, count) =>
    {
        static DateTimeOffset? Left(ObservedFinding f) => f.Ended < f.Detected ? f.Detected : f.Ended;
        var weeks = FindingWeeks.Of(findings, At.AddYears(-1), At, count);
        Assert.Equal(count, weeks.Count);
        foreach (var week in weeks)
        {
            var gone = findings.Where(f => Left(f) > week.After && Left(f) <= week.Until).ToList();
            int Ended(FindingEnd end) => gone.Count(f => f.End == end);
            Assert.Equal(findings.Count(f => f.Detected > week.After && f.Detected <= week.Until), week.Detected);
            Assert.Equal((Ended(FindingEnd.Remediated), gone.Count - Ended(FindingEnd.Remediated)), (week.Remediated, week.EndedOtherwise));
            Assert.Equal(
                new OtherEnds(Ended(FindingEnd.Decommissioned), Ended(FindingEnd.OutOfScope), Ended(FindingEnd.RuleChanged), Ended(FindingEnd.Swapped)), week.Otherwise);
            Assert.Equal(findings.Count(f => f.Detected <= week.Until && !(Left(f) <= week.Until)), week.Open);
        }
    });

    private static ObservedFinding Detected(double days) => new(At.AddDays(days), At, null, null);
}
