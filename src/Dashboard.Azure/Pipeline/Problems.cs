namespace Dashboard.Azure.Pipeline;

/// <summary>
/// Failures in plain words: which API, what it answered, what that means, and what would mend it. Never a token, never
/// the service's own text.
/// </summary>
internal sealed class Problems(AzureSettings settings)
{
    /// <summary>The name of Resource Graph in a problem.</summary>
    public const string ResourceGraph = "Azure Resource Graph";

    /// <summary>The name of Resource Manager in a problem.</summary>
    public const string ResourceManager = "Azure Resource Manager";

    /// <summary>The name of Cost Management in a problem.</summary>
    public const string CostManagement = "Azure Cost Management";

    /// <summary>The name of the Retail Prices API in a problem.</summary>
    public const string RetailPrices = "The Azure Retail Prices API";

    private const string KeyVault = "Key Vault ";

    /// <summary>The name of a vault in a problem.</summary>
    public static string OfVault(string host) => KeyVault + host;

    /// <summary>The words for <paramref name="failure"/> of <paramref name="api"/> while reading <paramref name="what"/>.</summary>
    public string Of(string api, string what, ArmFailure failure) => failure.Kind switch
    {
        FailureKind.NoToken => CredentialFactory.NoToken(settings.Credential),
        FailureKind.NoConnection => $"{api} did not answer while reading {what}: {NoConnection(failure.Fault, OriginOf(api))}",
        FailureKind.BrokenOff => $"{api} broke off its answer while reading {what}, twice. Run again; if it stays, look for a proxy that cuts answers.",
        _ => $"{api} answered HTTP {failure.Status}{Codes(failure)} while reading {what}: {Meaning(api, failure)}",
    };

    /// <summary>The words for a 200 whose body is not what the API documents.</summary>
    public static string NotUnderstood(string api, string what) =>
        $"{api} answered {what} with a body that is cut or not understood, twice. Run again; if it stays, look for a proxy between here and Azure.";

    private string OriginOf(string api) => api == RetailPrices ? settings.RetailPricesOrigin
        : settings.Vaults.FirstOrDefault(v => OfVault(v.Host) == api) is { } vault ? AzureSettings.OriginOf(vault.Endpoint)
        : settings.Origin;

    private static bool IsVault(string api) => api.StartsWith(KeyVault, StringComparison.Ordinal);

    private string NoConnection(ConnectionFault fault, string origin) => fault switch
    {
        ConnectionFault.NameNotFound => $"no connection to {origin}, whose name is not known here. "
            + "Check the configured endpoint and this machine's name resolution (DNS).",
        ConnectionFault.Refused => $"no connection to {origin}: it was refused. Check the configured endpoint and any firewall.",
        ConnectionFault.NotTrusted => $"no connection to {origin} that can be trusted: TLS failed. Where a proxy opens TLS, "
            + "trust its authority on this machine or exempt this host; check this machine's clock too.",
        ConnectionFault.Silent => $"silence of {origin} for longer than {settings.RequestTimeout.TotalSeconds:0} s. "
            + "Check network, proxy and firewall.",
        ConnectionFault.Other => $"no connection to {origin}, or it broke off. Check network, name resolution, proxy and firewall.",
    };

    private static string Codes(ArmFailure failure) => failure.Codes.Count == 0 ? "" : $" ({string.Join(", ", failure.Codes)})";

    private string Meaning(string api, ArmFailure failure) => failure.Status switch
    {
        401 or 403 when api == RetailPrices => "it asks for no sign-in, so something on the way refused. Check any proxy and firewall.",
        401 or 403 when api == CostManagement => "the identity may not read costs. Assign it the role Cost Management Reader on the subscription "
            + "or its management group. Under an enterprise agreement the enrolment must let readers view charges as well.",
        400 or 404 or 422 when api == CostManagement => "it has no costs to tell of this subscription, or did not accept the query. "
            + "Subscriptions of some offers are not in Cost Management; for others please report it with these codes.",
        403 when IsVault(api) => "the identity may not read its certificates. Assign it the role Key Vault Reader on the vault, or the permissions list and get "
            + "for certificates where it has access policies, and let this machine through the vault's firewall.",
        401 when IsVault(api) => "the token was not accepted. Check that tenant and cloud are the ones of this vault.",
        429 when IsVault(api) => $"it kept throttling for longer than {settings.OverallDeadline.TotalSeconds:0} s or {settings.MaxRetries} retries. "
            + "Others may be using the vault heavily.",
        401 => "the token was not accepted. Check that tenant and cloud are the ones of these subscriptions.",
        403 => "the identity may not read this. Assign it the role Reader on the subscription or its management group.",
        404 => "nothing is there, or the identity cannot see it.",
        408 => "it gave up waiting, also after retries.",
        429 => $"it kept throttling for longer than {settings.OverallDeadline.TotalSeconds:0} s or {settings.MaxRetries} retries. "
            + "Another program may be using up the quota of this identity.",
        400 => "it did not accept the query. This is a fault of this program or a change of the service; please report it with these codes.",
        >= 300 and < 400 => "it redirected the request, which is not followed. Check the configured endpoint and any proxy.",
        >= 500 => "the service failed, also after retries. Run again later.",
        _ => "this was not expected. Check the configured endpoint and any proxy.",
    };
}
