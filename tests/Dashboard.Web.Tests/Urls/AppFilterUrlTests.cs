using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Tests.Urls;

public sealed class AppFilterUrlTests
{
    private static readonly AppFilter Everything = new()
    {
        Subscription = ["11111111-2222-3333-4444-555555555555"],
        CostCentre = ["cc 1, a&b", ""],
        Owner = ["ännä@example.org", ""],
        Environment = ["prod"],
        Scenario = ["b2b-api"],
        Sensitivity = ["restricted", ""],
        Tier = ["premiumv3", ""],
        Reachability = [Reachability.Public, Reachability.Unknown],
        Verdict = [Verdict.NotEnforced, Verdict.Gaps],
        FailedRule = ["MTLS001"],
        RuleResult = [new RuleResultChoice("MTLS006", RuleResult.NotApplicable)],
        Tag = [new TagQuery(TagKind.CostCentre) { Standing = TagStanding.PassedOver, Name = "a:b&c", Value = "*%" }],
        InScope = [ScopeChoice.Yes, ScopeChoice.Unclassified],
        Stopped = false,
        Stale = true,
        OptedOut = true,
        Excepted = false,
        EnforcedOrExcepted = true,
        ExceptionEndsWithinDays = 14,
        Text = "a=b&c?#%+ \"<é",
    };

    [Fact]
    public void A_filter_with_every_field_survives_the_way_through_a_url()
    {
        var url = DashboardUrls.Apps(Everything);
        var parsed = AppFilterUrl.Parse(new Uri("http://x" + url).Query);

        Assert.Empty(parsed.Problems);
        Assert.Equal(url, DashboardUrls.Apps(parsed.Filter));
        Assert.Equivalent(Everything, parsed.Filter, strict: true);
    }

    [Fact]
    public void Every_field_of_the_filter_has_a_parameter()
    {
        var names = AppFilterUrl.ToPairs(Everything).Select(p => p.Key).Distinct().ToHashSet();
        Assert.Equal(AppFilterUrl.Names.Order(), names.Order());
        var fields = typeof(AppFilter).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).ToList();
        Assert.Equal(fields.Count, names.Count);
    }

    [Theory]
    [InlineData("?verdict=Enforced,Gaps", "verdict")]
    [InlineData("?verdict=1", "verdict")]
    [InlineData("?inScope=maybe", "inScope")]
    [InlineData("?stopped=yes", "stopped")]
    [InlineData("?stopped=true&stopped=false", "stopped")]
    [InlineData("?rule=MTLS1", "rule")]
    [InlineData("?excepted=maybe", "excepted")]
    [InlineData("?enforcedOrExcepted=", "enforcedOrExcepted")]
    [InlineData("?exceptionEndsWithin=0", "exceptionEndsWithin")]
    [InlineData("?exceptionEndsWithin=14&exceptionEndsWithin=7", "exceptionEndsWithin")]
    [InlineData("?exceptionEndsWithin=99999999999", "exceptionEndsWithin")]
    [InlineData("?sensitivity=secret", "sensitivity")]
    public void A_value_that_is_not_understood_is_named_and_restricts_nothing(string query, string parameter)
    {
        var parsed = AppFilterUrl.Parse(query);
        Assert.Equal(parameter, Assert.Single(parsed.Problems).Parameter);
        Assert.True(parsed.Filter.IsAny);
    }

    [Theory]
    [InlineData("?VERDICT=notenforced&verdict=GAPS")]
    [InlineData("?verdict=NotEnforced&verdict=Gaps&verdict=Gaps")]
    public void Names_and_values_compare_without_regard_to_case(string query) =>
        Assert.Equal([Verdict.NotEnforced, Verdict.Gaps], AppFilterUrl.Parse(query).Filter.Verdict);

    [Fact]
    public void Scope_is_understood_as_answers_show_it() =>
        Assert.Equal([ScopeChoice.Yes, ScopeChoice.No], AppFilterUrl.Parse("?inScope=true&inScope=false").Filter.InScope);

    [Fact]
    public void An_empty_tag_value_means_none_and_other_parameters_are_left_alone()
    {
        var parsed = AppFilterUrl.Parse("?owner=&page=3&asOf=x");
        Assert.Equal([""], parsed.Filter.Owner);
        Assert.Empty(parsed.Problems);
    }

    [Theory]
    [InlineData("subscription")]
    [InlineData("owner")]
    [InlineData("tier")]
    public void Nothing_given_means_none_and_never_any(string parameter)
    {
        var parsed = AppFilterUrl.Parse($"?{parameter}=");
        Assert.Empty(parsed.Problems);
        Assert.False(parsed.Filter.IsAny);
        Assert.Equal($"/apps?{parameter}=", DashboardUrls.Apps(parsed.Filter));
    }

    [Fact]
    public void Too_many_values_are_refused()
    {
        var query = "?" + string.Join('&', Enumerable.Repeat("owner=a", AppFilterUrl.MaxValues + 1));
        Assert.Single(AppFilterUrl.Parse(query).Problems);
    }
}
