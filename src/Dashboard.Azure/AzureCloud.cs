using Azure.Identity;

namespace Dashboard.Azure;

/// <summary>The Azure clouds that have a preset.</summary>
public enum AzureCloud
{
    /// <summary>Azure.</summary>
    Public,

    /// <summary>Azure Government (US).</summary>
    Government,

    /// <summary>Azure operated by 21Vianet.</summary>
    China,
}

/// <summary>What differs between clouds.</summary>
/// <param name="ResourceManagerEndpoint">The base address of Resource Manager and Resource Graph.</param>
/// <param name="AuthorityHost">Who issues tokens.</param>
/// <param name="TokenScope">What the token is asked for.</param>
/// <param name="DatabaseTokenScope">What a token is asked for that PostgreSQL takes in place of a password.</param>
/// <param name="VaultSuffix">What the hosts of vaults end with.</param>
public sealed record CloudPreset(Uri ResourceManagerEndpoint, Uri AuthorityHost, string TokenScope, string DatabaseTokenScope, string VaultSuffix)
{
    /// <summary>The preset of <paramref name="cloud"/>.</summary>
    public static CloudPreset Of(AzureCloud cloud) => cloud switch
    {
        AzureCloud.Public => At("https://management.azure.com", AzureAuthorityHosts.AzurePublicCloud, "windows.net", "vault.azure.net"),
        AzureCloud.Government => At("https://management.usgovcloudapi.net", AzureAuthorityHosts.AzureGovernment, "usgovcloudapi.net", "vault.usgovcloudapi.net"),
        AzureCloud.China => At("https://management.chinacloudapi.cn", AzureAuthorityHosts.AzureChina, "chinacloudapi.cn", "vault.azure.cn"),
        _ => throw new ArgumentOutOfRangeException(nameof(cloud), cloud, "No preset for this cloud."),
    };

    private static CloudPreset At(string endpoint, Uri authority, string databases, string vaults) => new(
        new Uri(endpoint), authority, endpoint + "/.default", $"https://ossrdbms-aad.database.{databases}/.default", vaults);
}
