namespace Dashboard.Core.Connections;

/// <summary>What has to work before real figures can be shown, in the order in which one hangs on the other.</summary>
public enum ConnectionSource
{
    /// <summary>The identity by which Azure is read.</summary>
    Credential,

    /// <summary>The subscriptions and management groups.</summary>
    Scopes,

    /// <summary>The tables of Resource Graph.</summary>
    ResourceGraph,

    /// <summary>Reads of single apps by Resource Manager.</summary>
    ResourceManager,

    /// <summary>The tags by which apps are placed.</summary>
    Tags,

    /// <summary>Actual costs of plans.</summary>
    Costs,

    /// <summary>List prices of tiers.</summary>
    RetailPrices,

    /// <summary>Requests that were refused.</summary>
    Logs,

    /// <summary>Client certificates.</summary>
    KeyVault,

    /// <summary>Azure Policy's own view, and its exemptions.</summary>
    Policy,
}

/// <summary>The sources by what this version does with them.</summary>
public static class ConnectionSources
{
    /// <summary>Every source in its order.</summary>
    public static IReadOnlyList<ConnectionSource> All { get; } = Enum.GetValues<ConnectionSource>();

    /// <summary>The sources that this version reads, and so can be tested.</summary>
    public static IReadOnlyList<ConnectionSource> Read { get; } =
    [
        ConnectionSource.Credential, ConnectionSource.Scopes, ConnectionSource.ResourceGraph, ConnectionSource.ResourceManager,
        ConnectionSource.Tags,
    ];
}
