using Dashboard.Core.Findings;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Findings;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Support;

/// <summary>
/// The figures of remediation once more: from the rows that the list's SQL finds under the same filter, by the definitions as they are
/// written, with no thought of speed.
/// </summary>
internal static class RemediationRecomputation
{
    private const double Near = 1e-6;

    public static async Task AssertAsync(TestDatabase db, AppFilter filter, DateTimeOffset moment)
    {
        var figures = await db.Get<RemediationQuery>().AtAsync(filter, moment, Token);
        var items = (await db.Get<FindingListQuery>().RunAsync(filter, FindingFilter.Any, FindingSort.Default, 1, 1000, moment, Token)).Items;
        Assert.Equal(figures?.Counts ?? default, new FindingCounts(items.Count(i => i.End is null), items.Count(i => i.Overdue)) { Excepted = items.Count(i => i.Exception is not null) });
        if (figures is null) return;

        var headline = (await db.Get<FindingListQuery>()
            .RunAsync(filter, new FindingFilter { Headline = true }, FindingSort.Default, 1, 1000, moment, Token)).Items;
        Assert.Equal(items.Where(i => i.RuleId != "MTLS012").Select(i => i.Id), headline.Select(i => i.Id));
        var window = headline.Where(i => i.Detected > moment.AddDays(-365)).ToList();
        var kpi = figures.TimeToRemediate;
        var mended = window.Where(i => i.End == FindingEnd.Remediated).ToList();
        Assert.Equal((mended.Count, window.Count(i => i.End is null)), (kpi.Remediated, kpi.Open));
        Assert.Equal(window.Count - mended.Count - kpi.Open, kpi.EndedOtherwise);
        AssertNear(mended.Count == 0 ? null : mended.Average(i => i.Age.TotalDays), kpi.MeanDays);
        AssertNear(Quantile(window, 0.5), kpi.Median.Value);
        AssertNear(Quantile(window, 0.9), kpi.P90.Value);
        if (window.Count > 0 && kpi.Median.Value is null) AssertNear(window.Max(i => i.Age.TotalDays), kpi.Median.LowerBound);

        var groups = await db.Get<RemediationQuery>().ByAsync(FindingDimension.Owner, filter, moment, Token);
        Assert.Equal(figures.Counts.Open, groups.Items.Sum(g => g.Figures.Counts.Open));
        Assert.Equal(
            items.Where(i => i.End is null).GroupBy(i => i.App.Owner!).ToDictionary(g => g.Key, g => g.Count()),
            groups.Items.Where(g => g.Figures.Counts.Open > 0).ToDictionary(g => g.Value, g => g.Figures.Counts.Open));
    }

    // S(t) as a product over every moment at which something was remediated; those that ended otherwise, or stand, are at risk until then.
    private static double? Quantile(List<FindingItem> items, double q)
    {
        foreach (var time in items.Where(i => i.End == FindingEnd.Remediated).Select(i => i.Age).Distinct().Order())
        {
            var left = items.Where(i => i.End == FindingEnd.Remediated && i.Age <= time).Select(i => i.Age).Distinct()
                .Aggregate(1.0, (s, t) => s * (1 - ((double)items.Count(i => i.End == FindingEnd.Remediated && i.Age == t) / items.Count(i => i.Age >= t))));
            if (left <= 1 - q + 1e-9) return time.TotalDays;
        }

        return null;
    }

    private static void AssertNear(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } value) Assert.Equal(value, actual!.Value, Near);
    }
}
