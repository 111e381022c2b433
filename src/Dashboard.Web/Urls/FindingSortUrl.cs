using Dashboard.Core.Queries;

namespace Dashboard.Web.Urls;

/// <summary>The <c>sort</c> parameter of findings: a column's name, with a minus before it for descending (<c>-severity</c>).</summary>
public static class FindingSortUrl
{
    /// <summary>What the parameter may say, for messages.</summary>
    public static string Choices { get; } =
        string.Join(", ", Enum.GetValues<FindingSortColumn>().Select(TagsView.Enums.Word)) + "; a minus before it sorts descending";

    /// <summary>The parameter's value for a sort.</summary>
    public static string Format(FindingSort sort) => (sort.Descending ? "-" : "") + TagsView.Enums.Word(sort.Column);

    /// <summary>Reads the parameter; null where it is not understood. No text is the most urgent first.</summary>
    public static FindingSort? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return FindingSort.Default;
        var descending = text.StartsWith('-');
        return TagsView.Enums.Of<FindingSortColumn>((descending ? text[1..] : text).Trim()) is { } column ? new FindingSort(column, descending) : null;
    }
}
