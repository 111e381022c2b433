using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>One app: its verdict and why, every rule with its evidence, its history, and how to mend it.</summary>
public partial class AppPage
{
    private Load<AppDetail?> _detail;
    private Load<IReadOnlyList<TimelineEntry>> _timeline;
    private Load<IReadOnlyList<RelatedApp>> _related;

    /// <summary>The ARM id, as the path.</summary>
    [Parameter] public string ResourceId { get; set; } = "";

    /// <summary>The app.</summary>
    [Inject] public required AppDetailQuery Detail { get; set; }

    /// <summary>What is recorded of the app.</summary>
    [Inject] public required EventListQuery Events { get; set; }

    /// <summary>Its slots, or the app of a slot.</summary>
    [Inject] public required RelatedAppsQuery Related { get; set; }

    private IReadOnlyList<Crumb> Trail =>
        [new("Overview", DashboardUrls.Overview(asOf: AsOf)), new("Apps", DashboardUrls.Apps(asOf: AsOf))];

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _detail = await TryAsync(() => Detail.RunAsync("/" + ResourceId.Trim('/'), AsOf, cancellationToken));
        if (_detail.Value is { } detail)
        {
            _timeline = await TryAsync(async () =>
                Timeline.Of(detail, await Events.OfAppAsync(detail.Row.AppId, AsOf, cancellationToken)));
            _related = await TryAsync(() => Related.RunAsync(detail.Row.State.ResourceId, AsOf, cancellationToken));
        }
    }
}
