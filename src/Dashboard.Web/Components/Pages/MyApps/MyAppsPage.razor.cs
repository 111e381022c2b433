using System.Security.Claims;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Access;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dashboard.Web.Components.Pages.MyApps;

/// <summary>The reader's own apps: how they stand, and what is to change first.</summary>
public partial class MyAppsPage
{
    private const int Few = 20;

    private IReadOnlyList<string> _names = [];
    private Load<OverviewAnswer?> _overview;
    private Load<RemediationFigures?> _remediation;
    private Load<IReadOnlyList<OwnAppToDo>> _toDo;
    private bool _mayAct;

    /// <summary>The counts.</summary>
    [Inject] public required OverviewQuery Overview { get; set; }

    /// <summary>How many findings stand.</summary>
    [Inject] public required RemediationQuery Remediation { get; set; }

    /// <summary>What is to change.</summary>
    [Inject] public required FindingListQuery Findings { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    private AppFilter? Own { get; set; }

    private PostureCounts Counts => _overview.Value?.Counts ?? default;

    private bool OwnsNone => _overview is { State: LoadState.Ready } && (Own is null || (_overview.Value is not null && Counts.Total == 0));

    private string Title => _overview switch
    {
        { State: LoadState.Ready } when OwnsNone => "No app carries your name",
        _ => "My apps",
    };

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var user = Authentication is null ? new ClaimsPrincipal() : (await Authentication).User;
        (_names, Own, _mayAct) = (OwnApps.NamesOf(user), OwnApps.FilterOf(user), user.IsInRole(Roles.AppOwner));
        if (Own is not { } own)
        {
            _overview = Load.Ready<OverviewAnswer?>(null);
            return;
        }

        _overview = await TryAsync(() => Overview.RunAsync(own, AsOf, cancellationToken));
        _remediation = await TryAsync(() => Remediation.AtAsync(own, AsOf, cancellationToken));
        _toDo = await TryAsync(() => OwnAppToDo.OfAsync(
            Findings.StreamAsync(own, FindingFigures.Open, FindingSort.Default, AsOf, cancellationToken), cancellationToken));
    }

    private string FindingsLink(FindingFilter findings) => DashboardUrls.Findings(Own, findings, asOf: AsOf);

    private string? AppsLink(AppFilter? filter) => filter is null ? null : DashboardUrls.Apps(filter, asOf: AsOf);

    /// <summary>The open findings of one app, all of them: it is the app and not its tag that is asked for.</summary>
    private string AppFindings(OwnAppToDo row) =>
        DashboardUrls.Findings(findings: FindingFigures.Open with { App = [row.App.ResourceId] }, asOf: AsOf);
}
