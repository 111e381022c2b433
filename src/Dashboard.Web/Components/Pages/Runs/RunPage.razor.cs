using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Runs;

/// <summary>One run: each subscription and source, in plain words.</summary>
public partial class RunPage
{
    private Load<RunRow?> _run;

    /// <summary>The run's number.</summary>
    [Parameter] public long Id { get; set; }

    /// <summary>The runs.</summary>
    [Inject] public required RunQuery Runs { get; set; }

    private static IReadOnlyList<Crumb> Trail => [new("Overview", DashboardUrls.Overview()), new("Runs", DashboardUrls.Runs())];

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _run = await TryAsync(() => Runs.FindAsync(Id, cancellationToken));

    /// <inheritdoc />
    protected override async Task RunMovedAsync(RunNotice notice)
    {
        await base.RunMovedAsync(notice);
        StateHasChanged();
    }
}
