using Dashboard.Azure;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>The settings of Azure.</summary>
internal static class AzureReader
{
    private const string Section = "Azure";
    private const string PricesKey = "Azure:RetailPricesEndpoint";
    private const string VaultsKey = "Azure:KeyVaultUris";

    /// <summary>Reads them; null in demo mode, where they must not be set: the demo cannot be switched on with real data.</summary>
    public static AzureSettings? Read(SettingSource source, DashboardMode mode)
    {
        var endpoint = Endpoint(source, "Azure:ResourceManagerEndpoint", "https://management.azure.com");
        var prices = Endpoint(source, PricesKey, "https://prices.azure.com");
        var vaults = source.List(VaultsKey);
        var tenant = source.Text("Azure:TenantId");
        var client = source.Text("Azure:ClientId");
        var subscriptions = Subscriptions(source);
        var groups = source.List("Azure:ManagementGroupIds");
        var cloud = source.Choice("Azure:Cloud", AzureCloud.Public);
        var credential = source.Choice("Azure:Credential", CredentialKind.Default);
        if (mode == DashboardMode.Demo)
        {
            if (source.IsSet(Section))
                source.Wrong("Mode", "Demo mode reads a simulated estate only, but Dashboard__Azure__… is set.", "Set Dashboard__Mode=Azure, or remove the Azure settings.");
            return null;
        }

        try
        {
            var settings = WithPrices(source, prices, new AzureSettings(cloud, endpoint, credential)
            {
                TenantId = tenant,
                ClientId = client,
                SubscriptionIds = subscriptions,
                ManagementGroupIds = groups,
            });
            return WithVaults(source, vaults, settings);
        }
        catch (ArgumentException e)
        {
            // The rule about endpoints and credentials has one home, and this is its word.
            var key = credential == CredentialKind.LoopbackToken ? "Azure:Credential" : "Azure:ResourceManagerEndpoint";
            source.Wrong(key, e.Message, "Set an https address with a real credential, or the loopback address of a simulator.");
            return null;
        }
    }

    private static AzureSettings WithPrices(SettingSource source, Uri? prices, AzureSettings settings)
    {
        if (prices is null) return settings;
        try
        {
            return settings with { RetailPricesEndpoint = prices };
        }
        catch (ArgumentException e)
        {
            source.Wrong(PricesKey, e.Message, "Set an https address, or leave it out.");
            return settings;
        }
    }

    private static AzureSettings WithVaults(SettingSource source, IReadOnlyList<string> vaults, AzureSettings settings)
    {
        var good = new List<Uri>();
        foreach (var text in vaults)
        {
            try
            {
                if (!Uri.TryCreate(text, UriKind.Absolute, out var vault)) throw new ArgumentException($"'{OneLine.Of(text)}' is no address of a vault.");
                good.Add((settings with { KeyVaultUris = [vault] }).KeyVaultUris[0]);
            }
            catch (ArgumentException e)
            {
                source.Wrong(VaultsKey, e.Message, "Set for example Dashboard__Azure__KeyVaultUris__0=https://contoso-clients.vault.azure.net, or leave it out.");
            }
        }

        return settings with { KeyVaultUris = good };
    }

    private static Uri? Endpoint(SettingSource source, string key, string example)
    {
        if (source.Text(key) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https") return endpoint;
        source.Wrong(key, $"'{text}' is no absolute http or https address.", $"Set for example {example}, or leave it out.");
        return null;
    }

    private static List<string> Subscriptions(SettingSource source)
    {
        const string key = "Azure:SubscriptionIds";
        var ids = source.List(key);
        foreach (var id in ids.Where(id => !Guid.TryParseExact(id, "D", out _)))
            source.Wrong(key, $"'{id}' is no subscription id.", "Set the id (a GUID), not the name.");
        return [.. ids.Select(id => id.ToLowerInvariant()).Distinct()];
    }
}
