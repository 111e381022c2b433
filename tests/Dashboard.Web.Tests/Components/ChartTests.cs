using Bunit;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Charts;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Tests.Components;

public sealed class ChartTests : BunitContext
{
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public void The_summary_says_first_last_change_and_target()
    {
        var spec = CoverageCharts.Bands(Trend(RunStatus.Succeeded, RunStatus.Partial), 90, "/apps?asOf={day}");
        Assert.Equal("Enforced: 50.0% on 1 Nov 2026, 60.0% on 2 Nov 2026. 10.0 points better than on 1 Nov 2026. Target 90%.", spec.Summary);
    }

    [Fact]
    public void A_day_without_a_run_is_a_gap_in_every_band_and_in_the_rail()
    {
        var spec = CoverageCharts.Bands(Trend(RunStatus.Succeeded, null, RunStatus.Succeeded), 90, "/apps");
        Assert.All(BandGeometry.Edges(spec), edge => Assert.Null(edge[1]));
        Assert.Equal(2, BandGeometry.Stretches(spec.Days, d => d.HasRun).Count());
        Assert.Null(CoverageCharts.Lines(Trend([null]), 90, "").Series[0].Percent[0]);
    }

    [Fact]
    public void Bands_fill_the_height_and_stay_in_order()
    {
        var edges = BandGeometry.Edges(CoverageCharts.Bands(Trend(RunStatus.Succeeded), 90, "/apps"));
        Assert.Equal(100, edges[^1][0]);
        Assert.Equal(edges.Select(e => e[0]).Order(), edges.Select(e => e[0]));
    }

    [Fact]
    public void A_polygon_goes_down_to_the_baseline_at_a_gap() =>
        Assert.Equal("polygon(0 100%,0% 50%,50% 50%,50% 100%,100% 100%,100% 100%)", BandGeometry.Polygon([50, null]));

    [Fact]
    public void A_line_is_broken_at_a_gap() => Assert.Equal("M0 50H33.33M66.67 60H100", BandGeometry.Line([50, null, 40]));

    [Fact]
    public void Labels_move_apart_and_stay_inside() => Assert.Equal([64, 82, 100], BandGeometry.Spread([90, 91, 120], 18, 100));

    [Fact]
    public void A_chart_has_a_table_twin_one_click_away()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var panel = Render<ChartPanel>(p => p
            .Add(c => c.Title, "Bands")
            .Add(c => c.Load, Load.Ready(CoverageCharts.Bands(Trend(RunStatus.Succeeded, RunStatus.Partial), 90, "/apps?asOf={day}"))));
        Assert.Contains("Enforced: 50.0%", panel.Find("[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);

        panel.FindAll("button").Single(b => b.TextContent.Contains("Table", StringComparison.Ordinal)).Click();
        Assert.Equal("/apps?asOf=2026-11-02", panel.Find("tbody tr th a").GetAttribute("href"));
        Assert.Contains("Partial", panel.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_year_stands_where_January_would()
    {
        var marks = TimeAxis.Of(new DateOnly(2025, 11, 25), 365);
        Assert.Equal("Dec", marks[0].Text);
        Assert.True(marks.Single(m => m.Text == "2026").IsYear);
    }

    private static TrendAnswer Trend(params RunStatus?[] days) => new(
        [.. days.Select((run, i) => new TrendDay(First.AddDays(i), new PostureCounts { Denominator = 10, CoveredEnforced = 5 + i, CoveredGaps = 1, CoveredNotEnforced = 4 - i, PublicDenominator = 4, PublicEnforced = 1 }, run))],
        Samples.Now,
        null);
}
