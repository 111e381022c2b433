using System.Collections.Frozen;

namespace Dashboard.Core.Inventory;

/// <summary>A subscription as one run saw it.</summary>
/// <param name="SubscriptionId">The subscription's GUID, lower case.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Tags">Its tags; names compare without regard to case.</param>
public sealed record SubscriptionObservation(string SubscriptionId, string Name, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>False where the row carried tags that are none: what they say is not known.</summary>
    public bool TagsRead { get; init; } = true;

    /// <summary>The management groups above it by name, nearest first, up to the tenant's root; null where they were not told.</summary>
    public IReadOnlyList<string>? ManagementGroups { get; init; }
}

/// <summary>A resource group as one run saw it.</summary>
/// <param name="SubscriptionId">The subscription's GUID, lower case.</param>
/// <param name="Name">The group's name, casing as given.</param>
/// <param name="Tags">Its tags; names compare without regard to case.</param>
public sealed record ResourceGroupObservation(string SubscriptionId, string Name, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>False where the row carried tags that are none: what they say is not known.</summary>
    public bool TagsRead { get; init; } = true;
}

/// <summary>An App Service plan (<c>Microsoft.Web/serverfarms</c>) as one run saw it.</summary>
/// <param name="ResourceId">The ARM id, casing as given.</param>
/// <param name="Name">The plan's name.</param>
/// <param name="Tier">The SKU's tier (<c>PremiumV3</c>); null where the row had none.</param>
/// <param name="SkuName">The SKU's size (<c>P1v3</c>); null where the row had none.</param>
/// <param name="Capacity">Instances; null where the row had none.</param>
/// <param name="IsLinux">True for Linux plans.</param>
public sealed record PlanObservation(
    string ResourceId, string Name, string? Tier, string? SkuName, int? Capacity, bool IsLinux)
{
    /// <summary>What a plan without tags has.</summary>
    public static IReadOnlyDictionary<string, string> NoTags { get; } = FrozenDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The region as ARM names it (<c>westeurope</c>); null where the row had none.</summary>
    public string? Location { get; init; }

    /// <summary>
    /// <c>properties.webSpace</c>: the deployment unit. Apps move between plans of the same one. Null where the row had none.
    /// </summary>
    public string? WebSpace { get; init; }

    /// <summary>The ARM id of the App Service environment that it runs in; null for none.</summary>
    public string? HostingEnvironmentId { get; init; }

    /// <summary><c>properties.maximumElasticWorkerCount</c>: to how many instances an elastic plan may grow; null where the row had none.</summary>
    public int? MaximumElasticWorkers { get; init; }

    /// <summary><c>properties.numberOfSites</c>, as Azure counts; null where the row had none. Nothing is allocated by it.</summary>
    public int? NumberOfSites { get; init; }

    /// <summary>Its tags; names compare without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;
}

/// <summary>One entry of an app's access restrictions (<c>ipSecurityRestrictions</c>).</summary>
/// <param name="Source">The address range (<c>Any</c>, CIDR) or service tag (<c>AzureFrontDoor.Backend</c>) or subnet id.</param>
/// <param name="Allow">True for <c>Allow</c>, false for any other action.</param>
public sealed record AccessRule(string Source, bool Allow);

/// <summary>The access restrictions of an app.</summary>
/// <param name="Rules">The entries in the order given.</param>
/// <param name="DefaultAllow">The unmatched action: true Allow, false Deny, null not set.</param>
public sealed record AccessRestrictions(IReadOnlyList<AccessRule> Rules, bool? DefaultAllow)
{
    /// <summary>No entry and no default action: everyone is allowed.</summary>
    public static AccessRestrictions None { get; } = new([], null);
}

/// <summary>
/// An app as one run saw it: the facts, as Azure gave them, without any judgement. Property names follow the ARM
/// resource <c>Microsoft.Web/sites</c> and its <c>config/web</c>.
/// </summary>
public sealed record AppObservation
{
    /// <summary>The ARM id, casing as given.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The app's name; a slot's is <c>app/slot</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The <c>kind</c> text; null where the row had none.</summary>
    public string? Kind { get; init; }

    /// <summary>The subscription's GUID, lower case.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The resource group's name, casing as given.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>The region, as given.</summary>
    public string? Location { get; init; }

    /// <summary>The app's own tags; names compare without regard to case.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>False where the row carried tags that are none: what they say is not known.</summary>
    public bool TagsRead { get; init; } = true;

    /// <summary><c>properties.state</c>: <c>Running</c>, <c>Stopped</c> …; null where the row had none.</summary>
    public string? State { get; init; }

    /// <summary><c>properties.enabled</c>.</summary>
    public Reading<bool> Enabled { get; init; }

    /// <summary><c>properties.sku</c>: the tier as the site tells it.</summary>
    public Reading<string> SiteTier { get; init; }

    /// <summary><c>properties.serverFarmId</c>, casing as given; null where the row had none.</summary>
    public string? PlanId { get; init; }

    /// <summary><c>properties.defaultHostName</c>.</summary>
    public string? DefaultHostName { get; init; }

    /// <summary><c>properties.clientCertEnabled</c>.</summary>
    public Reading<bool> ClientCertEnabled { get; init; }

    /// <summary><c>properties.clientCertMode</c>.</summary>
    public Reading<string> ClientCertMode { get; init; }

    /// <summary><c>properties.clientCertExclusionPaths</c>.</summary>
    public Reading<string> ExclusionPaths { get; init; }

    /// <summary><c>properties.clientCertExclusionEndPoints</c> (undocumented; entries joined by <c>;</c> where given as an array).</summary>
    public Reading<string> ExclusionEndPoints { get; init; }

    /// <summary><c>properties.httpsOnly</c>.</summary>
    public Reading<bool> HttpsOnly { get; init; }

    /// <summary><c>properties.publicNetworkAccess</c>: <c>Enabled</c>, <c>Disabled</c>; null means not set, that is enabled.</summary>
    public Reading<string> PublicNetworkAccess { get; init; }

    /// <summary><c>http20Enabled</c> of <c>config/web</c> (the site's own copy is not reliable).</summary>
    public Reading<bool> Http20Enabled { get; init; }

    /// <summary><c>minTlsVersion</c> of <c>config/web</c>.</summary>
    public Reading<string> MinTlsVersion { get; init; }

    /// <summary><c>ipSecurityRestrictions</c> of <c>config/web</c>.</summary>
    public Reading<AccessRestrictions> AccessRestrictions { get; init; }

    /// <summary>True where <c>config/web</c> was read, from Resource Graph or from ARM.</summary>
    public bool ConfigurationRead { get; init; }

    /// <summary>True for a deployment slot.</summary>
    public bool IsSlot => ResourceIds.IsSlot(ResourceId);
}
