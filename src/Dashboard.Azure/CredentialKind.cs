namespace Dashboard.Azure;

/// <summary>Where the token for Azure comes from.</summary>
public enum CredentialKind
{
    /// <summary>The chain of Azure.Identity: environment, workload identity, managed identity, developer tools.</summary>
    Default,

    /// <summary>The managed identity of the host.</summary>
    ManagedIdentity,

    /// <summary>The federated service account of a Kubernetes pod.</summary>
    WorkloadIdentity,

    /// <summary>The account that is signed in to the Azure CLI.</summary>
    AzureCli,

    /// <summary>A fixed word that protects nothing, for a simulator on this machine; refused for any other host.</summary>
    LoopbackToken,
}
