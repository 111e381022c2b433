using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Costs;

/// <summary>The App Service plans with their costs of a month.</summary>
public partial class PlansPage
{
    private const int PageSize = 50;

    private Load<PlansAnswer> _plans;
    private IReadOnlyList<PlanItem> _shown = [];
    private string? _sought;

    /// <summary>The plans.</summary>
    [Inject] public required PlanQuery Plans { get; set; }

    private PlansView View => PlansView.Parse(Query);

    private CostMonth Present => CostMonth.Of(Moment);

    private CostMonth Month => View.Month is { } month && month <= Present ? month : Present.Plus(-1);

    private int Page => Math.Clamp(View.Page, 1, Math.Max(1, (_shown.Count + PageSize - 1) / PageSize));

    private string Order => Name(View.Sort).ToLowerInvariant();

    private string Title => _plans.Value switch
    {
        null or { Run: null } => "Plans",
        _ when View.Waste => _shown.Count == 0 ? "An app runs on every plan that costs something" : $"No app runs on {Words.Of(_shown.Count, "plan")}",
        _ => Words.Of(_shown.Count, "plan"),
    };

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _sought = View.Search;
        _plans = await TryAsync(() => Plans.RunAsync(Month, AsOf, cancellationToken));
        _shown = _plans.Value is { } answer ? View.Of(answer.Items) : [];
    }

    private string Url(PlansView view) => DashboardUrls.Plans(view with { Page = 1 }, AsOf);

    private void Search() => Nav.NavigateTo(Url(View with { Search = string.IsNullOrWhiteSpace(_sought) ? null : _sought.Trim() }));

    private static string Name(PlanSort sort) => sort switch
    {
        PlanSort.Cost => "Dearest first",
        PlanSort.Name => "By name",
        PlanSort.Apps => "Most apps first",
    };
}
