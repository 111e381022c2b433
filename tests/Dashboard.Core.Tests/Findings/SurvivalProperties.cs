using CsCheck;
using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Core.Tests.Findings;

/// <summary>What holds of the estimators whatever the data.</summary>
public sealed class SurvivalProperties
{
    private const double Near = 1e-9;

    // Few different times, so that ties of every kind are common.
    private static readonly Gen<Follow[]> Follows =
        Gen.Select(Gen.Int[0, 12], Gen.Enum<FollowEnd>(), (time, end) => new Follow(time, end)).Array[0, 60];

    [Fact]
    public void The_order_of_the_input_does_not_matter() => Gen.Select(Follows, Gen.Int).Sample((follows, seed) =>
    {
        var mixed = follows.ToArray();
        new Random(seed).Shuffle(mixed);
        Assert.Equal(KaplanMeier.Of(follows).Steps, KaplanMeier.Of(mixed).Steps);
        Assert.Equal(AalenJohansen.Of(follows).Steps, AalenJohansen.Of(mixed).Steps);
    });

    [Fact]
    public void Curves_fall_and_their_bands_hold_them() => Follows.Sample(follows =>
    {
        var before = 1.0;
        foreach (var step in KaplanMeier.Of(follows).Steps)
        {
            Assert.True(step.Survival < before && step.Survival >= 0);
            Assert.Equal(step.Survival > 0, step.Lower is not null);
            Assert.True(step.Lower is null || (step.Lower <= step.Survival && step.Survival <= step.Upper && step.Lower >= 0 && step.Upper <= 1));
            before = step.Survival;
        }
    });

    [Fact]
    public void Incidences_grow_and_are_one_with_those_that_wait() => Follows.Sample(follows =>
    {
        var before = new IncidenceStep(0, 0, 0, 1);
        foreach (var step in AalenJohansen.Of(follows).Steps)
        {
            Assert.Equal(1, step.Event + step.Competing + step.Waiting, Near);
            Assert.True(step.Event >= before.Event && step.Competing >= before.Competing);
            before = step;
        }
    });

    [Fact]
    public void Without_censoring_both_are_the_empirical_shares() => Follows.Sample(follows =>
    {
        Follow[] complete = [.. follows.Where(f => f.End != FollowEnd.Censored)];
        foreach (var step in AalenJohansen.Of(complete).Steps)
            Assert.Equal((double)complete.Count(f => f.End == FollowEnd.Event && f.Time <= step.Time) / complete.Length, step.Event, Near);
        Follow[] events = [.. complete.Where(f => f.End == FollowEnd.Event)];
        foreach (var step in KaplanMeier.Of(events).Steps)
            Assert.Equal((double)events.Count(f => f.Time > step.Time) / events.Length, step.Survival, Near);
    });

    [Fact]
    public void Other_ends_make_the_event_rarer_and_never_more_common() => Follows.Sample(follows =>
    {
        var curve = KaplanMeier.Of(follows);
        foreach (var step in AalenJohansen.Of(follows).Steps) Assert.True(step.Event <= 1 - curve.At(step.Time) + Near);
    });
}
