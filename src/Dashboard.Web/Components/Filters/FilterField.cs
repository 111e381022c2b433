using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Filters;

/// <summary>A field of the filter as the bar offers it.</summary>
/// <param name="Name">Its name on pages.</param>
/// <param name="Dimension">The dimension whose values it takes; null where <paramref name="Fixed"/> has them.</param>
/// <param name="Fixed">Its values where they never change.</param>
/// <param name="Get">The values in a filter, as text.</param>
/// <param name="Set">The filter with other values.</param>
public sealed record FilterField(
    string Name,
    KpiDimension? Dimension,
    IReadOnlyList<FilterChoice> Fixed,
    Func<AppFilter, IReadOnlyList<string>> Get,
    Func<AppFilter, IReadOnlyList<string>, AppFilter> Set)
{
    /// <summary>The filter with <paramref name="value"/> added, or removed where it was there.</summary>
    public AppFilter Toggle(AppFilter filter, string value)
    {
        var values = Get(filter);
        if (!OneOnly) return Set(filter, values.Contains(value) ? [.. values.Where(v => v != value)] : [.. values, value]);
        return Set(filter, values.Contains(value) ? [] : [value]);
    }

    /// <summary>The filter without this field.</summary>
    public AppFilter Clear(AppFilter filter) => Set(filter, []);

    /// <summary>True where an estate can have hundreds of values: its list begins with a box to narrow it.</summary>
    public bool ManyValues { get; init; }

    /// <summary>True where one value excludes the others.</summary>
    public bool OneOnly { get; init; }
}

/// <summary>A value of a field.</summary>
/// <param name="Value">The value in the filter.</param>
/// <param name="Label">What the page shows.</param>
/// <param name="Apps">How many live apps have it; null where that is not counted.</param>
public sealed record FilterChoice(string Value, string Label, int? Apps = null);
