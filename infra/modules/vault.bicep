// The vault of the one secret that there is: that of the sign-in. The secret itself comes by client-secret.bicep.

param name string
param location string
param tags object

@description('Who may read secrets: the app, and nobody else by this template.')
param readerPrincipalId string

param logsId string
param privateNetworking bool
param endpointSubnetId string
param dnsZoneId string

// Key Vault Secrets User: reads secrets, lists and changes none.
var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateNetworking ? 'Deny' : 'Allow'
    }
  }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, readerPrincipalId, secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: secretsUser
    principalId: readerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: vault
  properties: {
    workspaceId: logsId
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

module endpoint 'private-endpoint.bicep' = if (privateNetworking) {
  name: 'vault-endpoint'
  params: {
    name: 'pe-${name}'
    location: location
    tags: tags
    serviceId: vault.id
    groupId: 'vault'
    subnetId: endpointSubnetId
    dnsZoneId: dnsZoneId
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
