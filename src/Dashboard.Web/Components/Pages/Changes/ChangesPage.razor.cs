using System.Globalization;
using Dashboard.Core.Changes;
using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Changes;

/// <summary>What changed in a period, when and by whom: what drifted first, with one change open beside the list.</summary>
public partial class ChangesPage
{
    private const int PageSize = 50;
    private const int MostAuthors = 60;

    /// <summary>What drifted comes first: it is what a reader must act on.</summary>
    private static readonly IReadOnlyList<DirectionTab> Tabs =
    [
        new("worse", "Got worse", "worse", [EventDirection.Worse]),
        new("better", "Got better", "better", [EventDirection.Better]),
        new("other", "Other", null, [EventDirection.Same]),
        new("all", "All", null, []),
    ];

    private Load<PagedList<EventRow>> _list;
    private Load<IReadOnlyDictionary<EventDirection, EventCount>> _counts;
    private Load<IReadOnlyDictionary<AppEventKind, EventCount>> _kinds;
    private Load<IReadOnlyList<EventAuthor>> _authors;
    private Load<EventRow?> _detail;
    private string? _listUrl;

    /// <summary>The changes.</summary>
    [Inject] public required EventListQuery Events { get; set; }

    /// <summary>The values of the filter.</summary>
    [Inject] public required FilterOptionsQuery Options { get; set; }

    private ChangesView View { get; set; } = ChangesView.Default;

    /// <summary>The filter with its bounds at the moment that the page describes.</summary>
    private EventFilter Shown => View.At(Moment);

    private long? Selected => long.TryParse(Text("selected"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private string PeriodWords => ChangesHeadline.Period(View, Moment, AsOf is not null);

    private IReadOnlyList<HeadlinePart>? Headline => _counts.Value is { } counts ? ChangesHeadline.Of(counts, PeriodWords) : null;

    private string Title => Headline is { } parts ? ChangesHeadline.Text(parts).TrimEnd('.') : "Changes";

    /// <summary>True where a filter is set that only changes have.</summary>
    private bool OwnChosen => View.Events.Kind.Count + View.Events.ChangedBy.Count > 0 || View.Events.Run is not null;

    private string EmptyTitle => View.Events.Direction is [EventDirection.Worse] ? "No app drifted" : "No such change";

    private string EmptyText => Count([]) > 0
        ? $"No change {PeriodWords} fits, but others do."
        : $"Nothing {(Filter.IsAny ? "" : "under these filters ")}was recorded {PeriodWords}.";

    private IReadOnlyList<ChoiceMenu.Choice> KindChoices =>
    [
        .. Enum.GetValues<AppEventKind>().Select(kind => new ChoiceMenu.Choice(
            EventWords.Kind(kind), Url(With(View.Events with { Kind = Toggled(View.Events.Kind, kind) })), View.Events.Kind.Contains(kind),
            _kinds.Value is { } counts ? counts.GetValueOrDefault(kind)?.Events ?? 0 : null)),
    ];

    private IReadOnlyList<ChoiceMenu.Choice> AuthorChoices
    {
        get
        {
            var known = _authors.Value ?? [];
            var chosen = View.Events.ChangedBy.Where(n => known.All(a => a.Name != n)).Select(n => new EventAuthor(n, 0));
            return
            [
                .. known.Concat(chosen).Select(a => new ChoiceMenu.Choice(
                    a.Name.Length == 0 ? EventWords.NotKnown : a.Name,
                    Url(With(View.Events with { ChangedBy = Toggled(View.Events.ChangedBy, a.Name) })),
                    View.Events.ChangedBy.Contains(a.Name), a.Events)),
            ];
        }
    }

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        View = ChangesView.Parse(Query).View;
        // Opening a row changes the URL but not the list: it is not read again, and keeps its place.
        var listUrl = Url(View, page: PageNumber);
        if (listUrl != _listUrl || Reloading)
        {
            // Until all of it is read, what is shown is of no address: a load that is broken off must not pass for one.
            _listUrl = null;
            var shown = Shown;
            _list = await TryAsync(() => Events.RunAsync(Filter, shown, PageNumber, PageSize, AsOf, cancellationToken));
            _counts = await TryAsync(() => Events.CountDirectionsAsync(Filter, shown, AsOf, cancellationToken));
            _kinds = await TryAsync(() => Events.CountKindsAsync(Filter, shown, AsOf, cancellationToken));
            _authors = await TryAsync(() => Events.AuthorsAsync(Filter, shown, MostAuthors, AsOf, cancellationToken));
            _listUrl = listUrl;
        }

        if (Selected is { } id) _detail = await TryAsync(() => Events.FindAsync(id, AsOf, cancellationToken));
    }

    private static IReadOnlyList<T> Toggled<T>(IReadOnlyList<T> values, T value) =>
        values.Contains(value) ? [.. values.Where(v => !EqualityComparer<T>.Default.Equals(v, value))] : [.. values, value];

    private string Url(ChangesView view, AppFilter? filter = null, int page = 1, long? selected = null) =>
        DashboardUrls.Changes(filter ?? Filter, view, page, selected, AsOf);

    private ChangesView With(EventFilter events) => View with { Events = events };

    /// <summary>How many changes have one of the directions; all for none; null until they are counted.</summary>
    private int? Count(IReadOnlyList<EventDirection> directions) =>
        _counts.Value?.Where(c => directions.Count == 0 || directions.Contains(c.Key)).Sum(c => c.Value.Events);

    private string? Neighbour(int step)
    {
        if (_list.Value is not { } page) return null;
        var at = page.Items.ToList().FindIndex(r => r.EventId == Selected);
        return at >= 0 && at + step >= 0 && at + step < page.Items.Count
            ? Url(View, page: PageNumber, selected: page.Items[at + step].EventId)
            : null;
    }

    private Task<IReadOnlyList<FilterOption>> ReadOptionsAsync(KpiDimension dimension) =>
        Options.RunAsync(dimension, AsOf, CancellationToken.None);

    private sealed record DirectionTab(string Key, string Name, string? Icon, IReadOnlyList<EventDirection> Directions);
}
