using Dashboard.Core.Queries;

namespace Dashboard.Web.Urls;

/// <summary>The <c>sort</c> parameter of exceptions: a column's name, with a minus before it for descending (<c>-requested</c>).</summary>
public static class ExceptionSortUrl
{
    /// <summary>What the parameter may say, for messages.</summary>
    public static string Choices { get; } =
        string.Join(", ", Enum.GetValues<ExceptionSortColumn>().Select(TagsView.Enums.Word)) + "; a minus before it sorts descending";

    /// <summary>The parameter's value for a sort.</summary>
    public static string Format(ExceptionSort sort) => (sort.Descending ? "-" : "") + TagsView.Enums.Word(sort.Column);

    /// <summary>Reads the parameter; null where it is not understood. No text is the newest request first.</summary>
    public static ExceptionSort? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return ExceptionSort.Default;
        var descending = text.StartsWith('-');
        return TagsView.Enums.Of<ExceptionSortColumn>((descending ? text[1..] : text).Trim()) is { } column ? new ExceptionSort(column, descending) : null;
    }
}
