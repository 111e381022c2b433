using CsCheck;
using Dashboard.Core.Exceptions;

namespace Dashboard.Core.Tests.Exceptions;

/// <summary>How exceptions move due dates.</summary>
public sealed class ExceptionTimeTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_active_time_since_detection_is_added() =>
        Assert.Equal(Day.AddDays(40), Due([(-5, 10)]));

    [Fact]
    public void Two_times_are_added_and_an_overlap_counts_once()
    {
        Assert.Equal(Day.AddDays(30 + 5 + 5), Due([(5, 10), (20, 25)]));
        Assert.Equal(Day.AddDays(30 + 10), Due([(5, 10), (8, 15)]));
    }

    [Fact]
    public void An_approval_after_the_due_date_undoes_no_breach()
    {
        Assert.Equal(Day.AddDays(30), Due([(31, 60)]));
        Assert.Equal(Day.AddDays(60), Due([(30, 60)]));
        // The first moves it far enough for the second; after the breach nothing counts any more.
        Assert.Equal(Day.AddDays(60), Due([(20, 30), (35, 55)]));
        Assert.Equal(Day.AddDays(30), Due([(31, 40), (40, 50)]));
    }

    [Fact]
    public void What_was_active_before_the_detection_moves_nothing() => Assert.Equal(Day.AddDays(30), Due([(-20, 0)]));

    [Fact]
    public void It_is_what_a_clock_that_goes_minute_by_minute_would_say() =>
        Gen.Select(Gen.Int[0, 60], Gen.Select(Gen.Int[-20, 120], Gen.Int[1, 60]).Array[0, 5]).Sample((allowance, spans) =>
        {
            var times = spans.Select(s => new ActiveTime(Day.AddMinutes(s.Item1), Day.AddMinutes(s.Item1 + s.Item2))).ToList();
            // The clock of what is left stands still while an exception is active, unless it has run out.
            var (left, due) = (allowance, (int?)null);
            for (var minute = 0; due is null; minute++)
            {
                var active = times.Exists(t => t.From <= Day.AddMinutes(minute) && Day.AddMinutes(minute) < t.To);
                if (!active && left-- == 0) due = minute;
            }

            Assert.Equal(Day.AddMinutes(due.Value), ExceptionTime.DueWith(Day, Day.AddMinutes(allowance), times));
        });

    private static DateTimeOffset Due((int From, int To)[] active) =>
        ExceptionTime.DueWith(Day, Day.AddDays(30), active.Select(a => new ActiveTime(Day.AddDays(a.From), Day.AddDays(a.To))));
}
