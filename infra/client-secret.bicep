// Puts the secret of the sign-in into the vault, the first time and at each rotation. It goes through Resource Manager,
// which reaches a vault that is closed to every network but the app's; the value is in no history of deployments, since
// the parameter is secure.
targetScope = 'resourceGroup'

@description('The vault, as main.bicep names it.')
param vaultName string

@description('The secret of the app registration.')
@secure()
@minLength(8)
param clientSecret string

@description('When it stops working, in seconds since 1970: the end of the secret in Entra ID.')
param expires int

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'sign-in-client-secret'
  properties: {
    value: clientSecret
    contentType: 'text/plain'
    attributes: { enabled: true, exp: expires }
  }
}
