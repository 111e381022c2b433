namespace Dashboard.Core.Kpis;

/// <summary>
/// KPI 1: share of the apps that must enforce mutual TLS and do.
/// Coverage = Enforced ÷ apps in scope that are not stopped and whose kind has the setting.
/// </summary>
public static class Coverage
{
    /// <summary>The definition that pages, API documentation and exports show.</summary>
    public const string Definition =
        "Apps with verdict Enforced ÷ apps in scope that are not stopped and not NotApplicable. Unknown and stale apps "
        + "count in the denominator. The percentage is floored to one decimal, so 99.96 is not 100.";

    /// <summary><paramref name="part"/> of <paramref name="whole"/> in percent, floored to one decimal; null where the whole is 0.</summary>
    public static decimal? Percent(int part, int whole) => whole <= 0 ? null : Math.Floor(part * 1000m / whole) / 10m;
}

/// <summary>The dimensions for which KPI figures are stored, one row per value.</summary>
public enum KpiDimension
{
    /// <summary>The whole estate; its only value is the empty text.</summary>
    All,

    /// <summary>By subscription id.</summary>
    Subscription,

    /// <summary>By cost centre tag.</summary>
    CostCentre,

    /// <summary>By owner tag.</summary>
    Owner,

    /// <summary>By environment tag.</summary>
    Environment,

    /// <summary>By scenario tag.</summary>
    Scenario,

    /// <summary>By sensitivity.</summary>
    Sensitivity,

    /// <summary>By plan tier.</summary>
    Tier,

    /// <summary>By reachability.</summary>
    Reachability,
}
