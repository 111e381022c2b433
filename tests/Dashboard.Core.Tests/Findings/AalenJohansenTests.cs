using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Core.Tests.Findings;

/// <summary>Cumulative incidences among competing ends, published and from fractions.</summary>
public sealed class AalenJohansenTests
{
    private const int NineDigits = 9;

    /// <summary>Satagopan et al., British Journal of Cancer 91 (2004) 1229–1235, Table 2(b), in percent with one decimal.</summary>
    [Fact]
    public void The_published_example_of_breast_cancer_is_reproduced()
    {
        var steps = AalenJohansen.Of(SurvivalSamples.BreastCancer).Steps;
        Assert.Equal([10, 16, 18, 23, 26, 27], steps.Select(s => s.Time));
        Assert.Equal([99.7, 99.3, 99.0, 98.7, 98.3, 98.0], steps.Select(s => Math.Round(100 * s.Waiting, 1)));
        Assert.Equal([0.3, 0.7, 0.7, 1.0, 1.0, 1.3], steps.Select(s => Math.Round(100 * s.Event, 1)));

        // The article rounds each addend before it adds: 0.3, 0.6, 0.9, 1.2.
        var addends = steps.Zip(steps.Prepend(new IncidenceStep(0, 0, 0, 1)), (now, before) => Math.Round(100 * (now.Event - before.Event), 1)).Where(a => a > 0);
        Assert.Equal([0.3, 0.3, 0.3, 0.3], addends);

        // The same by exact fractions: at risk 304, 302, 301, 300, 298, 297.
        var waiting = 303 / 304.0 * (301 / 302.0);
        Assert.Equal(1 / 304.0 + (303 / 304.0 / 302), steps[1].Event, NineDigits);
        Assert.Equal(waiting / 301, steps[2].Competing, NineDigits);
        waiting *= 300 / 301.0;
        Assert.Equal(steps[1].Event + (waiting / 300), steps[3].Event, NineDigits);
        waiting *= 299 / 300.0;
        Assert.Equal(steps[2].Competing + (waiting / 298), steps[4].Competing, NineDigits);
        Assert.Equal(waiting * 297 / 298 * 296 / 297, steps[5].Waiting, NineDigits);
    }

    [Fact]
    public void A_small_table_by_hand()
    {
        // Five subjects: event at 1, competing at 2, event and censoring at 3, event at 4.
        var steps = AalenJohansen.Of(
            [new(3, FollowEnd.Censored), new(1, FollowEnd.Event), new(4, FollowEnd.Event), new(2, FollowEnd.Competing), new(3, FollowEnd.Event)]).Steps;
        Assert.Equal([0.2, 0.2, 0.4, 0.8], steps.Select(s => Math.Round(s.Event, NineDigits)));
        Assert.Equal([0, 0.2, 0.2, 0.2], steps.Select(s => Math.Round(s.Competing, NineDigits)));
        Assert.Equal([0.8, 0.6, 0.4, 0], steps.Select(s => Math.Round(s.Waiting, NineDigits)));
    }

    [Fact]
    public void Without_competing_ends_it_is_what_Kaplan_and_Meier_leave()
    {
        var curve = KaplanMeier.Of(SurvivalSamples.Mercaptopurine);
        Assert.All(AalenJohansen.Of(SurvivalSamples.Mercaptopurine).Steps, s => Assert.Equal(1 - curve.At(s.Time), s.Event, NineDigits));
    }

    [Fact]
    public void A_share_is_not_known_before_anybody_was_followed_for_so_long()
    {
        Follow[] follows = [new(10, FollowEnd.Event), new(20, FollowEnd.Censored)];
        var incidence = AalenJohansen.Of(follows);
        Assert.Equal((0, 0.5, 0.5, null), (incidence.EventShareAt(5), incidence.EventShareAt(10), incidence.EventShareAt(20), incidence.EventShareAt(30)));
        Assert.Equal(1, AalenJohansen.Of(follows[..1]).EventShareAt(30));
        Assert.Null(AalenJohansen.Of([]).EventShareAt(30));
    }
}
