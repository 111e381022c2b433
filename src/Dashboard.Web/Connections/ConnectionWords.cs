using Dashboard.Core.Connections;

namespace Dashboard.Web.Connections;

/// <summary>Sources and outcomes in the words of the pages.</summary>
public static class ConnectionWords
{
    /// <summary>The source.</summary>
    public static string Title(ConnectionSource source) => source switch
    {
        ConnectionSource.Credential => "Credential",
        ConnectionSource.Scopes => "Scopes",
        ConnectionSource.ResourceGraph => "Resource Graph",
        ConnectionSource.ResourceManager => "Resource Manager",
        ConnectionSource.Tags => "Tags",
        ConnectionSource.Costs => "Costs",
        ConnectionSource.RetailPrices => "Retail prices",
        ConnectionSource.Logs => "Logs",
        ConnectionSource.KeyVault => "Key Vault",
        ConnectionSource.Policy => "Azure Policy",
    };

    /// <summary>What it is for.</summary>
    public static string Purpose(ConnectionSource source) => source switch
    {
        ConnectionSource.Credential => "The identity by which Azure is read.",
        ConnectionSource.Scopes => "The subscriptions and management groups to watch. Needs the role Reader there.",
        ConnectionSource.ResourceGraph => "Apps, plans, resource groups, configuration and changes, by one query for each table.",
        ConnectionSource.ResourceManager => "Single apps and their configuration, where Resource Graph does not carry them.",
        ConnectionSource.Tags => "Sensitivity says which apps must enforce mutual TLS; owner says whom to ask.",
        ConnectionSource.Costs => "What plans really cost.",
        ConnectionSource.RetailPrices => "What another tier would cost.",
        ConnectionSource.Logs => "Requests that were refused for a missing or invalid client certificate.",
        ConnectionSource.KeyVault => "Client certificates and when they expire.",
        ConnectionSource.Policy => "What Azure Policy says of the same apps, and its exemptions.",
    };

    /// <summary>An outcome: word, icon and the icon's class. Null is "not tested since the program started".</summary>
    public static (string Word, string Icon, string Class) State(ConnectionState? state) =>
        state is { } known ? Of(known) : ("Not tested yet", "question", "muted");

    /// <summary>The whole in a sentence.</summary>
    public static string Headline(IReadOnlyList<ConnectionStanding> standings)
    {
        var read = standings.Where(s => ConnectionSources.Read.Contains(s.Source)).ToList();
        var (tested, good) = (read.Count(s => s.Check is not null), read.Count(s => s.Check?.State == ConnectionState.Good));
        if (tested == 0) return "The connection to Azure was not tested yet";
        if (read.FirstOrDefault(s => s.Check?.State == ConnectionState.Failed) is { } failed)
            return $"{Title(failed.Source)} {(failed.Source is ConnectionSource.Scopes or ConnectionSource.Tags ? "do" : "does")} not work";
        if (good == read.Count) return "Everything that this version reads can be read";
        if (good == read.Count - 1 && read.Any(s => s is { Source: ConnectionSource.Tags, Check.State: ConnectionState.Incomplete }))
            return "Azure can be read; tags are incomplete";
        return read.FirstOrDefault(s => s.Check?.State == ConnectionState.Incomplete) is { } part
            ? $"{Title(part.Source)} {(part.Source is ConnectionSource.Scopes or ConnectionSource.Tags ? "are" : "is")} incomplete"
            : "The connection to Azure was tested in part";
    }

    private static (string Word, string Icon, string Class) Of(ConnectionState state) => state switch
    {
        ConnectionState.Good => ("Works", "check", "muted"),
        ConnectionState.Incomplete => ("Works in part", "warning", "caution"),
        ConnectionState.Failed => ("Does not work", "warning", "alarm"),
        ConnectionState.Untested => ("Not tried", "dash", "muted"),
        ConnectionState.NotRead => ("Not read by this version", "dash", "muted"),
    };
}
