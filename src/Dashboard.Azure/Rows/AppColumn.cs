namespace Dashboard.Azure.Rows;

/// <summary>The columns of <c>apps.kql</c>, in its order.</summary>
internal enum AppColumn
{
    Id,
    Name,
    Kind,
    Location,
    ResourceGroup,
    SubscriptionId,
    Tags,
    State,
    Enabled,
    Sku,
    ServerFarmId,
    DefaultHostName,
    ClientCertEnabled,
    ClientCertMode,
    ClientCertExclusionPaths,
    ClientCertExclusionEndPoints,
    HttpsOnly,
    PublicNetworkAccess,
    HasClientCertEnabled,
    HasClientCertMode,
    HasClientCertExclusionPaths,
    HasClientCertExclusionEndPoints,
    HasHttpsOnly,
    HasPublicNetworkAccess,

    // From here on: of the joined config/web. apps-without-configuration.kql does not have them.
    Http20Enabled,
    MinTlsVersion,
    IpSecurityRestrictions,
    IpSecurityRestrictionsDefaultAction,
    HasHttp20Enabled,
    HasMinTlsVersion,
    HasIpSecurityRestrictions,
}
