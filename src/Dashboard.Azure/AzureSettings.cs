using Dashboard.Azure.KeyVault;

namespace Dashboard.Azure;

/// <summary>
/// Which Azure is read, with which identity, and how patiently. Endpoint and credential are fixed at construction, where
/// pairs that would send a token in the clear or a fixed one to a stranger are refused, whoever validated before.
/// </summary>
public sealed record AzureSettings
{
    /// <summary>Makes the settings.</summary>
    /// <param name="cloud">The cloud whose preset holds.</param>
    /// <param name="resourceManagerEndpoint">Another base address than the preset's, or null.</param>
    /// <param name="credential">Where the token comes from.</param>
    /// <exception cref="ArgumentException">The endpoint is no bare http or https origin, is plain http elsewhere than on this
    /// machine, or is not on this machine while the credential is <see cref="CredentialKind.LoopbackToken"/>.</exception>
    public AzureSettings(
        AzureCloud cloud = AzureCloud.Public, Uri? resourceManagerEndpoint = null, CredentialKind credential = CredentialKind.Default)
    {
        var preset = CloudPreset.Of(cloud);
        var endpoint = resourceManagerEndpoint ?? preset.ResourceManagerEndpoint;
        Refuse(endpoint, credential);
        (Cloud, Preset, ResourceManagerEndpoint, Credential) = (cloud, preset, endpoint, credential);
        // What stands in for Azure on this machine stands in for its prices too: nothing leaves the machine unasked.
        RetailPricesEndpoint = Loopback.Is(endpoint) ? endpoint : new Uri("https://prices.azure.com");
    }

    /// <summary>The cloud.</summary>
    public AzureCloud Cloud { get; }

    /// <summary>The base address of Resource Manager.</summary>
    public Uri ResourceManagerEndpoint { get; }

    /// <summary>
    /// The base address of the Retail Prices API, which is asked without any token. Azure's public one unless set; where
    /// <see cref="ResourceManagerEndpoint"/> is on this machine, that.
    /// </summary>
    /// <exception cref="ArgumentException">It is no bare http or https origin, or is plain http elsewhere than on this machine.</exception>
    public Uri RetailPricesEndpoint
    {
        get;
        init
        {
            RefuseAddress(value, "The endpoint of retail prices");
            if (value.Scheme == Uri.UriSchemeHttp && !Loopback.Is(value))
                throw new ArgumentException("Retail prices are read over https, or from 127.0.0.0/8, [::1] and localhost: others could change them on the way.");
            field = value;
        }
    }

    /// <summary>Where the token comes from.</summary>
    public CredentialKind Credential { get; }

    /// <summary>The Entra tenant to sign in to; null leaves it to the credential.</summary>
    public string? TenantId { get; init; }

    /// <summary>The client id of a user-assigned managed identity or of the workload identity; null leaves it to the host.</summary>
    public string? ClientId { get; init; }

    /// <summary>Subscriptions to read. With <see cref="ManagementGroupIds"/> empty too: all that the credential can read.</summary>
    public IReadOnlyList<string> SubscriptionIds { get; init; } = [];

    /// <summary>Management groups whose subscriptions are read, in addition to <see cref="SubscriptionIds"/>.</summary>
    public IReadOnlyList<string> ManagementGroupIds { get; init; } = [];

    /// <summary>
    /// The vaults whose client certificates are read, by their addresses. Key Vault is asked over https only, in vaults of the cloud; or, where
    /// <see cref="ResourceManagerEndpoint"/> is on this machine, in vaults that are simulated here.
    /// </summary>
    /// <exception cref="ArgumentException">One is no vault of the cloud, or is on this machine where Resource Manager is not, or the other way round.</exception>
    public IReadOnlyList<Uri> KeyVaultUris
    {
        get;
        init
        {
            Vaults = [.. value.Select(v => VaultAddress.Of(v, Preset.VaultSuffix, IsLoopback)).DistinctBy(v => v.Host)];
            field = [.. Vaults.Select(v => v.Endpoint)];
        }
    } = [];

    /// <summary>
    /// The certificate, as PEM, of an authority that simulated vaults are trusted by beside those that this machine trusts; null for none. It has no say
    /// about any other host.
    /// </summary>
    public string? LoopbackAuthority { get; init; }

    /// <summary>The vaults.</summary>
    internal IReadOnlyList<VaultAddress> Vaults { get; private init; } = [];

    /// <summary>Rows asked for per page; Resource Graph gives at most 1,000.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Subscriptions named in one request; Azure advises at most 300.</summary>
    public int BatchSize { get; init; } = 300;

    /// <summary>How long one try may be silent.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Tries after the first.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>The wait before the first retry where the service names none; it doubles from there.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>How long one request may take with all its retries, so that an endless <c>Retry-After</c> ends.</summary>
    public TimeSpan OverallDeadline { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Scheme, host and port of the endpoint in lower case: what a database belongs to.</summary>
    public string Origin => OriginOf(ResourceManagerEndpoint);

    /// <summary>Scheme, host and port of the retail prices in lower case.</summary>
    internal string RetailPricesOrigin => OriginOf(RetailPricesEndpoint);

    /// <summary>What the cloud's preset says.</summary>
    internal CloudPreset Preset { get; }

    /// <summary>True where the endpoint is on this machine.</summary>
    public bool IsLoopback => Loopback.Is(ResourceManagerEndpoint);

    /// <summary>True where a fixed word is sent and the real credential is never asked.</summary>
    internal bool UsesLoopbackToken =>
        Credential == CredentialKind.LoopbackToken || ResourceManagerEndpoint.Scheme == Uri.UriSchemeHttp;

    /// <summary>Scheme, host and port of <paramref name="address"/> in lower case.</summary>
    internal static string OriginOf(Uri address) => $"{address.Scheme}://{address.IdnHost}:{address.Port}".ToLowerInvariant();

    private static void Refuse(Uri endpoint, CredentialKind credential)
    {
        RefuseAddress(endpoint, "The Resource Manager endpoint");
        if (Loopback.Is(endpoint)) return;
        if (endpoint.Scheme == Uri.UriSchemeHttp)
            throw new ArgumentException("Plain http is accepted for 127.0.0.0/8, [::1] and localhost only: a token must not travel in the clear.");
        if (credential == CredentialKind.LoopbackToken)
            throw new ArgumentException("The credential LoopbackToken is accepted for 127.0.0.0/8, [::1] and localhost only.");
    }

    private static void RefuseAddress(Uri endpoint, string what)
    {
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && endpoint.Scheme != Uri.UriSchemeHttp)
            || endpoint.UserInfo.Length > 0 || endpoint.PathAndQuery != "/" || endpoint.Fragment.Length > 0)
        {
            throw new ArgumentException($"{what} must be an http or https address without user, path or query.");
        }
    }
}
