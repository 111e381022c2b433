// What the dashboard may read of the estate, at one management group. Deployed by whoever may grant roles there:
//   az deployment mg create --management-group-id GROUP --location LOCATION --template-file infra/roles.bicep \
//     --parameters principalId=OBJECT_ID
targetScope = 'managementGroup'

@description('Object id of the dashboard\'s identity.')
param principalId string

@description('For costs. Billed amounts alone need it; list prices do not.')
param costManagement bool = false

@description('For requests and certificate failures that apps write to Log Analytics workspaces.')
param logAnalytics bool = false

@description('For the client certificates in vaults: their metadata, never a secret. For vaults with Azure RBAC only.')
param keyVaults bool = false

var roleIds = {
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
  costManagementReader: '72fafb9e-0641-4937-9268-a91bfd8191a3'
  logAnalyticsReader: '73c42c96-874c-492b-b04d-ab87d138a893'
  keyVaultReader: '21090545-7ca7-4776-b22c-e363652d74d2'
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(managementGroup().id, principalId, roleIds.reader)
  properties: {
    roleDefinitionId: tenantResourceId('Microsoft.Authorization/roleDefinitions', roleIds.reader)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource costManagementReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (costManagement) {
  name: guid(managementGroup().id, principalId, roleIds.costManagementReader)
  properties: {
    roleDefinitionId: tenantResourceId('Microsoft.Authorization/roleDefinitions', roleIds.costManagementReader)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource logAnalyticsReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (logAnalytics) {
  name: guid(managementGroup().id, principalId, roleIds.logAnalyticsReader)
  properties: {
    roleDefinitionId: tenantResourceId('Microsoft.Authorization/roleDefinitions', roleIds.logAnalyticsReader)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource keyVaultReader 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (keyVaults) {
  name: guid(managementGroup().id, principalId, roleIds.keyVaultReader)
  properties: {
    roleDefinitionId: tenantResourceId('Microsoft.Authorization/roleDefinitions', roleIds.keyVaultReader)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
