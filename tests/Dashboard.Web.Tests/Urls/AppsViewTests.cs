using Dashboard.Web.Urls;
using Microsoft.AspNetCore.WebUtilities;

namespace Dashboard.Web.Tests.Urls;

public sealed class AppsViewTests
{
    [Theory]
    [InlineData("/apps")]
    [InlineData("/apps?columns=verdict%2Cmode%2CcostCentre")]
    [InlineData("/apps?columns=")]
    [InlineData("/apps?columns=lastSeen&rows=200")]
    [InlineData("/apps?rows=20")]
    public void A_url_says_the_same_when_it_is_built_again(string url)
    {
        var (view, problems) = AppsView.Parse(Query(url));
        Assert.Empty(problems);
        Assert.Equal(url, DashboardUrls.Apps(view: view));
    }

    [Fact]
    public void Columns_stand_in_one_order_and_the_usual_ones_leave_no_trace()
    {
        Assert.Equal([AppColumn.Verdict, AppColumn.Owner], AppsView.Parse(Query("?columns=OWNER,verdict,owner")).View.Columns);
        var usual = string.Join(',', AppsView.DefaultColumns.Reverse());
        Assert.Null(AppsView.Parse(Query("?columns=" + usual)).View.Columns);
    }

    [Fact]
    public void A_column_comes_and_goes()
    {
        var more = AppsView.Default.Toggle(AppColumn.Plan);
        Assert.Equal([.. AppsView.DefaultColumns.Append(AppColumn.Plan).Order()], more.Shown);
        Assert.Null(more.Toggle(AppColumn.Plan).Columns);
        Assert.Equal(["why", "owner"], AppsView.Default.Toggle(AppColumn.Verdict).ToPairs().Single().Value.Split(',')[..2]);
    }

    [Theory]
    [InlineData("?columns=colour", "columns")]
    [InlineData("?columns=1", "columns")]
    [InlineData("?rows=51", "rows")]
    [InlineData("?rows=-20", "rows")]
    [InlineData("?rows=1000000", "rows")]
    public void What_is_not_understood_is_named_and_left_out(string query, string parameter)
    {
        var (view, problems) = AppsView.Parse(Query(query));
        Assert.Equal(parameter, Assert.Single(problems).Parameter);
        Assert.Equal("/apps", DashboardUrls.Apps(view: view));
    }

    [Fact]
    public void A_period_means_the_same_on_every_page_that_offers_it()
    {
        foreach (var period in Period.All)
        {
            Assert.Equal(period, ChangesView.Parse(Query("?period=" + period.Text)).View.Period);
            Assert.Equal(period == Period.Today ? TrendPeriod.Default : period, TrendPeriod.Parse(period.Text));
        }

        Assert.Equal(Period.Year, TrendPeriod.Parse(null));
        Assert.Null(TrendPeriod.InUrl(TrendPeriod.Parse("fortnight")));
    }

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Query(string url) =>
        QueryHelpers.ParseQuery(url.Contains('?', StringComparison.Ordinal) ? url[url.IndexOf('?', StringComparison.Ordinal)..] : "");
}
