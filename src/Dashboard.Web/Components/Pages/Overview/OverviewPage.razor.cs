using Dashboard.Core.Changes;
using Dashboard.Core.Costs;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Access;
using Dashboard.Web.Api;
using Dashboard.Web.Components.Charts;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dashboard.Web.Components.Pages.Overview;

/// <summary>The Overview: is mutual TLS enforced, since when, where not, and what changed.</summary>
public partial class OverviewPage
{
    private const int MostChanges = 6;

    private Load<UnlockCostsAnswer> _unlock;
    private Load<CostTrendAnswer> _costs;
    private Load<OverviewAnswer?> _overview;
    private Load<OverviewAnswer?> _before;
    private Load<RemediationAnswer<RemediationFigures>> _remediation;
    private Load<TrendAnswer> _trend;
    private Load<ChartSpec> _bands;
    private Load<ChartSpec> _lines;
    private Load<IReadOnlyList<BreakdownRow>> _breakdown;
    private Load<IReadOnlyList<EventRow>> _changes;
    private Load<IReadOnlyDictionary<EventDirection, EventCount>> _today;
    private Load<IReadOnlyDictionary<EventDirection, EventCount>> _counts;
    private SinceLastVisit? _since;

    /// <summary>The counts.</summary>
    [Inject] public required OverviewQuery Overview { get; set; }

    /// <summary>Findings and the time to remediate.</summary>
    [Inject] public required RemediationQuery Remediation { get; set; }

    /// <summary>What compliance costs.</summary>
    [Inject] public required UnlockCostsQuery Unlock { get; set; }

    /// <summary>What plans cost.</summary>
    [Inject] public required CostQuery Costs { get; set; }

    /// <summary>The trend.</summary>
    [Inject] public required CoverageTrendQuery Trend { get; set; }

    /// <summary>The counts by a dimension.</summary>
    [Inject] public required BreakdownQuery Breakdown { get; set; }

    /// <summary>What changed.</summary>
    [Inject] public required EventListQuery Changes { get; set; }

    /// <summary>When the reader was last here.</summary>
    [Inject] public required LastVisitQuery LastVisit { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    /// <summary>The target.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    private AppFilter Population => FilterFields.OnlyPopulation(Filter);

    private Period Period => TrendPeriod.Parse(Text("period"));

    private KpiDimension Dimension => BreakdownDimensions.Parse(Text("by"), Untagged);

    private BreakdownSort Sort => BreakdownSort.Parse(Text("sort"));

    private DateTimeOffset MonthEnd => AsOfUrl.EndOf(new DateOnly(Moment.UtcDateTime.Year, Moment.UtcDateTime.Month, 1).AddDays(-1));

    private string Then => Words.LongDay(MonthEnd, Moment);

    /// <summary>True where the tags place no app of these: a real first day. The public ones then lead.</summary>
    private bool Untagged => _overview.Value is { Counts: { Denominator: 0, Unclassified: > 0 } };

    private RemediationFigures? RemediationBefore => _remediation.Value?.Items.FirstOrDefault(i => i.AsOf == MonthEnd);

    private string BandsSubtitle => _overview.Value is { Counts.Denominator: 0 } ? "No app here must enforce mutual TLS" : "Share of the apps that must enforce mutual TLS";

    private string PageTitleText => _overview.Value is { Counts.Denominator: > 0 } o
        ? $"{Words.Percent(Coverage.Percent(o.Counts.CoveredEnforced, o.Counts.Denominator))} enforced – App Service mTLS"
        : "Overview – App Service mTLS";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _overview = await TryAsync(() => Overview.RunAsync(Population, AsOf, cancellationToken));
        if (_overview is { State: LoadState.Ready, Value: null }) return;
        _before = await TryAsync(() => Overview.RunAsync(Population, MonthEnd, cancellationToken));
        _remediation = await TryAsync(() => Remediation.TrendAsync(
            Population, RemediationPeriod.UpTo(AsOf, Moment, by: null).MonthEnds, AsOf, cancellationToken));
        await LoadChartsAsync(cancellationToken);
        var month = CostMonth.Of(Moment).Plus(-1);
        _unlock = await TryAsync(() => Unlock.RunAsync(Settings.CoverageTargetPercent, AsOf, cancellationToken));
        _costs = await TryAsync(() => Costs.TrendAsync(Population, month, month, AsOf, cancellationToken));
        await LoadChangesAsync(cancellationToken);
        _breakdown = await TryAsync(() => Breakdown.RunAsync(Dimension, Population, AsOf, MonthEnd, cancellationToken));
    }

    private async Task LoadChartsAsync(CancellationToken cancellationToken)
    {
        var (target, first) = (Settings.CoverageTargetPercent, Period.From(Moment) ?? DateOnly.MinValue);
        _trend = await TryAsync(() => Trend.RunAsync(Population, first, Moment, cancellationToken));
        if (Untagged && FigureFilters.Public(Population) is { } reachable)
        {
            var dayHref = OfDay(reachable);
            var trend = await TryAsync(() => Trend.RunAsync(reachable, first, Moment, cancellationToken));
            _bands = Chart(trend, t => CoverageCharts.AllBands(t, target, dayHref));
            _lines = Chart(_trend, t => CoverageCharts.PublicLines(t, target, OfDay(Population)));
        }
        else
        {
            var dayHref = OfDay(FigureFilters.Denominator(Population));
            _bands = Chart(_trend, t => CoverageCharts.Bands(t, target, dayHref, OfDay(FigureFilters.Excepted(Population))));
            _lines = Chart(_trend, t => CoverageCharts.Lines(t, target, OfDay(Population)));
        }
    }

    /// <summary>The apps on a day of a chart. Lines of several groups lead to the apps of all of them.</summary>
    private static string OfDay(AppFilter filter)
    {
        var address = DashboardUrls.Apps(filter);
        return address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "asOf={day}";
    }

    private async Task LoadChangesAsync(CancellationToken cancellationToken)
    {
        var visit = await TryAsync(() => ReadVisitAsync(cancellationToken));
        _since = SinceLastVisit.Of(visit.Value, Moment, AsOf is not null) with { Unread = visit.State == LoadState.Failed };
        var shown = _since.View.At(Moment) with { Direction = [EventDirection.Worse, EventDirection.Better] };
        _changes = await TryAsync(async () => (await Changes.RunAsync(Population, shown, 1, MostChanges, AsOf, cancellationToken)).Items);
        _counts = await TryAsync(() => Changes.CountDirectionsAsync(Population, shown, AsOf, cancellationToken));
        _today = await TryAsync(() => Changes.CountDirectionsAsync(
            Population, ChangesView.All(Urls.Period.Today).At(Moment), AsOf, cancellationToken));
    }

    /// <summary>The end of the reader's last visit. Where it cannot be read the page shows what a first visit sees.</summary>
    private async Task<LastVisit?> ReadVisitAsync(CancellationToken cancellationToken)
    {
        var user = Authentication is null ? null : Actors.IdOf((await Authentication).User);
        return user is null ? null : await LastVisit.RunAsync(user, cancellationToken);
    }

    private int? DriftedToday => _today.Value is { } counts ? counts.GetValueOrDefault(EventDirection.Worse)?.Events ?? 0 : null;

    /// <summary>The rows of the breakdown in the API, which knows days and no moments within one.</summary>
    private string? BreakdownApi
    {
        get
        {
            var day = DateOnly.FromDateTime(Moment.UtcDateTime);
            if (AsOf is { } asOf && asOf != AsOfUrl.EndOf(day)) return null;
            return DashboardUrls.ApiCoverage(new DateOnly(day.Year, day.Month, 1), AsOf is null ? null : day, Dimension, Population);
        }
    }

    private static Load<ChartSpec> Chart(Load<TrendAnswer> trend, Func<TrendAnswer, ChartSpec> make) => new(
        trend.State, trend.Value is { } answer ? make(answer) : null, trend.ErrorId);

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);
}
