namespace Dashboard.Web.Urls;

/// <summary>Whether a panel that begins with a few rows shows all of them, as the URL says it.</summary>
public static class RowsShown
{
    /// <summary>The URL's parameter.</summary>
    public const string Parameter = "rows";

    /// <summary>Its value for all rows.</summary>
    public const string All = "all";

    /// <summary>True where the parameter's <paramref name="text"/> asks for all.</summary>
    public static bool AreAll(string? text) => text == All;
}
