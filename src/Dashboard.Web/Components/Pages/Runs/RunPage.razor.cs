using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Runs;

/// <summary>One run: each subscription and source, in plain words.</summary>
public partial class RunPage
{
    private Load<RunView?> _run;

    /// <summary>The run's number.</summary>
    [Parameter] public long Id { get; set; }

    /// <summary>The runs.</summary>
    [Inject] public required RunQuery Runs { get; set; }

    /// <summary>What runs recorded.</summary>
    [Inject] public required EventListQuery Events { get; set; }

    /// <summary>Who reads Azure, for the commands that grant roles.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    private string? Principal => Settings.Azure?.ClientId;

    private static IReadOnlyList<Crumb> Trail => [new("Overview", DashboardUrls.Overview()), new("Runs", DashboardUrls.Runs())];

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _run = await TryAsync(async () => await Runs.FindAsync(Id, cancellationToken) is { } run
            ? new RunView(run, await Runs.StandingAsync(run.RunTime.AddMilliseconds(-1), cancellationToken), await ChangesAsync(run.Id, cancellationToken))
            : null);

    private static string Seen(RunRow run) => DashboardUrls.Apps(AppFilter.Any with { Stale = false }, asOf: run.RunTime);

    private async Task<int> ChangesAsync(long run, CancellationToken cancellationToken) =>
        (await Events.CountDirectionsAsync(AppFilter.Any, EventFilter.Any with { Run = run }, null, cancellationToken)).Values.Sum(c => c.Events);

    private static string Scopes(RunRow run) => RunWords.IsMerged(run)
        ? "What was read was merged; what was not stands as it was, and its apps are marked stale."
        : run.Status == RunStatus.Running ? "Nothing is merged before everything was read." : "Nothing of this run was merged, whatever it read.";

    /// <summary>A run with the run whose figures stood before it, and how many changes it recorded.</summary>
    private sealed record RunView(RunRow Run, RunRef? Before, int Changes);
}
