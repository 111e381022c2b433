using Dashboard.Core.Inventory;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Components.Filters;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Apps;

/// <summary>The apps under a filter, a page at a time, with one of them open beside the list.</summary>
public partial class AppsPage
{
    private static readonly IReadOnlyList<FilterField> BarFields =
        [.. FilterFields.Outcome.Take(1), .. FilterFields.Population, .. FilterFields.Outcome.Skip(1)];

    private Load<PagedList<AppRow>> _apps;
    private Load<IReadOnlyDictionary<Verdict, int>> _counts;
    private Load<AppDetail?> _detail;
    private string? _listUrl;
    private string? _open;
    private string? _left;
    private bool _loaded;

    /// <summary>The rows.</summary>
    [Inject] public required AppListQuery Apps { get; set; }

    /// <summary>The open app.</summary>
    [Inject] public required AppDetailQuery Detail { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    private AppSort Sort => AppSortUrl.Parse(Text("sort")) ?? AppSort.Default;

    private string? Selected => Text("selected") is { Length: > 0 } id ? id : null;

    private AppsView View { get; set; } = AppsView.Default;

    private IReadOnlyList<HeadlinePart>? Headline =>
        _apps.Value is { } apps && _counts.Value is { } counts ? AppsHeadline.Of(Filter, apps.Total, counts) : null;

    private string Title => Headline is { } parts ? AppsHeadline.Text(parts) : "Apps";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = AppsView.Parse(Query).View;
        // Opening a row changes the URL but not the list: it is not read again, and keeps its place.
        var listUrl = DashboardUrls.Apps(Filter, Sort, PageNumber, null, AsOf, new AppsView(null, View.Rows));
        // Where the open row is closed, the keyboard goes back to it.
        _left = Selected is null && listUrl == _listUrl ? _open : null;
        _open = Selected;
        if (listUrl != _listUrl || Reloading)
        {
            // Until all of it is read, what is shown is of no address: a load that is broken off must not pass for one.
            _listUrl = null;
            _apps = await TryAsync(() => Apps.RunAsync(Filter, Sort, PageNumber, View.Rows, withRules: true, AsOf, cancellationToken));
            _counts = await TryAsync(() => Apps.CountVerdictsAsync(Filter, AsOf, cancellationToken));
            _listUrl = listUrl;
        }

        if (Selected is { } id) _detail = await TryAsync(() => Detail.RunAsync(id, AsOf, cancellationToken));
        _loaded = true;
    }

    /// <summary>This page with something changed. Another filter leads to its first page.</summary>
    private string Url(AppFilter? filter = null, AppSort? sort = null, int? page = null, string? selected = null, AppsView? view = null) =>
        DashboardUrls.Apps(filter ?? Filter, sort ?? Sort, page ?? (filter is null ? PageNumber : 1), selected, AsOf, view ?? View);

    private string? Neighbour(int step)
    {
        if (_apps.Value is not { } page || Selected is not { } selected) return null;
        var at = page.Items.ToList().FindIndex(r => ResourceIds.Key(r.State.ResourceId) == ResourceIds.Key(selected));
        return at >= 0 && at + step >= 0 && at + step < page.Items.Count ? Url(selected: page.Items[at + step].State.ResourceId) : null;
    }

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);
}
