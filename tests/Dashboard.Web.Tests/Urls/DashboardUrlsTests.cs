using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Tests.Urls;

public sealed class DashboardUrlsTests
{
    private const string Id = "/subscriptions/1/resourceGroups/r g(1)/providers/Microsoft.Web/sites/a";

    [Fact]
    public void Defaults_leave_no_trace()
    {
        Assert.Equal("/", DashboardUrls.Overview(AppFilter.Any));
        Assert.Equal("/apps", DashboardUrls.Apps(AppFilter.Any, AppSort.Default));
        Assert.Equal("/runs", DashboardUrls.Runs());
        Assert.Equal("/api/v1/apps", DashboardUrls.ApiApps());
    }

    [Fact]
    public void Everything_that_a_page_shows_is_in_its_url()
    {
        var filter = AppFilter.Any with { Verdict = [Verdict.Gaps] };
        var asOf = new DateTimeOffset(2026, 3, 31, 8, 0, 0, TimeSpan.FromHours(2));
        Assert.Equal(
            "/apps?verdict=Gaps&sort=-since&page=2&selected=%2Fsubscriptions%2F1&asOf=2026-03-31T06%3A00%3A00Z",
            DashboardUrls.Apps(filter, new AppSort(AppSortColumn.Since, true), 2, "/subscriptions/1", asOf));
        Assert.Equal("/api/v1/apps.csv?verdict=Gaps", DashboardUrls.Export("csv", filter));
        Assert.Equal(
            "/api/v1/kpis/coverage?from=2026-01-01&to=2026-01-31&by=Owner",
            DashboardUrls.ApiCoverage(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), KpiDimension.Owner));
    }

    [Fact]
    public void An_app_is_its_arm_id_with_escaped_segments()
    {
        Assert.Equal("/apps/subscriptions/1/resourceGroups/r%20g%281%29/providers/Microsoft.Web/sites/a", DashboardUrls.App(Id));
        Assert.Equal("/api/v1" + DashboardUrls.App(Id), DashboardUrls.ApiApp(Id));
    }

    [Theory]
    [InlineData("2026-03-31", "2026-03-31T23:59:59.999Z")]
    [InlineData("2026-03-31T06:00Z", "2026-03-31T06:00:00Z")]
    [InlineData("2026-03-31T06:00:00", "2026-03-31T06:00:00Z")]
    [InlineData("2026-03-31T06:00:00.123+02:00", "2026-03-31T04:00:00.123Z")]
    [InlineData("2026-03-31T06:00:00 02:00", "2026-03-31T04:00:00Z")]
    public void Moments_are_iso_8601(string text, string expected)
    {
        Assert.True(AsOfUrl.TryParse(text, out var moment));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), moment);
        Assert.True(AsOfUrl.TryParse(AsOfUrl.Format(moment), out var again));
        Assert.Equal(moment, again);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("31.03.2026")]
    [InlineData("2026-02-30")]
    [InlineData("1")]
    [InlineData("9999-12-31")]
    public void Anything_else_is_not_a_moment(string text) => Assert.False(AsOfUrl.TryParse(text, out _));

    [Theory]
    [InlineData("2026-06-30", false)]
    [InlineData("2026-06-30T12:04:00Z", false)]
    [InlineData("2026-06-30T12:06:00Z", true)]
    [InlineData("2026-07-01", true)]
    public void The_end_of_today_is_no_future(string text, bool future)
    {
        Assert.True(AsOfUrl.TryParse(text, out var moment));
        Assert.Equal(future, AsOfUrl.IsFuture(moment, new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("name", AppSortColumn.Name, false)]
    [InlineData("-costCentre", AppSortColumn.CostCentre, true)]
    [InlineData("-SINCE", AppSortColumn.Since, true)]
    public void Sorts_read_and_write(string text, AppSortColumn column, bool descending)
    {
        var sort = AppSortUrl.Parse(text);
        Assert.Equal(new AppSort(column, descending), sort);
        Assert.Equal(sort, AppSortUrl.Parse(AppSortUrl.Format(sort!)));
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("--name")]
    [InlineData("0")]
    public void A_sort_that_does_not_exist_is_none(string text) => Assert.Null(AppSortUrl.Parse(text));
}
