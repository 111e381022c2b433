using Dashboard.Core.Changes;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Components.Charts;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Overview;

/// <summary>The Overview: is mutual TLS enforced, since when, where not, and what changed.</summary>
public partial class OverviewPage
{
    private const int MostChanges = 5;

    private Load<OverviewAnswer?> _overview;
    private Load<OverviewAnswer?> _before;
    private Load<TrendAnswer> _trend;
    private Load<ChartSpec> _bands;
    private Load<ChartSpec> _lines;
    private Load<IReadOnlyList<BreakdownRow>> _breakdown;
    private Load<IReadOnlyList<EventRow>> _changes;
    private Load<IReadOnlyDictionary<EventDirection, EventCount>> _today;
    private DateTimeOffset _changesSince;

    /// <summary>The counts.</summary>
    [Inject] public required OverviewQuery Overview { get; set; }

    /// <summary>The trend.</summary>
    [Inject] public required CoverageTrendQuery Trend { get; set; }

    /// <summary>The counts by a dimension.</summary>
    [Inject] public required BreakdownQuery Breakdown { get; set; }

    /// <summary>What changed.</summary>
    [Inject] public required EventListQuery Changes { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    /// <summary>The target.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    private AppFilter Population => FilterFields.OnlyPopulation(Filter);

    private Period Period => TrendPeriod.Parse(Text("period"));

    private KpiDimension Dimension => BreakdownDimensions.Parse(Text("by"));

    private DateTimeOffset MonthEnd => AsOfUrl.EndOf(new DateOnly(Moment.UtcDateTime.Year, Moment.UtcDateTime.Month, 1).AddDays(-1));

    private string Then => Words.LongDay(MonthEnd, Moment);

    private bool Unscoped => _overview.Value is { Counts.Denominator: 0 };

    private string BandsSubtitle => Unscoped ? "No app here must enforce mutual TLS" : "Share of the apps that must enforce mutual TLS";

    private string PageTitleText => _overview.Value is { Counts.Denominator: > 0 } o
        ? $"{Words.Percent(Coverage.Percent(o.Counts.CoveredEnforced, o.Counts.Denominator))} enforced – App Service mTLS"
        : "Overview – App Service mTLS";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _overview = await TryAsync(() => Overview.RunAsync(Population, AsOf, cancellationToken));
        if (_overview is { State: LoadState.Ready, Value: null }) return;
        _before = await TryAsync(() => Overview.RunAsync(Population, MonthEnd, cancellationToken));
        _trend = await TryAsync(() => Trend.RunAsync(Population, Period.From(Moment) ?? DateOnly.MinValue, Moment, cancellationToken));
        var dayHref = DashboardUrls.Apps(FigureFilters.Denominator(Population));
        _bands = Chart(t => CoverageCharts.Bands(t, Settings.CoverageTargetPercent, dayHref + "&asOf={day}"));
        _lines = Chart(t => CoverageCharts.Lines(t, Settings.CoverageTargetPercent, dayHref + "&asOf={day}"));
        _changesSince = new DateTimeOffset(Urls.Period.Month.From(Moment)!.Value.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        _changes = await TryAsync(() => ReadChangesAsync(ChangesView.All(Urls.Period.Month).At(Moment), cancellationToken));
        _today = await TryAsync(() => Changes.CountDirectionsAsync(
            Population, ChangesView.All(Urls.Period.Today).At(Moment), AsOf, cancellationToken));
        _breakdown = await TryAsync(() => Breakdown.RunAsync(Dimension, AsOf, MonthEnd, cancellationToken));
    }

    private int? DriftedToday => _today.Value is { } counts ? counts.GetValueOrDefault(EventDirection.Worse)?.Events ?? 0 : null;

    /// <summary>The latest changes of a verdict; other changes only where there is room left.</summary>
    private async Task<IReadOnlyList<EventRow>> ReadChangesAsync(EventFilter filter, CancellationToken cancellationToken)
    {
        var verdicts = filter with { Direction = [EventDirection.Worse, EventDirection.Better] };
        var changes = (await Changes.RunAsync(Population, verdicts, 1, MostChanges, AsOf, cancellationToken)).Items;
        if (changes.Count == MostChanges) return changes;
        var others = await Changes.RunAsync(
            Population, filter with { Direction = [EventDirection.Same] }, 1, MostChanges - changes.Count, AsOf, cancellationToken);
        return [.. changes, .. others.Items];
    }

    private Load<ChartSpec> Chart(Func<TrendAnswer, ChartSpec> make) => new(
        _trend.State, _trend.Value is { } trend ? make(trend) : null, _trend.ErrorId);

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);
}
