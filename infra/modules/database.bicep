// PostgreSQL that knows no passwords: everybody signs in with a token of Entra ID. The app is no administrator; its role
// is made once by database-role.sql.

param name string
param location string
param tags object
param administratorObjectId string
param administratorName string
param administratorType string
param sku string
param tier string
param backupRetentionDays int
param geoRedundantBackup bool
param allowedAddresses { name: string, from: string, to: string }[]
param logsId string
param privateNetworking bool
param endpointSubnetId string
param dnsZoneId string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: tier }
  properties: {
    version: '16'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: {
      backupRetentionDays: backupRetentionDays
      geoRedundantBackup: geoRedundantBackup ? 'Enabled' : 'Disabled'
    }
    highAvailability: { mode: 'Disabled' }
    network: { publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled' }
  }

  resource database 'databases' = {
    name: 'mtls'
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }
}

resource administrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: server
  name: administratorObjectId
  properties: {
    principalName: administratorName
    principalType: administratorType
    tenantId: tenant().tenantId
  }
}

// The server takes one change of settings at a time, so each waits for the one before.
resource tlsOnly 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'require_secure_transport'
  properties: { value: 'on', source: 'user-override' }
  dependsOn: [administrator]
}

resource tlsVersion 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'ssl_min_protocol_version'
  properties: { value: 'TLSv1.2', source: 'user-override' }
  dependsOn: [tlsOnly]
}

@batchSize(1)
resource allowed 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = [for range in (privateNetworking ? [] : allowedAddresses): {
  parent: server
  name: range.name
  properties: { startIpAddress: range.from, endIpAddress: range.to }
  dependsOn: [tlsVersion]
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: server
  properties: {
    workspaceId: logsId
    logs: [{ category: 'PostgreSQLLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

module endpoint 'private-endpoint.bicep' = if (privateNetworking) {
  name: 'database-endpoint'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    serviceId: server.id
    groupId: 'postgresqlServer'
    subnetId: endpointSubnetId
    dnsZoneId: dnsZoneId
  }
  dependsOn: [tlsVersion]
}

output host string = server.properties.fullyQualifiedDomainName
output databaseName string = server::database.name
