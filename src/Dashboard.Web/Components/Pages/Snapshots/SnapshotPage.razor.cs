using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Dashboard.Core.Reports;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Reports;
using Dashboard.Web.Components.Charts;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Snapshots;

/// <summary>A sealed month as a document: to read on a screen, and to print for a board.</summary>
public partial class SnapshotPage
{
    private const int DaysOfChart = 365;

    private Load<SnapshotView?> _page;
    private Load<IReadOnlyList<FigureDifference>> _restated;
    private Load<ChartSpec> _chart;

    /// <summary>The month as the address says it, <c>2026-10</c>.</summary>
    [Parameter] public string Name { get; set; } = "";

    /// <summary>The sealed months.</summary>
    [Inject] public required SealedMonthQuery Months { get; set; }

    /// <summary>What is known better now.</summary>
    [Inject] public required RestatementQuery Restatements { get; set; }

    /// <summary>The days before the month's end.</summary>
    [Inject] public required CoverageTrendQuery Trend { get; set; }

    private string Title => _page.Value is { } view ? SnapshotWords.Headline(view.Month.Figures)
        : CostMonth.TryParse(Name, out var month) ? MoneyWords.Month(month) : "This month";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _page = await TryAsync(() => FindAsync(cancellationToken));
        if (_page.Value is not { Month: var month }) return;
        _restated = await TryAsync(() => Restatements.RunAsync(month, cancellationToken));
        _chart = await TryAsync(() => ChartAsync(month.Figures, cancellationToken));
    }

    private async Task<SnapshotView?> FindAsync(CancellationToken cancellationToken) =>
        CostMonth.TryParse(Name, out var wanted)
            ? SnapshotView.Of(await Months.ListAsync(AsOf, cancellationToken), wanted, CostMonth.TryParse(Text("against"), out var other) ? other : null)
            : null;

    /// <summary>The year before the month's end, from the history: what it says of the past never changes.</summary>
    private async Task<ChartSpec> ChartAsync(MonthFigures figures, CancellationToken cancellationToken)
    {
        var first = DateOnly.FromDateTime(figures.AsOf.UtcDateTime).AddDays(1 - DaysOfChart);
        var trend = await Trend.RunAsync(AppFilter.Any, first, figures.AsOf, cancellationToken);
        string OfDay(AppFilter filter) => DashboardUrls.Apps(filter) + "&asOf={day}";
        return CoverageCharts.Bands(
            trend, figures.Kpis.Coverage.Target ?? 0, OfDay(FigureFilters.Denominator(AppFilter.Any)), OfDay(FigureFilters.Excepted(AppFilter.Any)));
    }
}
