using Bunit;
using Dashboard.Core.Findings.Statistics;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Tests.Components;

/// <summary>Times to remediate in words, and their change: what is not certain is not said.</summary>
public sealed class RemediationWordsTests : BunitContext
{
    [Theory]
    [InlineData(46.8, null, "47 days")]
    [InlineData(1.04, null, "1 day")]
    [InlineData(2.35, null, "2.4 days")]
    [InlineData(0.0, null, "0 days")]
    [InlineData(null, 364.97, "not reached, more than 364 days")]
    [InlineData(null, 1.9, "not reached, more than 1 day")]
    [InlineData(null, null, null)]
    public void A_time_that_was_not_reached_is_told_by_its_bound(double? value, double? bound, string? words) =>
        Assert.Equal(words, RemediationWords.Of(new Quantile(value, bound)));

    [Theory]
    [InlineData(48.2, null, 46.8, null, ChangeDirection.Better, "1 day shorter than on 31 October")]
    [InlineData(8.0, null, 9.5, null, ChangeDirection.Worse, "1.5 days longer than on 31 October")]
    [InlineData(46.9, null, 47.1, null, ChangeDirection.Same, "Unchanged since 31 October")]
    [InlineData(null, 60.0, 40.0, null, ChangeDirection.Better, "Shorter: on 31 October it was not reached, more than 60 days")]
    [InlineData(null, 40.0, 60.0, null, ChangeDirection.NotKnown, "On 31 October it was not reached, more than 40 days")]
    [InlineData(40.0, null, null, 60.0, ChangeDirection.Worse, "Longer than the 40 days of 31 October")]
    [InlineData(60.0, null, null, 40.0, ChangeDirection.NotKnown, "On 31 October it was 60 days")]
    [InlineData(null, 30.0, null, 60.0, ChangeDirection.NotKnown, "Not reached on 31 October either")]
    [InlineData(null, null, 60.0, null, ChangeDirection.NotKnown, "Nothing to compare with on 31 October")]
    public void A_change_says_only_what_is_certain(double? before, double? beforeBound, double? now, double? nowBound, ChangeDirection direction, string words) =>
        Assert.Equal(new Change(direction, words), RemediationWords.Moved(new Quantile(before, beforeBound), new Quantile(now, nowBound), "31 October"));

    [Theory]
    [InlineData(null, 5, ChangeDirection.NotKnown, "Nothing to compare with on 31 October")]
    [InlineData(8, 5, ChangeDirection.Better, "3 fewer than on 31 October")]
    [InlineData(5, 6, ChangeDirection.Worse, "1 more than on 31 October")]
    [InlineData(5, 5, ChangeDirection.Same, "Unchanged since 31 October")]
    public void Fewer_findings_are_better(int? before, int now, ChangeDirection direction, string words) =>
        Assert.Equal(new Change(direction, words), Change.OfBurden(before, now, "31 October"));

    [Fact]
    public void A_line_has_gaps_where_nothing_is_known_and_its_mark_at_the_last_figure()
    {
        var spark = Render<Sparkline>(p => p.Add(s => s.Values, [40m, null, 20m, null]).Add(s => s.Top, 40));
        Assert.Equal("M0 2h0M56 14h0", spark.Find(".series").GetAttribute("d"));
        Assert.Equal(("56", "14"), (spark.Find(".last").GetAttribute("cx"), spark.Find(".last").GetAttribute("cy")));
    }
}
