using Dashboard.Core.Audit;
using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Dashboard.Web.Components.Pages.Runs;

/// <summary>The runs: what was read, when, and what was not.</summary>
public partial class RunsPage
{
    private const int PageSize = 50;

    private Load<PagedList<RunRow>> _runs;
    private IReadOnlyDictionary<DateTimeOffset, int>? _changes;
    private bool _starting;

    /// <summary>The runs.</summary>
    [Inject] public required RunQuery Runs { get; set; }

    /// <summary>What runs recorded.</summary>
    [Inject] public required EventListQuery Events { get; set; }

    /// <summary>Starts and cancels.</summary>
    [Inject] public required CollectionService Collection { get; set; }

    /// <summary>Says what came of it.</summary>
    [Inject] public required ISnackbar Snackbar { get; set; }

    private RunSort Sort => RunSortUrl.Parse(Text("sort")) ?? RunSort.Default;

    private string Headline => _runs.Value?.Run is { } last
        ? $"The last run was {Words.Ago(last.RunTime, Moment)}" + (last.Status == RunStatus.Partial ? " and read only a part" : " and read everything")
        : "Runs";

    private string SortedBy(RunSort sort) => DashboardUrls.Runs(sort, asOf: AsOf);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _runs = await TryAsync(() => Runs.ListAsync(Sort, AsOf, PageNumber, PageSize, cancellationToken));
        _changes = _runs.Value is { } runs
            ? (await TryAsync(() => Events.CountByRunAsync([.. runs.Items.Where(RunWords.IsMerged).Select(r => r.RunTime)], cancellationToken))).Value
            : null;
    }

    /// <inheritdoc />
    protected override async Task RunMovedAsync(RunNotice notice)
    {
        await base.RunMovedAsync(notice);
        StateHasChanged();
    }

    private async Task StartAsync(AuditActor actor)
    {
        _starting = true;
        try
        {
            var outcome = await Collection.StartAsync(RunTrigger.Manual, actor.Name, actor);
            _ = outcome switch
            {
                StartOutcome.Started started => Say($"Run {started.RunId} started.", MudBlazor.Severity.Info),
                StartOutcome.AlreadyRunning => Say("Another run is under way.", MudBlazor.Severity.Warning),
                StartOutcome.NotNow later => Say(later.Reason, MudBlazor.Severity.Warning),
                _ => null,
            };
        }
        finally
        {
            _starting = false;
        }
    }

    private Snackbar? Say(string text, MudBlazor.Severity severity) => Snackbar.Add(text, severity);
}
