using Dashboard.Core.Kpis;
using Dashboard.Web.Components.Filters;

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

    /// <summary>What a page shows for apps without a value: most dimensions are tags.</summary>
    public static string NoneLabel(KpiDimension dimension) => dimension switch
    {
        KpiDimension.CostCentre or KpiDimension.Scenario or KpiDimension.Owner or KpiDimension.Environment or KpiDimension.Sensitivity => "Not tagged",
        KpiDimension.Tier => "Unknown tier",
        KpiDimension.All or KpiDimension.Subscription or KpiDimension.Reachability => FilterFields.NoneLabel,
    };

    /// <summary>The text for the URL. Always there: which tab is first depends on whether the estate is tagged.</summary>
    public static string InUrl(KpiDimension dimension)
    {
        var name = dimension.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>True for the name of a dimension.</summary>
    public static bool Knows(string? text) => All.Any(d => string.Equals(InUrl(d.Dimension), text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the URL; what is not understood is the first tab, or that of subscriptions where no tag tells apps apart.</summary>
    public static KpiDimension Parse(string? text, bool untagged)
    {
        foreach (var (dimension, _) in All)
            if (string.Equals(InUrl(dimension), text, StringComparison.OrdinalIgnoreCase)) return dimension;
        return untagged ? KpiDimension.Subscription : All[0].Dimension;
    }
}
