using Azure.Core;
using Azure.Identity;

namespace Dashboard.Azure.Pipeline;

/// <summary>Makes the credential that the settings name, and knows what to tell the operator when it gives no token.</summary>
internal static class CredentialFactory
{
    /// <summary>The credential.</summary>
    /// <exception cref="InvalidOperationException">The settings use the loopback token, for which there is no credential.</exception>
    public static TokenCredential Create(AzureSettings settings)
    {
        var (authority, tenant, client) = (settings.Preset.AuthorityHost, settings.TenantId, settings.ClientId);
        return settings.Credential switch
        {
            CredentialKind.Default => new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                AuthorityHost = authority,
                TenantId = tenant,
                ManagedIdentityClientId = client,
                WorkloadIdentityClientId = client,
            }),
            CredentialKind.ManagedIdentity => new ManagedIdentityCredential(
                client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client)),
            CredentialKind.WorkloadIdentity => new WorkloadIdentityCredential(
                new WorkloadIdentityCredentialOptions { AuthorityHost = authority, TenantId = tenant, ClientId = client }),
            CredentialKind.AzureCli => new AzureCliCredential(
                new AzureCliCredentialOptions { AuthorityHost = authority, TenantId = tenant }),
            _ => throw new InvalidOperationException($"{settings.Credential} has no credential to ask."),
        };
    }

    /// <summary>
    /// Why there is no token and what would mend it. The exception's own text stays out: it may quote what the identity
    /// service answered.
    /// </summary>
    public static string NoToken(CredentialKind kind) => $"No token could be obtained with {kind}: " + kind switch
    {
        CredentialKind.AzureCli => "run az login on this machine, for the configured tenant.",
        CredentialKind.ManagedIdentity => "check that this host has a managed identity and, if it is user-assigned, that its client id is configured.",
        CredentialKind.WorkloadIdentity => "check the pod's service account, its federated credential, and the tenant and client id.",
        _ => "sign in with az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and a certificate or secret, or give this host a managed identity.",
    };
}
