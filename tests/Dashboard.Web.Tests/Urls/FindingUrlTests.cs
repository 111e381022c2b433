using System.Globalization;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.WebUtilities;

namespace Dashboard.Web.Tests.Urls;

public sealed class FindingUrlTests
{
    [Theory]
    [InlineData("")]
    [InlineData("?status=Overdue&owner=payments&asOf=2026-10-31")]
    [InlineData("?status=Open&rule=MTLS001&severity=High&end=Remediated&end=Swapped&assignee=&headline=true&flapping=false&baseline=true&app=%2Fsubscriptions%2Fs&app=%2Fx&detectedWithin=365&sort=-severity&page=2&selected=7")]
    public void A_url_says_the_same_when_it_is_built_again(string text)
    {
        var query = QueryHelpers.ParseQuery(text);
        var (findings, problems) = FindingFilterUrl.Parse(query);
        Assert.Empty(problems);
        var apps = AppFilterUrl.Parse(query).Filter;
        DateTimeOffset? asOf = query.TryGetValue("asOf", out var t) && AsOfUrl.TryParse(t!, out var moment) ? moment : null;
        Assert.Equal("/findings" + text, DashboardUrls.Findings(
            apps with { FailedRule = [] }, findings with { Rule = apps.FailedRule }, FindingSortUrl.Parse(query.TryGetValue("sort", out var sort) ? sort.ToString() : null),
            (int?)Number("page"), Number("selected"), asOf));

        long? Number(string name) => query.TryGetValue(name, out var value) ? long.Parse(value.ToString(), CultureInfo.InvariantCulture) : null;
    }

    [Fact]
    public void Ids_of_apps_are_the_same_in_any_case_and_may_be_long()
    {
        var id = "/subscriptions/s/" + new string('a', 900);
        Assert.Equal([id], FindingFilterUrl.Parse(QueryHelpers.ParseQuery($"?app={id}&app={id.ToUpperInvariant()}")).Filter.App);
    }

    [Theory]
    [InlineData("?detectedWithin=0")]
    [InlineData("?detectedWithin=-5")]
    [InlineData("?detectedWithin=5&detectedWithin=6")]
    [InlineData("?detectedWithin=")]
    public void A_number_of_days_that_is_none_is_left_out_and_told(string text)
    {
        var (filter, problems) = FindingFilterUrl.Parse(QueryHelpers.ParseQuery(text));
        Assert.Null(filter.DetectedWithinDays);
        Assert.Equal("detectedWithin", Assert.Single(problems).Parameter);
    }
}
