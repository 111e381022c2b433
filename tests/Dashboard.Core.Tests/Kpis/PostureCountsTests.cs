using CsCheck;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Tests.Posture;

namespace Dashboard.Core.Tests.Kpis;

public sealed class PostureCountsTests
{
    private static readonly AppState Base = Apps.Judge(Apps.Flawless);

    private static readonly Gen<AppState> AnyState =
        from verdict in Gen.Enum<Verdict>()
        from scope in Gen.OneOf<bool?>(true, false, null)
        from stopped in Gen.Bool
        from stale in Gen.Bool
        from reach in Gen.Enum<Reachability>()
        select Base with { Verdict = verdict, InScope = scope, Stopped = stopped, Stale = stale, Reachability = reach };

    [Fact]
    public void Verdicts_partition_the_total_and_the_denominator() => AnyState.List[0, 40].Sample(apps =>
    {
        var c = apps.Aggregate(default(PostureCounts), (sum, a) => sum + PostureCounts.Of(a));
        Assert.Equal(c.Total, c.Enforced + c.Gaps + c.NotEnforced + c.Unsupported + c.NotApplicable + c.Unknown);
        Assert.Equal(c.Denominator, c.CoveredEnforced + c.CoveredGaps + c.CoveredNotEnforced + c.CoveredUnsupported + c.CoveredUnknown);
        Assert.Equal(apps.Count, c.Total);
        Assert.True(c.Denominator <= c.InScope);
    });

    [Fact]
    public void Taking_an_app_away_undoes_adding_it() => Gen.Select(AnyState, AnyState).Sample((a, b) =>
        PostureCounts.Of(a) + PostureCounts.Of(b) - PostureCounts.Of(b) == PostureCounts.Of(a));

    [Fact]
    public void Stopped_not_applicable_and_out_of_scope_apps_are_not_in_the_denominator()
    {
        Assert.Equal(1, PostureCounts.Of(Base).Denominator);
        Assert.Equal(0, PostureCounts.Of(Base with { Stopped = true }).Denominator);
        Assert.Equal(0, PostureCounts.Of(Base with { Verdict = Verdict.NotApplicable }).Denominator);
        Assert.Equal(0, PostureCounts.Of(Base with { InScope = null }).Denominator);
        Assert.Equal(1, PostureCounts.Of(Base with { Stale = true, Verdict = Verdict.Unknown }).Denominator);
    }

    [Fact]
    public void Percentages_are_floored()
    {
        Assert.Equal(99.9m, Coverage.Percent(2499, 2500));
        Assert.Equal(100m, Coverage.Percent(2500, 2500));
        Assert.Equal(66.6m, Coverage.Percent(2, 3));
        Assert.Null(Coverage.Percent(0, 0));
    }
}
