using Dashboard.Core.Kpis;

namespace Dashboard.Web.Components.Pages.Overview;

/// <summary>The dimensions by which coverage is broken down, as tabs and in the URL.</summary>
public static class BreakdownDimensions
{
    /// <summary>The tabs in order.</summary>
    public static IReadOnlyList<(KpiDimension Dimension, string Name)> All { get; } =
    [
        (KpiDimension.CostCentre, "Cost centre"), (KpiDimension.Subscription, "Subscription"), (KpiDimension.Scenario, "Scenario"),
        (KpiDimension.Owner, "Owner"), (KpiDimension.Environment, "Environment"), (KpiDimension.Sensitivity, "Sensitivity"),
        (KpiDimension.Reachability, "Reachability"), (KpiDimension.Tier, "Tier"),
    ];

    /// <summary>A dimension's name.</summary>
    public static string Name(KpiDimension dimension) => All.First(d => d.Dimension == dimension).Name;

    /// <summary>The text for the URL; null for the first tab.</summary>
    public static string? InUrl(KpiDimension dimension) => dimension == All[0].Dimension ? null : Text(dimension);

    /// <summary>Reads the URL; what is not understood is the first tab.</summary>
    public static KpiDimension Parse(string? text)
    {
        foreach (var (dimension, _) in All)
            if (string.Equals(Text(dimension), text, StringComparison.OrdinalIgnoreCase)) return dimension;
        return All[0].Dimension;
    }

    private static string Text(KpiDimension dimension)
    {
        var name = dimension.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
