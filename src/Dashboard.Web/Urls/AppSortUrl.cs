using Dashboard.Core.Queries;

namespace Dashboard.Web.Urls;

/// <summary>The <c>sort</c> parameter: a column's name, with a minus before it for descending (<c>name</c>, <c>-since</c>).</summary>
public static class AppSortUrl
{
    /// <summary>What the parameter may say, for messages.</summary>
    public static string Choices { get; } =
        string.Join(", ", Enum.GetValues<AppSortColumn>().Select(Name)) + "; a minus before it sorts descending";

    /// <summary>Reads the parameter; null where it is not understood. No text is the default sort.</summary>
    public static AppSort? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return AppSort.Default;
        var descending = text.StartsWith('-');
        var name = (descending ? text[1..] : text).Trim();
        foreach (var column in Enum.GetValues<AppSortColumn>())
            if (string.Equals(Name(column), name, StringComparison.OrdinalIgnoreCase)) return new AppSort(column, descending);
        return null;
    }

    /// <summary>The parameter that says <paramref name="sort"/>.</summary>
    public static string Format(AppSort sort) => (sort.Descending ? "-" : "") + Name(sort.Column);

    private static string Name(AppSortColumn column)
    {
        var name = column.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
