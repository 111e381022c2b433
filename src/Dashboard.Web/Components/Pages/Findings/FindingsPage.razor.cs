using System.Globalization;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Findings;

/// <summary>What fails, since when, and who is to mend it until when; one finding can be open beside the list.</summary>
public partial class FindingsPage
{
    private const int PageSize = 50;
    private const int MostAssignees = 60;

    /// <summary>A finding has a rule of its own: the filters that ask what else fails on its app would only confuse.</summary>
    private static readonly IReadOnlyList<FilterField> BarFields =
        [.. FilterFields.All.Where(f => f.Name is not ("Fails" or "Rule result" or "Tag" or FilterFields.Excepted))];

    private static readonly IReadOnlyList<StatusTab> Tabs =
    [
        new("open", "Open", [FindingStatus.Open], c => c.Open),
        new("overdue", "Overdue", [FindingStatus.Overdue], c => c.Overdue),
        new("ended", "Ended", [FindingStatus.Ended], c => c.Ended),
        new("all", "All", [], c => c.Open + c.Ended),
    ];

    private Load<PagedList<FindingItem>> _list;
    private Load<FindingTotals?> _totals;
    private Load<IReadOnlyList<FindingAssignee>> _assignees;
    private Load<FindingDetail?> _detail;
    private string? _listUrl;

    /// <summary>The findings.</summary>
    [Inject] public required FindingListQuery Findings { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    /// <summary>Which apps the findings are on; the rule and the exception in the URL are the finding's.</summary>
    private AppFilter Apps => FindingFilterUrl.Split(FindingFilter.Any, Filter).Apps;

    private FindingFilter Shown { get; set; } = FindingFilter.Any;

    private FindingSort Sort { get; set; } = FindingSort.Default;

    private FindingsView View => new(Shown, f => Url(f));

    private long? Selected => long.TryParse(Text("selected"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private string Title => _totals.Value switch
    {
        null => "Findings",
        { Open: 0 } => "No finding is open",
        { } t => $"{Words.Count(t.Overdue)} of {Words.Count(t.Open)} open {Words.Form(t.Open, "finding")} overdue",
    };

    private string EmptyText => _totals.Value is { } t && t.Open + t.Ended > 0
        ? "No finding of this status fits, but others do."
        : Apps.IsAny && !View.Any ? "No rule failed on an app that it is asked of." : "No finding fits these filters.";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Shown = FindingFilterUrl.Split(FindingFilterUrl.Parse(Query).Filter, Filter).Findings;
        Sort = FindingSortUrl.Parse(Text("sort")) ?? FindingSort.Default;
        // Opening a row changes the URL but not the list: it is not read again, and keeps its place.
        var listUrl = Url(Shown, page: PageNumber);
        if (listUrl != _listUrl || Reloading)
        {
            // Until all of it is read, what is shown is of no address: a load that is broken off must not pass for one.
            _listUrl = null;
            var (apps, shown, sort) = (Apps, Shown, Sort);
            _list = await TryAsync(() => Findings.RunAsync(apps, shown, sort, PageNumber, PageSize, AsOf, cancellationToken));
            _totals = await TryAsync(() => Findings.CountAsync(apps, shown, AsOf, cancellationToken));
            _assignees = await TryAsync(() => Findings.AssigneesAsync(apps, shown, MostAssignees, AsOf, cancellationToken));
            _listUrl = listUrl;
        }

        if (Selected is { } id) _detail = await TryAsync(() => Findings.FindAsync(id, AsOf, cancellationToken));
    }

    private string Url(FindingFilter findings, AppFilter? apps = null, int? page = null, long? selected = null) =>
        DashboardUrls.Findings(apps ?? Apps, findings, Sort, page, selected, AsOf);

    private string Towards(params IReadOnlyList<FindingStatus> status) => Url(Shown with { Status = status });

    private string? Neighbour(int step)
    {
        if (_list.Value is not { } page) return null;
        var at = page.Items.ToList().FindIndex(r => r.Id == Selected);
        return at >= 0 && at + step >= 0 && at + step < page.Items.Count ? Url(Shown, page: PageNumber, selected: page.Items[at + step].Id) : null;
    }

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);

    private sealed record StatusTab(string Key, string Name, IReadOnlyList<FindingStatus> Status, Func<FindingTotals, int> Count);
}
