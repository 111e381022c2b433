namespace Dashboard.Benchmarks.Replay;

/// <summary>The tables that the collector reads, told apart by the text of a query.</summary>
internal static class ReplayTable
{
    public const string Apps = "apps";
    public const string Plans = "plans";
    public const string ResourceGroups = "resource-groups";
    public const string Subscriptions = "subscriptions";

    /// <summary>What Resource Manager lists, not Resource Graph.</summary>
    public const string SubscriptionList = "subscription-list";

    /// <summary>What has no rows here.</summary>
    public const string None = "none";

    /// <summary>The table of <paramref name="query"/>. Changes name the types of what changed, so they are asked for first.</summary>
    public static string Of(string query) => query switch
    {
        _ when Has(query, "resourcechanges") => None,
        _ when Has(query, "'microsoft.web/serverfarms'") => Plans,
        _ when Has(query, "'microsoft.web/sites'") => Apps,
        _ when Has(query, "'microsoft.resources/subscriptions/resourcegroups'") => ResourceGroups,
        _ when Has(query, "'microsoft.resources/subscriptions'") => Subscriptions,
        _ => None,
    };

    /// <summary>What asks for <paramref name="page"/> of <paramref name="table"/>: as opaque to clients as the service's own.</summary>
    public static string Token(string table, int page) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{table}:{page}"));

    private static bool Has(string query, string part) => query.Contains(part, StringComparison.OrdinalIgnoreCase);
}
