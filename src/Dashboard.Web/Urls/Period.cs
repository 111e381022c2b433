namespace Dashboard.Web.Urls;

/// <summary>
/// A period of whole UTC days that ends at the moment asked for. It is the one period of the product: each page offers those
/// that make sense there and has a default of its own, and a name means the same on all of them.
/// </summary>
/// <param name="Text">Its name in the URL.</param>
/// <param name="Label">Its name on the page.</param>
/// <param name="Days">Its length, the day of the moment included; null for everything that was recorded.</param>
public sealed record Period(string Text, string Label, int? Days)
{
    /// <summary>The UTC day of the moment.</summary>
    public static Period Today { get; } = new("today", "Today", 1);

    /// <summary>A week.</summary>
    public static Period Week { get; } = new("7d", "7 days", 7);

    /// <summary>A month.</summary>
    public static Period Month { get; } = new("30d", "30 days", 30);

    /// <summary>A quarter.</summary>
    public static Period Quarter { get; } = new("90d", "90 days", 90);

    /// <summary>A year.</summary>
    public static Period Year { get; } = new("12m", "12 months", 365);

    /// <summary>Two years.</summary>
    public static Period TwoYears { get; } = new("24m", "24 months", 730);

    /// <summary>Everything that was recorded.</summary>
    public static Period Ever { get; } = new("all", "All recorded", null);

    /// <summary>Every period that has a name.</summary>
    public static IReadOnlyList<Period> All { get; } = [Today, Week, Month, Quarter, Year, TwoYears, Ever];

    /// <summary>The period of a name; null where there is none.</summary>
    public static Period? Find(string? text) =>
        All.FirstOrDefault(p => string.Equals(p.Text, text?.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The first day; null where there is no bound.</summary>
    public DateOnly? From(DateTimeOffset moment) => Days is { } days ? DateOnly.FromDateTime(moment.UtcDateTime).AddDays(1 - days) : null;
}
