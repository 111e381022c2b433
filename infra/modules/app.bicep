// The app on App Service for Linux, from its container image.

param name string
param planName string
param location string
param tags object
param containerImage string

@description('The image is pulled with the app\'s identity: the registry is a private Azure one.')
param pullsWithIdentity bool

param identityId string
param identityClientId string
param identityName string
param tenantId string
param managementGroupIds string[]
param signInClientId string
param publicUrl string
param vaultUri string
param databaseHost string
param databaseName string
param clientCertificates string
param minTlsVersion string
param planSku string
param instances int

@description('Subnet of the outbound traffic; empty for none.')
param subnetId string

param logsId string

// Every setting of the program, by the names of the README, in this one place. A key that the program does not know stops
// its start.
var settings = {
  Dashboard__Mode: 'Azure'
  Dashboard__Database__Provider: 'PostgreSql'
  Dashboard__Database__Authentication: 'Entra'
  Dashboard__Database__ConnectionString: 'Host=${databaseHost};Database=${databaseName};Username=${identityName};Ssl Mode=VerifyFull'
  Dashboard__Azure__Credential: 'ManagedIdentity'
  Dashboard__Azure__TenantId: tenantId
  Dashboard__Azure__ClientId: identityClientId
  Dashboard__SignIn__TenantId: tenantId
  Dashboard__SignIn__ClientId: signInClientId
  Dashboard__SignIn__ClientSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/sign-in-client-secret)'
  // App Service's front end reaches the container from a link-local address, which nobody else can have.
  Dashboard__ForwardedHeaders__KnownNetworks__0: '169.254.0.0/16'
}
// Without it the program takes the name that App Service tells it.
var address = empty(publicUrl) ? {} : { Dashboard__PublicUrl: publicUrl }
var managementGroups = toObject(range(0, length(managementGroupIds)), i => 'Dashboard__Azure__ManagementGroupIds__${i}', i => managementGroupIds[i])
var platform = {
  // Forwarded headers are the program's own business: the framework's switch would believe them from anybody.
  ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'false'
  WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false'
  WEBSITES_PORT: '8080'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'linux'
  sku: { name: planSku, capacity: instances }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'app,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    // A Blazor circuit lives in one instance: its requests go there.
    clientAffinityEnabled: true
    // The mode is set even where the switch is off. Azure's default, "Required" behind a switch that is off, reads as if
    // certificates were asked for.
    clientCertEnabled: clientCertificates != 'Off'
    clientCertMode: clientCertificates == 'Required' ? 'Required' : 'Optional'
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // References to the vault take this way as well.
    vnetRouteAllEnabled: !empty(subnetId)
    siteConfig: {
      linuxFxVersion: 'DOCKER|${containerImage}'
      acrUseManagedIdentityCreds: pullsWithIdentity
      acrUserManagedIdentityID: pullsWithIdentity ? identityClientId : null
      appSettings: map(items(union(settings, address, managementGroups, platform)), s => { name: s.key, value: s.value })
      alwaysOn: true
      webSocketsEnabled: true
      http20Enabled: true
      healthCheckPath: '/health/ready'
      minTlsVersion: minTlsVersion
      scmMinTlsVersion: minTlsVersion
      ftpsState: 'Disabled'
      remoteDebuggingEnabled: false
    }
  }
}

// No publishing with a user name and a password: neither over FTP nor to the build site.
resource ftpPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scmPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

// The program logs to the console.
var logCategories = ['AppServiceConsoleLogs', 'AppServiceHTTPLogs', 'AppServicePlatformLogs', 'AppServiceAuditLogs', 'AppServiceIPSecAuditLogs']

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: app
  properties: {
    workspaceId: logsId
    logs: [for category in logCategories: { category: category, enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
