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
public sealed record CloudPreset(Uri ResourceManagerEndpoint, Uri AuthorityHost, string TokenScope)
{
    /// <summary>The preset of <paramref name="cloud"/>.</summary>
    public static CloudPreset Of(AzureCloud cloud) => cloud switch
    {
        AzureCloud.Public => At("https://management.azure.com", AzureAuthorityHosts.AzurePublicCloud),
        AzureCloud.Government => At("https://management.usgovcloudapi.net", AzureAuthorityHosts.AzureGovernment),
        AzureCloud.China => At("https://management.chinacloudapi.cn", AzureAuthorityHosts.AzureChina),
        _ => throw new ArgumentOutOfRangeException(nameof(cloud), cloud, "No preset for this cloud."),
    };

    private static CloudPreset At(string endpoint, Uri authority) => new(new Uri(endpoint), authority, endpoint + "/.default");
}
