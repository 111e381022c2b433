// The dashboard in one resource group: app, database, vault, logs and the network between them.
// Nothing here is secret. The roles that let it read the estate are in roles.bicep: whoever may grant those is often
// somebody else, and whoever deploys this needs no right beyond the resource group.
targetScope = 'resourceGroup'

@description('Start of every resource name.')
@minLength(3)
@maxLength(10)
param namePrefix string = 'mtls'

@description('Where the resources are.')
param location string = resourceGroup().location

@description('The image with its tag, for example contoso.azurecr.io/mtls-dashboard:0.1.0.')
param containerImage string

@description('Resource id of the Azure container registry that holds the image; empty for a public registry.')
param containerRegistryId string = ''

@description('Client id of the app registration with which people sign in.')
param signInClientId string

@description('Address that browsers use, for example https://mtls.example.com; empty for the app\'s own name.')
param publicUrl string = ''

@description('Management groups that the dashboard reads. Grant the roles with roles.bicep.')
@minLength(1)
param managementGroupIds string[]

@description('Object id of the Entra user or group that administers the database; it gives the app its own role there.')
param databaseAdministratorObjectId string

@description('Its name: the user principal name or the display name of the group.')
param databaseAdministratorName string

@description('What it is.')
@allowed(['Group', 'User', 'ServicePrincipal'])
param databaseAdministratorType string = 'Group'

@description('Database and vault are reachable from the app\'s own network only.')
param privateNetworking bool = true

@description('Without private networking: addresses that may reach the database, the app\'s outbound ones among them.')
param databaseAllowedAddresses databaseAddresses[] = []

@description('Address range of the network, a /24 or larger.')
param networkAddressPrefix string = '10.60.0.0/24'

@description('Client certificates of callers. Off asks for none. Required shuts out browsers without a certificate too.')
@allowed(['Off', 'Optional', 'Required'])
param clientCertificates string = 'Off'

@description('Oldest TLS version that the app accepts.')
@allowed(['1.2', '1.3'])
param minTlsVersion string = '1.2'

@description('Size of the App Service plan. Free and Shared can neither ask for client certificates nor stay on.')
@allowed(['B1', 'B2', 'P0v3', 'P1v3', 'P2v3'])
param planSku string = 'P0v3'

@description('Instances of the app.')
@minValue(1)
@maxValue(10)
param instances int = 1

@description('Name of the database server. Another one only after a restore, which makes a new server.')
param databaseServerName string = 'psql-${namePrefix}-${uniqueString(resourceGroup().id)}'

@description('Compute of the database: a size of its tier.')
param databaseSku string = 'Standard_D2ds_v5'

@description('Tier of the database.')
@allowed(['Burstable', 'GeneralPurpose', 'MemoryOptimized'])
param databaseTier string = 'GeneralPurpose'

@description('Days for which the database can be restored to any moment.')
@minValue(7)
@maxValue(35)
param backupRetentionDays int = 14

@description('Keeps backups in the paired region too. Cannot be changed later.')
param geoRedundantBackup bool = false

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Tags of every resource.')
param tags object = {}

@description('A range of addresses.')
type databaseAddresses = {
  @description('Name of the rule.')
  name: string
  @description('First IPv4 address.')
  from: string
  @description('Last IPv4 address.')
  to: string
}

var suffix = uniqueString(resourceGroup().id)
var names = {
  app: 'app-${namePrefix}-${suffix}'
  identity: 'id-${namePrefix}-${suffix}'
  logs: 'log-${namePrefix}-${suffix}'
  network: 'vnet-${namePrefix}-${suffix}'
  plan: 'plan-${namePrefix}-${suffix}'
  // A vault's name has at most 24 characters.
  vault: take('kv${replace(namePrefix, '-', '')}${suffix}', 24)
}

// User-assigned: it is there before the app, so that roles can be granted first, and outlives it.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: names.identity
  location: location
  tags: tags
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: names.logs
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  name: 'network'
  params: {
    name: names.network
    location: location
    tags: tags
    addressPrefix: networkAddressPrefix
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: names.vault
    location: location
    tags: tags
    readerPrincipalId: identity.properties.principalId
    logsId: logs.id
    privateNetworking: privateNetworking
    endpointSubnetId: network.?outputs.endpointSubnetId ?? ''
    dnsZoneId: network.?outputs.vaultZoneId ?? ''
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: databaseServerName
    location: location
    tags: tags
    administratorObjectId: databaseAdministratorObjectId
    administratorName: databaseAdministratorName
    administratorType: databaseAdministratorType
    sku: databaseSku
    tier: databaseTier
    backupRetentionDays: backupRetentionDays
    geoRedundantBackup: geoRedundantBackup
    allowedAddresses: databaseAllowedAddresses
    logsId: logs.id
    privateNetworking: privateNetworking
    endpointSubnetId: network.?outputs.endpointSubnetId ?? ''
    dnsZoneId: network.?outputs.databaseZoneId ?? ''
  }
}

module registry 'modules/registry-role.bicep' = if (!empty(containerRegistryId)) {
  name: 'registry-role'
  scope: resourceGroup(split(containerRegistryId, '/')[?2] ?? subscription().subscriptionId, split(containerRegistryId, '/')[?4] ?? resourceGroup().name)
  params: {
    registryName: last(split(containerRegistryId, '/'))
    principalId: identity.properties.principalId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: tags
    containerImage: containerImage
    pullsWithIdentity: !empty(containerRegistryId)
    identityId: identity.id
    identityClientId: identity.properties.clientId
    identityName: identity.name
    tenantId: tenant().tenantId
    managementGroupIds: managementGroupIds
    signInClientId: signInClientId
    publicUrl: publicUrl
    vaultUri: vault.outputs.uri
    databaseHost: database.outputs.host
    databaseName: database.outputs.databaseName
    clientCertificates: clientCertificates
    minTlsVersion: minTlsVersion
    planSku: planSku
    instances: instances
    subnetId: network.?outputs.appSubnetId ?? ''
    logsId: logs.id
  }
  dependsOn: [registry]
}

@description('Where the pages are.')
output host string = app.outputs.host

@description('The app.')
output appName string = app.outputs.name

@description('The identity, which is also the name of its role in the database.')
output identityName string = identity.name

@description('Its object id: for roles.bicep and for the database role.')
output identityPrincipalId string = identity.properties.principalId

@description('The database server.')
output databaseHost string = database.outputs.host

@description('The database.')
output databaseName string = database.outputs.databaseName

@description('The vault of the sign-in secret.')
output vaultName string = vault.outputs.name
