using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Filters;

/// <summary>
/// The one filter bar. It keeps nothing: every choice is a link to the same page under another filter, so the URL is
/// the state.
/// </summary>
public partial class FilterBar
{
    private readonly Dictionary<KpiDimension, IReadOnlyList<FilterChoice>> _choices = [];
    private string? _view;

    /// <summary>The filter in the URL.</summary>
    [Parameter, EditorRequired] public AppFilter Filter { get; set; } = AppFilter.Any;

    /// <summary>The page's address under another filter.</summary>
    [Parameter, EditorRequired] public Func<AppFilter, string> Href { get; set; } = null!;

    /// <summary>Reads the values of a dimension, when its menu is opened.</summary>
    [Parameter, EditorRequired] public Func<KpiDimension, Task<IReadOnlyList<FilterOption>>> ReadOptions { get; set; } = null!;

    /// <summary>The fields that the page understands.</summary>
    [Parameter] public IReadOnlyList<FilterField> Fields { get; set; } = FilterFields.All;

    /// <summary>Fields that have a place in the bar even when nothing is chosen.</summary>
    [Parameter] public IReadOnlyList<FilterField> Quick { get; set; } = [];

    /// <summary>The period, first in the bar, where the page has one.</summary>
    [Parameter] public RenderFragment? Period { get; set; }

    /// <summary>True where the page understands a part of a name or id.</summary>
    [Parameter] public bool WithText { get; set; }

    /// <summary>Filters that only this page has.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>True where one of those is set.</summary>
    [Parameter] public bool MoreChosen { get; set; }

    /// <summary>The page's address without any filter; needed only where it has filters of its own.</summary>
    [Parameter] public string? ClearHref { get; set; }

    /// <summary>What stands last in the bar: an export.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        // The values are those of one moment and one view of the page.
        var view = Href(AppFilter.Any);
        if (view != _view) _choices.Clear();
        _view = view;

        // A subscription's id says nothing to a reader: its name is needed as soon as it is in a pill.
        if (Filter.Subscription.Count > 0) await ReadAsync(KpiDimension.Subscription);
    }

    private AppFilter Cleared =>
        Fields.Aggregate(WithText ? Filter with { Text = null } : Filter, (filter, cleared) => cleared.Clear(filter));

    // On paper there is no bar; the figures would look like those of the whole estate.
    private List<(string Name, string Value)> InForce =>
    [
        .. WithText && Filter.Text is { } text ? [("name or id contains", text)] : Array.Empty<(string, string)>(),
        .. Fields.Where(f => f.Get(Filter).Count > 0).Select(f => (f.Name, Shown(f))),
    ];

    private IReadOnlyList<FilterChoice>? ChoicesOf(FilterField field) =>
        field.Dimension is { } dimension ? _choices.GetValueOrDefault(dimension) : field.Fixed;

    private Task OpenAsync(FilterField field) => field.Dimension is { } dimension ? ReadAsync(dimension) : Task.CompletedTask;

    private async Task ReadAsync(KpiDimension dimension)
    {
        if (_choices.ContainsKey(dimension)) return;
        var options = await ReadOptions(dimension);
        _choices[dimension] =
            [.. options.Select(o => new FilterChoice(o.Value, o.Value.Length == 0 ? FilterFields.NoneLabel : o.Label, o.Apps))];
    }

    private string Shown(FilterField field)
    {
        var known = ChoicesOf(field);
        return string.Join(", ", field.Get(Filter).Select(value =>
            known?.FirstOrDefault(c => c.Value == value)?.Label is { } label
                ? field.Name == "Fails" ? value : label
                : value.Length == 0 ? FilterFields.NoneLabel : value));
    }
}
