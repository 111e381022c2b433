// From the environment, so that the secret is in no file and in no command line.
using 'client-secret.bicep'

param vaultName = readEnvironmentVariable('VAULT_NAME')
param clientSecret = readEnvironmentVariable('CLIENT_SECRET')
param expires = int(readEnvironmentVariable('CLIENT_SECRET_EXPIRES'))
