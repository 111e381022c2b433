namespace Dashboard.Web.Urls;

/// <summary>The periods of a trend: all but a single day, which is no trend.</summary>
public static class TrendPeriod
{
    /// <summary>What a trend shows where the URL does not say.</summary>
    public static Period Default => Period.Year;

    /// <summary>The periods on offer.</summary>
    public static IReadOnlyList<Period> Choices { get; } = [.. Period.All.Where(p => p != Period.Today)];

    /// <summary>Reads the URL; what a trend does not understand is the default.</summary>
    public static Period Parse(string? text) => Period.Find(text) is { } period && Choices.Contains(period) ? period : Default;

    /// <summary>The text for the URL; null for the default.</summary>
    public static string? InUrl(Period period) => period == Default ? null : period.Text;
}
