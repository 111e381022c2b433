using Dashboard.Core.Kpis;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Pages.Overview;

/// <summary>A column of the table of coverage by a dimension.</summary>
public enum BreakdownColumn
{
    /// <summary>The dimension's values.</summary>
    Value,

    /// <summary>How many apps.</summary>
    Apps,

    /// <summary>Their coverage.</summary>
    Enforced,

    /// <summary>How coverage changed.</summary>
    Change,
}

/// <summary>How the table of coverage by a dimension is sorted; ties by name, so that the order is always the same.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">True for descending.</param>
public sealed record BreakdownSort(BreakdownColumn Column, bool Descending)
{
    /// <summary>Lowest coverage first: where there is most to do.</summary>
    public static BreakdownSort Default { get; } = new(BreakdownColumn.Enforced, false);

    /// <summary>The text for the URL, descending with a minus; null for the default.</summary>
    public string? InUrl => this == Default ? null : (Descending ? "-" : "") + Column.ToString().ToLowerInvariant();

    /// <summary>The sort after a click on <paramref name="column"/>: most apps first, everything else from the lowest.</summary>
    public BreakdownSort Next(BreakdownColumn column) =>
        column == Column ? this with { Descending = !Descending } : new BreakdownSort(column, column == BreakdownColumn.Apps);

    /// <summary>Reads the URL; what is not understood is the default.</summary>
    public static BreakdownSort Parse(string? text)
    {
        foreach (var column in Enum.GetValues<BreakdownColumn>())
        {
            if (string.Equals(column.ToString(), text?.TrimStart('-'), StringComparison.OrdinalIgnoreCase))
                return new BreakdownSort(column, text![0] == '-');
        }

        return Default;
    }

    /// <summary>
    /// <paramref name="rows"/> in order. Rows without a figure in the column come last either way: what is not known is neither
    /// low nor high.
    /// </summary>
    public IEnumerable<BreakdownRow> Order(IEnumerable<BreakdownRow> rows, BreakdownMeasure measure, Func<BreakdownRow, string> label)
    {
        var list = rows.Select(r => (Row: r, Label: label(r))).ToList();
        if (Column == BreakdownColumn.Value)
        {
            return (Descending
                ? list.OrderByDescending(r => r.Label, StringComparer.OrdinalIgnoreCase)
                : list.OrderBy(r => r.Label, StringComparer.OrdinalIgnoreCase)).Select(r => r.Row);
        }

        decimal? Key(BreakdownRow row) => Column switch
        {
            BreakdownColumn.Apps => measure.Whole(row.Counts),
            BreakdownColumn.Enforced => measure.Percent(row.Counts),
            _ => measure.Percent(row.Counts) - (row.Before is { } before ? measure.Percent(before) : null),
        };
        var known = list.OrderBy(r => Key(r.Row) is null);
        return (Descending ? known.ThenByDescending(r => Key(r.Row)) : known.ThenBy(r => Key(r.Row)))
            .ThenByDescending(r => measure.Whole(r.Row.Counts))
            .ThenBy(r => r.Label, StringComparer.OrdinalIgnoreCase)
            .Select(r => r.Row);
    }
}

/// <summary>What the table measures: apps that must enforce mutual TLS, or all apps where the tags place none.</summary>
/// <param name="Untagged">True for all apps.</param>
public sealed record BreakdownMeasure(bool Untagged)
{
    /// <summary>Apps that are counted.</summary>
    public int Whole(PostureCounts counts) => Untagged ? counts.Total - counts.NotApplicable : counts.Denominator;

    /// <summary>Those of them that are Enforced.</summary>
    public int Part(PostureCounts counts) => Untagged ? counts.Enforced : counts.CoveredEnforced;

    /// <summary>The share, floored; null where no app is counted.</summary>
    public decimal? Percent(PostureCounts counts) => Coverage.Percent(Part(counts), Whole(counts));
}
