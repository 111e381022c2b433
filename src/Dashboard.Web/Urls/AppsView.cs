using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>How the apps list is laid out, as its URL says it.</summary>
/// <param name="Columns">The columns chosen, in display order; null where the reader left the choice to the page.</param>
/// <param name="Rows">Rows on a page.</param>
public sealed record AppsView(IReadOnlyList<AppColumn>? Columns, int Rows)
{
    private const int DefaultRows = 50;

    /// <summary>What the page shows where its URL does not say.</summary>
    public static AppsView Default { get; } = new(null, DefaultRows);

    /// <summary>The columns that a reader wants first.</summary>
    public static IReadOnlyList<AppColumn> DefaultColumns { get; } =
    [
        AppColumn.Verdict, AppColumn.Why, AppColumn.Owner, AppColumn.Sensitivity, AppColumn.Subscription, AppColumn.Tier, AppColumn.Since,
    ];

    /// <summary>The numbers of rows on offer.</summary>
    public static IReadOnlyList<int> RowChoices { get; } = [20, DefaultRows, 100, 200];

    /// <summary>The columns that are shown.</summary>
    public IReadOnlyList<AppColumn> Shown => Columns ?? DefaultColumns;

    /// <summary>Reads the page's own parameters; what is not understood is its default.</summary>
    public static (AppsView View, IReadOnlyList<UrlProblem> Problems) Parse(IReadOnlyDictionary<string, StringValues> query)
    {
        var problems = new List<UrlProblem>();
        var columns = query.TryGetValue("columns", out var names) ? ReadColumns(names.ToString(), problems) : null;
        var rows = query.TryGetValue("rows", out var text) ? ReadRows(text.ToString(), problems) : DefaultRows;
        return (new AppsView(columns, rows), problems);
    }

    /// <summary>The same with a column added, or removed where it was there.</summary>
    public AppsView Toggle(AppColumn column) => With(Shown.Contains(column) ? Shown.Where(c => c != column) : Shown.Append(column));

    /// <summary>The parameters that say it; what is the default leaves no trace.</summary>
    public IEnumerable<KeyValuePair<string, string>> ToPairs()
    {
        if (Columns is { } columns) yield return KeyValuePair.Create("columns", string.Join(',', columns.Select(Name)));
        if (Rows != DefaultRows) yield return KeyValuePair.Create("rows", Rows.ToString(CultureInfo.InvariantCulture));
    }

    private AppsView With(IEnumerable<AppColumn> columns)
    {
        var ordered = columns.Distinct().Order().ToList();
        return this with { Columns = ordered.SequenceEqual(DefaultColumns.Order()) ? null : ordered };
    }

    private static IReadOnlyList<AppColumn>? ReadColumns(string text, List<UrlProblem> problems)
    {
        var columns = new List<AppColumn>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var found = Enum.GetValues<AppColumn>().Where(c => string.Equals(Name(c), name, StringComparison.OrdinalIgnoreCase)).ToList();
            columns.AddRange(found);
            if (found.Count > 0) continue;
            problems.Add(new UrlProblem("columns", $"columns is any of {string.Join(", ", Enum.GetValues<AppColumn>().Select(Name))}, with commas between."));
            return null;
        }

        return Default.With(columns).Columns;
    }

    private static int ReadRows(string text, List<UrlProblem> problems)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && RowChoices.Contains(rows)) return rows;
        problems.Add(new UrlProblem("rows", $"rows is one of {string.Join(", ", RowChoices)}."));
        return DefaultRows;
    }

    private static string Name(AppColumn column)
    {
        var name = column.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
