using Dashboard.Core.Findings.Statistics;

namespace Dashboard.Core.Tests.Findings;

/// <summary>Published survival curves, to the last digit that was published and to 1e-9 where that is exact.</summary>
public sealed class KaplanMeierTests
{
    private const int NineDigits = 9;
    private const double Z = 1.959963984540054;

    /// <summary>
    /// Survival and standard errors as R 4.5.2 with survival 3.8-3 computes them, to 11 digits: r_expected_values.json of the crate
    /// "survival" 1.1.1, made by its generate_r_expected_values.R. In three digits they are those of Miller (1981) and of R's
    /// own example of summary.survfit.
    /// </summary>
    [Fact]
    public void The_maintained_group_of_aml_is_as_R_computes_it()
    {
        var steps = KaplanMeier.Of(SurvivalSamples.Maintained).Steps;
        Assert.Equal([9, 13, 18, 23, 31, 34, 48], steps.Select(s => s.Time));
        Assert.Equal([11, 10, 8, 7, 5, 4, 2], steps.Select(s => s.AtRisk));
        AssertNear(
            [0.90909090909, 0.81818181818, 0.71590909091, 0.61363636364, 0.49090909091, 0.36818181818, 0.18409090909],
            steps.Select(s => s.Survival));
        AssertNear(
            [0.086678417204, 0.11629129983, 0.13966497056, 0.15263233103, 0.16419326722, 0.16266888583, 0.15349274579],
            steps.Select(StandardError));
    }

    /// <summary>
    /// Curve and log-log band as Stata lists them (sts list): Rodríguez, "The Gehan Survival Data", data.princeton.edu/pop509/gehan.html.
    /// The curve is that of Klein and Moeschberger, Survival Analysis (2003), Table 4.1A, which is exact in fractions.
    /// </summary>
    [Fact]
    public void The_remissions_under_6_MP_are_as_published()
    {
        var steps = KaplanMeier.Of(SurvivalSamples.Mercaptopurine).Steps;
        Assert.Equal(["6 21 3", "7 17 1", "10 15 1", "13 12 1", "16 11 1", "22 7 1", "23 6 1"], steps.Select(s => $"{s.Time} {s.AtRisk} {s.Events}"));
        Assert.Equal(
            [
                (0.8571, 0.0764, 0.6197, 0.9516), (0.8067, 0.0869, 0.5631, 0.9228), (0.7529, 0.0963, 0.5032, 0.8894), (0.6902, 0.1068, 0.4316, 0.8491),
                (0.6275, 0.1141, 0.3675, 0.8049), (0.5378, 0.1282, 0.2678, 0.7468), (0.4482, 0.1346, 0.1881, 0.6801),
            ],
            steps.Select(s => (Math.Round(s.Survival, 4), Math.Round(StandardError(s), 4), Math.Round(s.Lower!.Value, 4), Math.Round(s.Upper!.Value, 4))));

        // 18/21 · 16/17 · 14/15 · 11/12 · 10/11 · 6/7 · 5/6, shortened.
        AssertNear([6 / 7.0, 96 / 119.0, 64 / 85.0, 176 / 255.0, 32 / 51.0, 64 / 119.0, 160 / 357.0], steps.Select(s => s.Survival));
        var greenwood = 3 / (21.0 * 18) + 1 / (17.0 * 16) + 1 / (15.0 * 14) + 1 / (12.0 * 11) + 1 / (11.0 * 10) + 1 / (7.0 * 6) + 1 / (6.0 * 5);
        var (last, scale) = (160 / 357.0, Math.Exp(Z * Math.Sqrt(greenwood) / Math.Log(357 / 160.0)));
        Assert.Equal(Math.Pow(last, scale), steps[^1].Lower!.Value, NineDigits);
        Assert.Equal(Math.Pow(last, 1 / scale), steps[^1].Upper!.Value, NineDigits);
    }

    [Fact]
    public void Without_censoring_the_curve_is_the_share_that_is_left()
    {
        var curve = KaplanMeier.Of(SurvivalSamples.Control);
        AssertNear([19 / 21.0, 17 / 21.0, 16 / 21.0, 14 / 21.0, 12 / 21.0, 8 / 21.0, 6 / 21.0, 4 / 21.0, 3 / 21.0, 2 / 21.0, 1 / 21.0, 0], curve.Steps.Select(s => s.Survival));

        // The first two rows of Stata's list of the controls, on the same page.
        Assert.Equal([(0.67, 0.9753), (0.5689, 0.9239)], curve.Steps.Take(2).Select(s => (Math.Round(s.Lower!.Value, 4), Math.Round(s.Upper!.Value, 4))));
        Assert.Equal((null, null), (curve.Steps[^1].Lower, curve.Steps[^1].Upper));
    }

    /// <summary>Medians as R prints them for aml (31 and 23), and as published for 6-MP and its controls (23 and 8).</summary>
    [Fact]
    public void Quantiles_are_the_least_time_by_which_so_many_had_the_event()
    {
        Assert.Equal([31, 23, 23, 8], new[] { SurvivalSamples.Maintained, SurvivalSamples.NotMaintained, SurvivalSamples.Mercaptopurine, SurvivalSamples.Control }
            .Select(s => KaplanMeier.Of(s).Quantile(0.5).Value!.Value));
        Assert.Equal(new Quantile(null, 35), KaplanMeier.Of(SurvivalSamples.Mercaptopurine).Quantile(0.9));
        Assert.Equal(new Quantile(17, null), KaplanMeier.Of(SurvivalSamples.Control).Quantile(0.9));
        Assert.Equal(new Quantile(null, null), KaplanMeier.Of([]).Quantile(0.5));
    }

    [Fact]
    public void At_ties_events_come_before_censorings()
    {
        var steps = KaplanMeier.Of([new(5, FollowEnd.Censored), new(5, FollowEnd.Event), new(7, FollowEnd.Event)]).Steps;
        AssertNear([2 / 3.0, 0], steps.Select(s => s.Survival));
    }

    [Fact]
    public void A_half_that_is_reached_exactly_is_reached()
    {
        // Products of such fractions do not come out even in binary.
        var follows = Enumerable.Range(1, 30).Select(t => new Follow(t, FollowEnd.Event)).ToList();
        for (var n = 2; n <= 30; n += 2) Assert.Equal(n / 2, KaplanMeier.Of(follows[..n]).Quantile(0.5).Value);
        for (var n = 10; n <= 30; n += 10) Assert.Equal(n * 9 / 10, KaplanMeier.Of(follows[..n]).Quantile(0.9).Value);
    }

    private static double StandardError(SurvivalStep step)
    {
        // Out of the band again: what the curve hands out is all that anybody sees of Greenwood's variance.
        var width = Math.Log(Math.Log(step.Lower!.Value) / Math.Log(step.Survival)) / Z;
        return width * Math.Abs(Math.Log(step.Survival)) * step.Survival;
    }

    private static void AssertNear(IEnumerable<double> expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual, (e, a) => (e, a)), p => Assert.Equal(p.e, p.a, NineDigits));
}
