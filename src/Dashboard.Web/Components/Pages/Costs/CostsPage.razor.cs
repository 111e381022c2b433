using Dashboard.Core.Costs;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Costs;

/// <summary>What plans cost, by whom, and what it costs to get the last apps protected.</summary>
public partial class CostsPage
{
    private const int Months = 13;

    private Load<CostTrendAnswer> _trend;
    private Load<CostGroupsAnswer> _groups;
    private Load<UnlockCostsAnswer> _unlock;
    private Load<PlansAnswer> _plans;
    private Load<RealisedAnswer> _realised;

    /// <summary>The costs.</summary>
    [Inject] public required CostQuery Costs { get; set; }

    /// <summary>The plans.</summary>
    [Inject] public required PlanQuery Plans { get; set; }

    /// <summary>What compliance costs.</summary>
    [Inject] public required UnlockCostsQuery Unlock { get; set; }

    /// <summary>What mutual TLS has caused.</summary>
    [Inject] public required RealisedCostsQuery Realised { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    /// <summary>The target of coverage.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    private AppFilter Apps => FilterFields.OnlyPopulation(Filter);

    private CostMonth Present => CostMonth.Of(Moment);

    /// <summary>The month that the page is about: the last whole one where the address names none, or one that is not there yet.</summary>
    private CostMonth Month => CostMonth.TryParse(Text("month"), out var month) && month <= Present ? month : Present.Plus(-1);

    private CostMonth? MonthInUrl => Month == Present.Plus(-1) ? null : Month;

    private CostDimension Dimension => TagsView.Enums.Of<CostDimension>(Text("by")) ?? CostDimension.CostCentre;

    private CostDimension? DimensionInUrl => Text("by") is null ? null : Dimension;

    private CostMonthFigures? Figures => _trend.Value?.Months.FirstOrDefault(m => m.Month == Month);

    private string Title => _unlock.Value is { Run: not null } answer ? UnlockWords.Headline(answer.Unlock.Sums) : "Costs & risk";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (apps, month) = (Apps, Month);
        // As many months as ever, whatever month the address names.
        var first = Present.Plus(1 - Months) < month ? Present.Plus(1 - Months) : month;
        _trend = await TryAsync(() => Costs.TrendAsync(apps, first, first.Plus(Months - 1), AsOf, cancellationToken));
        if (_trend is { State: LoadState.Ready, Value.Run: null }) return;
        _unlock = await TryAsync(() => Unlock.RunAsync(Settings.CoverageTargetPercent, AsOf, cancellationToken));
        _realised = await TryAsync(() => Realised.YearAsync(AsOf, cancellationToken));
        _groups = await TryAsync(() => Costs.ByAsync(Dimension, apps, month, AsOf, cancellationToken));
        _plans = await TryAsync(() => Plans.RunAsync(month, AsOf, cancellationToken));
    }

    private string Url(AppFilter apps) => DashboardUrls.Costs(apps, AsOf, MonthInUrl, DimensionInUrl);

    private string MonthUrl(CostMonth month) => DashboardUrls.Costs(Apps, AsOf, month == Present.Plus(-1) ? null : month, DimensionInUrl);

    private string PlansUrl(PlansView view) => DashboardUrls.Plans(view with { Month = MonthInUrl }, AsOf);

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);
}
