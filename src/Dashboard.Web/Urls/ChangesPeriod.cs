namespace Dashboard.Web.Urls;

/// <summary>A period of whole UTC days that ends at the moment asked for.</summary>
/// <param name="Text">Its name in the URL.</param>
/// <param name="Label">Its name on the page.</param>
/// <param name="Days">Its length, the day of the moment included; null for everything that was recorded.</param>
public sealed record ChangesPeriod(string Text, string Label, int? Days)
{
    /// <summary>The UTC day of the moment.</summary>
    public static ChangesPeriod Today { get; } = new("today", "Today", 1);

    /// <summary>What a page shows where its URL does not say.</summary>
    public static ChangesPeriod Default { get; } = new("7d", "7 days", 7);

    /// <summary>A month.</summary>
    public static ChangesPeriod Month { get; } = new("30d", "30 days", 30);

    /// <summary>Everything that was recorded.</summary>
    public static ChangesPeriod Ever { get; } = new("all", "All recorded", null);

    /// <summary>The periods on offer.</summary>
    public static IReadOnlyList<ChangesPeriod> Presets { get; } = [Today, Default, Month, Ever];

    /// <summary>The preset of a name; null where there is none.</summary>
    public static ChangesPeriod? Find(string text) =>
        Presets.FirstOrDefault(p => string.Equals(p.Text, text.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The first day; null where there is no bound.</summary>
    public DateOnly? From(DateTimeOffset moment) => Days is { } days ? DateOnly.FromDateTime(moment.UtcDateTime).AddDays(1 - days) : null;
}
