namespace Dashboard.Web.Components.Pages.Overview;

/// <summary>The range of a trend.</summary>
/// <param name="Text">Its name in the URL.</param>
/// <param name="Label">Its name on the page.</param>
/// <param name="Days">Its length.</param>
public sealed record Period(string Text, string Label, int Days)
{
    /// <summary>The ranges on offer.</summary>
    public static IReadOnlyList<Period> All { get; } =
        [new("30d", "30 days", 30), new("90d", "90 days", 90), new("12m", "12 months", 365), new("24m", "24 months", 730)];

    private static Period Default => All[2];

    /// <summary>The text for the URL; null for the default.</summary>
    public string? InUrl => this == Default ? null : Text;

    /// <summary>Reads the URL; what is not understood is the default.</summary>
    public static Period Parse(string? text) =>
        All.FirstOrDefault(p => string.Equals(p.Text, text, StringComparison.OrdinalIgnoreCase)) ?? Default;

    /// <summary>The first day of the range that ends at <paramref name="moment"/>.</summary>
    public DateOnly From(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime).AddDays(1 - Days);
}
