using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>One app: its verdict and why, every rule with its evidence, its history, and how to mend it.</summary>
public partial class AppPage
{
    private Load<AppDetail?> _detail;
    /// <summary>More findings than this one app does not have; where it has, the panel says so.</summary>
    private const int MostFindings = 500;

    private Load<PagedList<FindingItem>> _findings;
    private Load<IReadOnlyList<TimelineEntry>> _timeline;
    private Load<IReadOnlyList<AppException>> _exceptions;
    private Load<IReadOnlyList<RelatedApp>> _related;
    private Load<PlanAppCost?> _cost;

    /// <summary>The ARM id, as the path.</summary>
    [Parameter] public string ResourceId { get; set; } = "";

    /// <summary>The app.</summary>
    [Inject] public required AppDetailQuery Detail { get; set; }

    /// <summary>What fails, or failed, on it.</summary>
    [Inject] public required FindingListQuery Findings { get; set; }

    /// <summary>What is recorded of the app.</summary>
    [Inject] public required EventListQuery Events { get; set; }

    /// <summary>What exceptions were asked for on it.</summary>
    [Inject] public required AppExceptionsQuery Exceptions { get; set; }

    /// <summary>What it costs.</summary>
    [Inject] public required CostQuery Costs { get; set; }

    /// <summary>Its slots, or the app of a slot.</summary>
    [Inject] public required RelatedAppsQuery Related { get; set; }

    private IReadOnlyList<Crumb> Trail =>
        [new("Overview", DashboardUrls.Overview(asOf: AsOf)), new("Apps", DashboardUrls.Apps(asOf: AsOf))];

    private CostMonth Month => CostMonth.Of(Moment).Plus(-1);

    private FindingItem? MostUrgent => _findings.Value?.Items.Where(f => f.End is null).MinBy(f => f.Due);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _detail = await TryAsync(() => Detail.RunAsync("/" + ResourceId.Trim('/'), AsOf, cancellationToken));
        if (_detail.Value is { } detail)
        {
            _findings = await TryAsync(() => Findings.RunAsync(
                AppFilter.Any, FindingFigures.OfApp(detail.Row.State.ResourceId), FindingSort.Default, 1, MostFindings, AsOf, cancellationToken));
            _timeline = await TryAsync(async () =>
                Timeline.Of(detail, await Events.OfAppAsync(detail.Row.AppId, AsOf, cancellationToken)));
            _exceptions = await TryAsync(() => Exceptions.RunAsync(detail.Row.AppId, AsOf, cancellationToken));
            var id = detail.Row.State.ResourceId;
            _cost = await TryAsync(async () => (await Costs.OfAppsAsync([id], Month, AsOf, cancellationToken)).Values.FirstOrDefault());
            _related = await TryAsync(() => Related.RunAsync(detail.Row.State.ResourceId, AsOf, cancellationToken));
        }
    }
}
