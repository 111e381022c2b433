namespace Dashboard.Web.Hosting.Settings;

/// <summary>Whether something is done.</summary>
public enum OnOff
{
    /// <summary>It is.</summary>
    On,

    /// <summary>It is not.</summary>
    Off,
}

/// <summary>Where costs and prices are read.</summary>
public sealed record CostSettings
{
    /// <summary>Whether Cost Management is asked.</summary>
    public OnOff CostManagement { get; init; }

    /// <summary>Whether the Retail Prices API is asked. It is on the public internet, which a network may keep the program from.</summary>
    public OnOff RetailPrices { get; init; }

    /// <summary>The directory that FOCUS exports lie in; null where there are none.</summary>
    public string? FocusDirectory { get; init; }

    /// <summary>The currency of list prices where no cost tells a subscription's. ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Months of subscriptions that a run asks one source for.</summary>
    public int MonthsPerRun { get; init; } = 300;
}
