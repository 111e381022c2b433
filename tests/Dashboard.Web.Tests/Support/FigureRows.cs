using System.Globalization;
using AngleSharp.Dom;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.WebUtilities;

namespace Dashboard.Web.Tests.Support;

/// <summary>Follows a figure to its rows.</summary>
internal static class FigureRows
{
    /// <summary>The figure is the number of the rows behind it, or their share.</summary>
    public static async Task AssertAsync(TestHistory history, IElement figure)
    {
        var rows = await CountAsync(history, figure.GetAttribute("href")!);
        var value = decimal.Parse(figure.GetAttribute("data-value") ?? figure.TextContent, NumberStyles.Number, CultureInfo.InvariantCulture);
        decimal? expected = figure.GetAttribute("data-of") is { } of ? Coverage.Percent(rows, await CountAsync(history, of)) : rows;
        Assert.True(expected == value, $"{figure.GetAttribute("data-figure")}: {value} shown, {expected} behind {figure.GetAttribute("href")}");
    }

    /// <summary>How many rows an address of apps, of changes, of findings or of exceptions has.</summary>
    public static async Task<int> CountAsync(TestHistory history, string href)
    {
        var address = new Uri("http://x" + href);
        var query = QueryHelpers.ParseQuery(address.Query);
        var filter = AppFilterUrl.Parse(query).Filter;
        DateTimeOffset? asOf = query.TryGetValue("asOf", out var text) && AsOfUrl.TryParse(text!, out var moment) ? moment : null;
        switch (address.AbsolutePath)
        {
            case "/apps":
                return (await history.Get<AppListQuery>().RunAsync(filter, AppSort.Default, 1, 1, false, asOf, Token)).Total;
            case "/findings":
                var findings = FindingFilterUrl.Parse(query);
                Assert.Empty(findings.Problems);
                var (shown, apps) = FindingFilterUrl.Split(findings.Filter, filter);
                return (await history.Get<FindingListQuery>().RunAsync(apps, shown, FindingSort.Default, 1, 1, asOf, Token)).Total;
            case "/exceptions":
                var exceptions = ExceptionFilterUrl.Parse(query);
                Assert.Empty(exceptions.Problems);
                return (await history.Get<ExceptionListQuery>().RunAsync(
                    filter with { FailedRule = [] }, exceptions.Filter with { Rule = filter.FailedRule }, ExceptionSort.Default, 1, 1, asOf, Token)).Total;
            default:
                Assert.Equal("/changes", address.AbsolutePath);
                var events = ChangesView.Parse(query).View.At(asOf ?? history.Clock.GetUtcNow());
                return (await history.Get<EventListQuery>().RunAsync(filter, events, 1, 1, asOf, Token)).Total;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
