using Dashboard.Core.Changes;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.WebUtilities;

namespace Dashboard.Web.Tests.Urls;

public sealed class ChangesUrlTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/changes")]
    [InlineData("/changes?period=today")]
    [InlineData("/changes?period=30d&direction=all")]
    [InlineData("/changes?period=12m")]
    [InlineData("/changes?from=2026-11-01&to=2026-11-20&direction=better&direction=same&kind=Moved&changedBy=&changedBy=a%40b&owner=x")]
    [InlineData("/changes?direction=all&from=2026-11-01T06%3A00%3A00Z")]
    [InlineData("/changes?period=all&direction=all&run=61")]
    [InlineData("/changes?page=2&selected=17&asOf=2026-10-31")]
    public void A_url_says_the_same_when_it_is_built_again(string url)
    {
        var query = QueryHelpers.ParseQuery(url.Contains('?', StringComparison.Ordinal) ? url[url.IndexOf('?', StringComparison.Ordinal)..] : "");
        var (view, problems) = ChangesView.Parse(query);
        Assert.Empty(problems);
        int? page = query.TryGetValue("page", out var p) ? int.Parse(p!, System.Globalization.CultureInfo.InvariantCulture) : null;
        long? selected = query.TryGetValue("selected", out var s) ? long.Parse(s!, System.Globalization.CultureInfo.InvariantCulture) : null;
        DateTimeOffset? asOf = query.TryGetValue("asOf", out var t) && AsOfUrl.TryParse(t!, out var moment) ? moment : null;
        Assert.Equal(url, DashboardUrls.Changes(AppFilterUrl.Parse(query).Filter, view, page ?? 1, selected, asOf));
    }

    [Fact]
    public void What_got_worse_in_seven_days_is_the_default()
    {
        var (view, _) = ChangesView.Parse(QueryHelpers.ParseQuery(""));
        var events = view.At(Now);
        Assert.Equal([EventDirection.Worse], events.Direction);
        Assert.Equal(new DateTimeOffset(2026, 11, 17, 23, 59, 59, 999, TimeSpan.Zero), events.After);
        Assert.Null(events.Until);
    }

    [Fact]
    public void Today_is_the_utc_day_of_the_moment()
    {
        var view = ChangesView.All(Period.Today);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 23, 59, 59, 999, TimeSpan.Zero), view.At(Now).After);
        Assert.Equal(view.At(Now).After, view.At(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.FromHours(2))).After);
        Assert.Null(ChangesView.All(Period.Ever).At(Now).After);
    }

    [Theory]
    [InlineData("direction=down", "direction")]
    [InlineData("kind=Vanished", "kind")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-11-02&to=2026-11-01", "from")]
    [InlineData("to=2026-11-01&to=2026-11-02", "to")]
    [InlineData("period=fortnight", "period")]
    public void What_is_not_understood_is_named_and_left_out(string query, string parameter)
    {
        var (view, problems) = ChangesView.Parse(QueryHelpers.ParseQuery(query));
        Assert.Equal(parameter, Assert.Single(problems).Parameter);
        Assert.NotNull(view.Period);
        Assert.Empty(view.Events.Kind);
    }

    [Fact]
    public void The_first_day_of_all_is_no_bound() =>
        Assert.Null(EventFilterUrl.Parse(QueryHelpers.ParseQuery("from=0001-01-01")).Filter.After);

    [Fact]
    public void The_apis_urls_say_the_filter()
    {
        var events = EventFilter.Any with { Direction = [EventDirection.Worse], After = EventFilterUrl.Before(new DateOnly(2026, 11, 1)) };
        Assert.Equal("/api/v1/changes?from=2026-11-01&direction=worse&owner=x&pageSize=5", DashboardUrls.ApiChanges(AppFilter.Any with { Owner = ["x"] }, events, pageSize: 5));
        Assert.Equal("/api/v1/changes.csv?from=2026-11-01&direction=worse", DashboardUrls.ExportChanges("csv", AppFilter.Any, events, null));
        Assert.Equal("/api/v1/history?owner=x&page=2", DashboardUrls.ApiHistory(AppFilter.Any with { Owner = ["x"] }, 2));
    }
}
