namespace Dashboard.Web.Urls;

/// <summary>A column of the apps list that can be chosen, in display order. The app's name is always there.</summary>
public enum AppColumn
{
    /// <summary>The verdict.</summary>
    Verdict,

    /// <summary>The failed rules that decided it.</summary>
    Why,

    /// <summary>The effective mode, with the portal's word.</summary>
    Mode,

    /// <summary>The owner tag.</summary>
    Owner,

    /// <summary>The cost centre tag.</summary>
    CostCentre,

    /// <summary>The environment tag.</summary>
    Environment,

    /// <summary>The scenario tag.</summary>
    Scenario,

    /// <summary>The sensitivity.</summary>
    Sensitivity,

    /// <summary>Who can reach it.</summary>
    Reachability,

    /// <summary>The subscription's name.</summary>
    Subscription,

    /// <summary>The resource group.</summary>
    ResourceGroup,

    /// <summary>The region.</summary>
    Location,

    /// <summary>The plan's name.</summary>
    Plan,

    /// <summary>The plan's tier.</summary>
    Tier,

    /// <summary>The minimum TLS version.</summary>
    MinTls,

    /// <summary>HTTP/2 on or off.</summary>
    Http2,

    /// <summary>HTTPS only on or off.</summary>
    HttpsOnly,

    /// <summary>The run that saw it first.</summary>
    FirstSeen,

    /// <summary>The run that saw it last.</summary>
    LastSeen,

    /// <summary>Since when the verdict stands.</summary>
    Since,
}
