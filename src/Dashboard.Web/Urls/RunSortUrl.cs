using Dashboard.Core.Queries;

namespace Dashboard.Web.Urls;

/// <summary>The <c>sort</c> parameter of runs: a column's name, with a minus before it for descending (<c>-startedAt</c>).</summary>
public static class RunSortUrl
{
    /// <summary>What the parameter may say, for messages.</summary>
    public static string Choices { get; } =
        string.Join(", ", Enum.GetValues<RunSortColumn>().Select(Name)) + "; a minus before it sorts descending";

    /// <summary>Reads the parameter; null where it is not understood. No text is newest first.</summary>
    public static RunSort? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return RunSort.Default;
        var descending = text.StartsWith('-');
        var name = (descending ? text[1..] : text).Trim();
        foreach (var column in Enum.GetValues<RunSortColumn>())
            if (string.Equals(Name(column), name, StringComparison.OrdinalIgnoreCase)) return new RunSort(column, descending);
        return null;
    }

    /// <summary>The parameter that says <paramref name="sort"/>.</summary>
    public static string Format(RunSort sort) => (sort.Descending ? "-" : "") + Name(sort.Column);

    private static string Name(RunSortColumn column)
    {
        var name = column.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
