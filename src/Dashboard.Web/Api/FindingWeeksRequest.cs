using System.Globalization;

namespace Dashboard.Web.Api;

/// <summary>How many weeks of findings are asked for.</summary>
internal static class FindingWeeksRequest
{
    /// <summary>As many as the page shows: half a year.</summary>
    public const int Usual = 26;

    private const int Most = 5 * 53;

    /// <summary>The parameter.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
        [new("weeks", string.Create(CultureInfo.InvariantCulture, $"How many weeks, from 1 to {Most}; {Usual} if not given."))];

    /// <summary>As a query string.</summary>
    public static string Text(int weeks) => string.Create(CultureInfo.InvariantCulture, $"weeks={weeks}");

    /// <summary>Reads it, and tells <paramref name="query"/> what is wrong with it.</summary>
    public static int Read(ApiQuery query) => query.Number("weeks", Usual, 1, Most);
}
