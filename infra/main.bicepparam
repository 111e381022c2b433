// An example: copy it, and set the values of your organisation. No value is secret.
using 'main.bicep'

param containerImage = 'contoso.azurecr.io/mtls-dashboard:0.1.0'
param containerRegistryId = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/contoso'

param signInClientId = '00000000-0000-0000-0000-000000000000'
param managementGroupIds = ['platform']

param databaseAdministratorObjectId = '00000000-0000-0000-0000-000000000000'
param databaseAdministratorName = 'mtls-dashboard-administrators'

param tags = {
  service: 'mtls-dashboard'
}
